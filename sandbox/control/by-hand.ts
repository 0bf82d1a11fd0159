/** Control API: what a rep does by hand in Outlook with mail that lies in the mailbox, drafts of others' making too. */

import express from 'express'
import type { Router } from 'express'
import { z } from 'zod'
import { submitWith } from '../delivery/send.ts'
import { changeMessage } from '../graph/mail/draft-change.ts'
import type { MessagePatch } from '../graph/mail/message-request.ts'
import type { Person } from '../person.ts'
import type { Message } from '../state/message.ts'
import type { World } from '../world.ts'
import { folderSchema, mailboxOf, shownMessage } from './mail.ts'
import { badInput, notFound, parse } from './problem.ts'

const typedSchema = z.strictObject({
  subject: z.string().optional(),
  text: z.string().optional(),
  html: z.string().optional(),
})
const patchSchema = typedSchema.extend({
  isRead: z.boolean().optional(),
  folder: folderSchema.optional(),
})
/** A draft that lies in the mailbox is sent by the rep, under another subject if wanted. */
const sendingSchema = z.strictObject({
  subject: z.string().optional(),
  client: z.enum(['web', 'desktop']).default('web'),
})
const deletionSchema = z.object({ permanently: z.enum(['true', 'false']).optional() })

export function byHandRouter(world: World): Router {
  const router = express.Router()

  router.patch(
    '/mailboxes/:address/messages/:id',
    express.json({ limit: '10mb' }),
    async (request, response) => {
      const { person, message: found } = mailIn(world, request.params)
      const patch = parse(patchSchema, request.body, '{isRead?, folder?, subject?, text? or html?}')
      let message = await typed(world, person, found, patch)
      if (patch.isRead !== undefined && patch.isRead !== message.isRead)
        message = world.mailboxes.change({ ...message, isRead: patch.isRead })
      if (patch.folder !== undefined && patch.folder !== message.folder)
        message = world.mailboxes.move(message, patch.folder)
      response.json(shownMessage(message))
    },
  )

  // As in Outlook: to Deleted Items, and from there, or with Shift, for good.
  router.delete('/mailboxes/:address/messages/:id', (request, response) => {
    const { message } = mailIn(world, request.params)
    const { permanently } = parse(deletionSchema, request.query, 'permanently=true')
    if (permanently === 'true' || message.folder === 'deleteditems') world.mailboxes.remove(message)
    else world.mailboxes.move(message, 'deleteditems')
    response.status(204).end()
  })

  router.post(
    '/mailboxes/:address/messages/:id/sending',
    express.json(),
    async (request, response) => {
      const person = mailboxOf(world, request.params.address)
      const { subject, client } = parse(
        sendingSchema,
        request.body,
        '{subject?, client?: web|desktop}',
      )
      const draft = world.messages.find(person.id, request.params.id)
      if (draft?.isDraft !== true) throw notFound('There is no such draft in this mailbox.')
      if (subject !== undefined) await changeMessage(world, person, draft, { subject })
      const { submission, item } = await submitWith(world, person, draft.id, client)
      if (submission === 'no-recipients') throw badInput('Nobody stands in To. Write an address.')
      if (submission !== 'accepted' || item === undefined)
        throw notFound('There is no such draft in this mailbox.')
      response.status(201).json(shownMessage(item))
    },
  )

  return router
}

function mailIn(
  world: World,
  named: { address: string; id: string },
): { person: Person; message: Message } {
  const person = mailboxOf(world, named.address)
  const message = world.messages.find(person.id, named.id)
  if (message === undefined) throw notFound('There is no such mail in this mailbox.')
  return { person, message }
}

/** The rep types into a draft; what is not typed stays as it is. */
async function typed(
  world: World,
  person: Person,
  message: Message,
  { subject, text, html }: z.infer<typeof typedSchema>,
): Promise<Message> {
  if (subject === undefined && text === undefined && html === undefined) return message
  if (!message.isDraft) throw badInput('This mail is no draft: nobody can write in it.')
  if (text !== undefined && html !== undefined) throw badInput('Give "text" or "html", not both.')
  const patch: MessagePatch = {
    ...(subject === undefined ? {} : { subject }),
    ...(text === undefined ? {} : { body: { contentType: 'text', content: text } }),
    ...(html === undefined ? {} : { body: { contentType: 'html', content: html } }),
  }
  return changeMessage(world, person, message, patch)
}
