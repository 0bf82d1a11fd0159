/** Control API: mail into mailboxes, what lies there, and mail that people of the tenant write in Outlook. */

import express from 'express'
import type { Router } from 'express'
import { z } from 'zod'
import { wholeSeconds } from '../clock.ts'
import { answerAutomatically } from '../delivery/automatic-replies.ts'
import { arrive, readWire } from '../delivery/deliver.ts'
import { composeEmail } from '../delivery/write-email.ts'
import { personOf } from '../person.ts'
import type { MailAddress, Person } from '../person.ts'
import { folders } from '../state/message.ts'
import type { Message } from '../state/message.ts'
import type { World } from '../world.ts'
import { cursorSchema, cut } from './page.ts'
import { badInput, notFound, parse } from './problem.ts'

export const folderSchema = z.preprocess(
  (value) => (typeof value === 'string' ? value.toLowerCase() : value),
  z.enum(folders),
)
const mailQuery = z.object({
  mailbox: z.string(),
  receivedDateTime: z.iso.datetime({ offset: true }).optional(),
  folder: folderSchema.optional(),
})
/** `ana@acme.example`, or `{address, name?}`. */
export const addressSchema = z.union([
  z.email().transform((address): MailAddress => ({ address, name: '' })),
  z
    .object({ address: z.email(), name: z.string().optional() })
    .transform((one): MailAddress => ({ address: one.address, name: one.name ?? '' })),
])
const emailSchema = z.strictObject({
  to: z.array(addressSchema).min(1),
  cc: z.array(addressSchema).default([]),
  subject: z.string().default(''),
  body: z.string().default(''),
  /** A mail of this mailbox that is answered, by id or Message-ID. */
  inReplyTo: z.string().optional(),
})
export function mailRouter(world: World): Router {
  const router = express.Router()

  router.post(
    '/mail',
    express.raw({ type: () => true, limit: '150mb' }),
    async (request, response) => {
      const query = parse(
        mailQuery,
        request.query,
        'mailbox, and if wanted receivedDateTime (ISO) and folder',
      )
      const person = mailboxOf(world, query.mailbox)
      const raw: unknown = request.body
      if (!Buffer.isBuffer(raw) || raw.length === 0)
        throw badInput('Send the raw message (message/rfc822) as the body.')
      const wire = await readWire(raw)
      const message = arrive(world, person, wire, {
        ...(query.receivedDateTime === undefined
          ? {}
          : { receivedMs: Date.parse(query.receivedDateTime) }),
        ...(query.folder === undefined ? {} : { folder: query.folder }),
      })
      await answerAutomatically(world, [message], wire)
      response.status(201).json({
        id: message.id,
        internetMessageId: message.internetMessageId,
        receivedDateTime: wholeSeconds(message.receivedMs),
      })
    },
  )

  router.get('/mailboxes/:address/messages', (request, response) => {
    const person = mailboxOf(world, request.params.address)
    const { cursor, limit } = parse(cursorSchema, request.query, 'limit and cursor')
    const skip = Number(cursor ?? '0')
    const found = world.messages.search({
      mailbox: person.id,
      conditions: [],
      newestFirst: true,
      skip,
      limit: limit + 1,
      everything: true,
    })
    response.json(cut(found, limit, () => String(skip + limit), shownMessage))
  })

  router.post(
    '/mailboxes/:address/letters',
    express.json({ limit: '10mb' }),
    async (request, response) => {
      const person = mailboxOf(world, request.params.address)
      const email = parse(emailSchema, request.body, '{to: [], cc: [], subject, body, inReplyTo?}')
      const answers =
        email.inReplyTo === undefined ? undefined : answered(world, person, email.inReplyTo)
      response
        .status(201)
        .json(shownMessage(await composeEmail(world, person, { ...email, answers })))
    },
  )

  return router
}

function answered(world: World, person: Person, wanted: string): Message {
  const byMessageId = {
    mailbox: person.id,
    conditions: [{ column: 'internet_message_id', operator: '=', value: wanted } as const],
    newestFirst: true,
    skip: 0,
    limit: 1,
    unseen: true,
  }
  const found = world.messages.find(person.id, wanted) ?? world.messages.search(byMessageId)[0]
  if (found === undefined) throw notFound('The mail that is answered is not in this mailbox.')
  return found
}

export function mailboxOf(world: World, address: string): Person {
  const person = personOf(world.people, address)
  if (person?.hasMailbox === true) return person
  const known = world.people.filter((one) => one.hasMailbox).map((one) => one.address)
  throw notFound(`Nobody of the tenant has the mailbox ${address}. There are ${known.join(', ')}.`)
}

export function shownMessage(message: Message): Record<string, unknown> {
  const { item } = message
  return {
    id: message.id,
    internetMessageId: message.internetMessageId,
    conversationId: message.conversationId,
    subject: item.subject,
    from: item.from,
    to: item.to,
    cc: item.cc,
    receivedDateTime: wholeSeconds(message.receivedMs),
    folder: message.folder,
    isDraft: message.isDraft,
    isRead: message.isRead,
    messageClass: item.messageClass,
    bodyPreview: item.preview,
    bodyHtml: item.html,
    bodyText: item.text,
    headers: item.headers,
  }
}
