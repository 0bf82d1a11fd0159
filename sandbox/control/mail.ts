/** Control API: mail into mailboxes, and what people of the tenant do in Outlook. */

import express from 'express'
import type { Router } from 'express'
import { z } from 'zod'
import { wholeSeconds } from '../clock.ts'
import { arrive, deliver, readWire } from '../delivery/deliver.ts'
import { itemOf } from '../delivery/mailboxes.ts'
import { htmlDocument, textFromHtml } from '../mail/html.ts'
import { exchangeMessageId, writeMime } from '../mail/write-mime.ts'
import { personOf } from '../person.ts'
import type { MailAddress, Person } from '../person.ts'
import { folders } from '../state/message.ts'
import type { Message } from '../state/message.ts'
import type { World } from '../world.ts'
import { cursorSchema, cut } from './page.ts'
import { badInput, notFound, parse } from './problem.ts'

const folderSchema = z.preprocess(
  (value) => (typeof value === 'string' ? value.toLowerCase() : value),
  z.enum(folders),
)
const mailQuery = z.object({
  mailbox: z.string(),
  receivedDateTime: z.iso.datetime({ offset: true }).optional(),
  folder: folderSchema.optional(),
})
const addressSchema = z.union([
  z.email().transform((address): MailAddress => ({ address, name: '' })),
  z
    .object({ address: z.email(), name: z.string().optional() })
    .transform((one): MailAddress => ({ address: one.address, name: one.name ?? '' })),
])
const letterSchema = z.strictObject({
  to: z.array(addressSchema).min(1),
  cc: z.array(addressSchema).default([]),
  subject: z.string().default(''),
  body: z.string().default(''),
  /** A mail of this mailbox that is answered, by id or Message-ID. */
  inReplyTo: z.string().optional(),
})
const patchSchema = z.strictObject({
  isRead: z.boolean().optional(),
  folder: folderSchema.optional(),
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
      const message = arrive(world, person, await readWire(raw), {
        ...(query.receivedDateTime === undefined
          ? {}
          : { receivedMs: Date.parse(query.receivedDateTime) }),
        ...(query.folder === undefined ? {} : { folder: query.folder }),
      })
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
    })
    response.json(cut(found, limit, () => String(skip + limit), shownMessage))
  })

  router.post(
    '/mailboxes/:address/letters',
    express.json({ limit: '10mb' }),
    async (request, response) => {
      const person = mailboxOf(world, request.params.address)
      const letter = parse(
        letterSchema,
        request.body,
        '{to: [], cc: [], subject, body, inReplyTo?}',
      )
      response.status(201).json(shownMessage(await writeLetter(world, person, letter)))
    },
  )

  router.patch('/mailboxes/:address/messages/:id', express.json(), (request, response) => {
    const person = mailboxOf(world, request.params.address)
    const patch = parse(patchSchema, request.body, '{isRead?, folder?}')
    let message = world.messages.find(person.id, request.params.id)
    if (message === undefined) throw notFound('There is no such mail in this mailbox.')
    if (patch.isRead !== undefined && patch.isRead !== message.isRead)
      message = world.mailboxes.change({ ...message, isRead: patch.isRead })
    if (patch.folder !== undefined && patch.folder !== message.folder)
      message = world.mailboxes.move(message, patch.folder)
    response.json(shownMessage(message))
  })

  return router
}

/** The person writes by hand: into Sent Items and on the wire, as any mail. */
async function writeLetter(
  world: World,
  person: Person,
  letter: z.infer<typeof letterSchema>,
): Promise<Message> {
  const answered =
    letter.inReplyTo === undefined ? undefined : findMail(world, person, letter.inReplyTo)
  const isHtml = /<[a-z][^>]*>/i.test(letter.body)
  const now = world.clock.now()
  const raw = await writeMime({
    messageId: exchangeMessageId(),
    from: { name: person.name, address: person.address },
    to: letter.to,
    cc: letter.cc,
    subject: letter.subject,
    text: isHtml ? textFromHtml(letter.body) : letter.body,
    html: htmlDocument(isHtml ? letter.body : undefined, letter.body),
    inReplyTo: answered?.internetMessageId ?? null,
    references:
      answered === undefined
        ? null
        : [answered.item.references, answered.internetMessageId].join(' ').trim(),
    dateMs: now,
  })
  const wire = await readWire(raw)
  const send = world.db.transaction(() => {
    const sent = world.mailboxes.add(
      {
        mailbox: person.id,
        folder: 'sentitems',
        receivedMs: now,
        isDraft: false,
        isRead: true,
        internetMessageId: wire.messageId,
        item: { ...itemOf(wire.mail, now, true), sentMs: now },
      },
      raw,
    )
    deliver(world, wire, [...letter.to, ...letter.cc])
    return sent
  })
  return send()
}

function findMail(world: World, person: Person, wanted: string): Message {
  const byId = world.messages.find(person.id, wanted)
  const conditions = [{ column: 'internet_message_id', operator: '=', value: wanted } as const]
  const [found] = byId
    ? [byId]
    : world.messages.search({
        mailbox: person.id,
        conditions,
        newestFirst: true,
        skip: 0,
        limit: 1,
      })
  if (found === undefined) throw notFound('The mail that is answered is not in this mailbox.')
  return found
}

export function mailboxOf(world: World, address: string): Person {
  const person = personOf(world.people, address)
  if (person?.hasMailbox === true) return person
  const known = world.people.filter((one) => one.hasMailbox).map((one) => one.address)
  throw notFound(`Nobody of the tenant has the mailbox ${address}. There are ${known.join(', ')}.`)
}

function shownMessage(message: Message): Record<string, unknown> {
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
    bodyPreview: item.preview,
    bodyHtml: item.html,
    bodyText: item.text,
    headers: item.headers,
  }
}
