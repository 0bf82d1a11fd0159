/** Control API: the people outside, what they received and sent, and answering as them. */

import express from 'express'
import type { Router } from 'express'
import { z } from 'zod'
import { wholeSeconds } from '../clock.ts'
import { answer, answerKinds } from '../delivery/answers.ts'
import { headerBlock } from '../mail/raw-headers.ts'
import { isTenantAddress } from '../person.ts'
import type { MailAddress } from '../person.ts'
import type { Direction, OutsideMail } from '../state/outside-mails.ts'
import type { World } from '../world.ts'
import { cursorSchema, cut } from './page.ts'
import { badInput, notFound, parse } from './problem.ts'

const answerSchema = z.strictObject({
  kind: z.enum(answerKinds),
  messageId: z.string().optional(),
  from: z.email().optional(),
  to: z.union([z.email(), z.string().regex(/^mailto:[^?]+@/i)]).optional(),
  subject: z.string().optional(),
  text: z.string().optional(),
  status: z
    .string()
    .regex(/^[45]\.\d{1,3}\.\d{1,3}$/)
    .optional(),
  successor: z.object({ address: z.email(), name: z.string().default('') }).optional(),
})

export function outsideRouter(world: World): Router {
  const router = express.Router()

  router.get('/people', (_request, response) => {
    response.json({ reps: world.people, outside: world.outside.people() })
  })

  for (const [path, direction] of [
    ['messages', 'received'],
    ['sent', 'sent'],
  ] as const) {
    router.get(`/outside/:address/${path}`, (request, response) => {
      response.json(list(world, request.params.address, direction, request.query))
    })
  }

  router.post(
    '/outside/:address/answers',
    express.json({ limit: '10mb' }),
    async (request, response) => {
      const { address } = request.params
      if (isTenantAddress(address) || !z.email().safeParse(address).success)
        throw badInput(`${address} is not the address of somebody outside the tenant.`)
      const wish = parse(
        answerSchema,
        request.body,
        '{messageId, kind, from?, to?, subject?, text?, status?, successor?}',
      )
      const person = personOutside(world, address)
      const email = emailOf(world, person, wish)
      const to = recipientOf(email, wish)
      world.outside.meet(person)
      const { wire, arrived } = await answer(world, { ...wish, ...to, person, email })
      const [first] = arrived
      response.status(201).json({
        id: first?.id ?? null,
        internetMessageId: wire.messageId,
        receivedDateTime: wholeSeconds(first?.receivedMs ?? world.clock.now()),
        kind: wish.kind,
        subject: wire.mail.subject,
        from: wire.mail.from,
        to: wire.mail.to,
        inReplyTo: wire.mail.inReplyTo,
        text: wire.mail.text,
        raw: wire.raw.toString('utf8'),
      })
    },
  )

  return router
}

function list(world: World, address: string, direction: Direction, query: unknown): object {
  const { cursor, limit } = parse(cursorSchema, query, 'limit and cursor')
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor)
  const found = world.outside.list(address, direction, before, limit + 1)
  return cut(found, limit, (last) => String(last.seq), shownMail)
}

/** Somebody outside, with the name once known. */
export function personOutside(world: World, address: string): MailAddress {
  const wanted = address.toLowerCase()
  return (
    world.outside.people().find((one) => one.address === wanted) ?? { address: wanted, name: '' }
  )
}

type Wish = z.infer<typeof answerSchema>

function emailOf(world: World, person: MailAddress, wish: Wish): OutsideMail | undefined {
  if (wish.messageId !== undefined) {
    const email = world.outside.find(person.address, wish.messageId)
    if (email === undefined)
      throw notFound(
        `${person.address} has received no mail with the id or Message-ID ${wish.messageId}.`,
      )
    return email
  }
  if (wish.kind !== 'new-mail')
    throw badInput(`"messageId": say which mail is answered; only a new-mail answers none.`)
  return world.outside.list(person.address, 'received', Number.MAX_SAFE_INTEGER, 1)[0]
}

/** Whom the mail goes to, and for a mailto: address what it fills in. */
function recipientOf(
  email: OutsideMail | undefined,
  wish: Wish,
): { to: MailAddress; subject?: string | undefined; text?: string | undefined } {
  const given = wish.to ?? (wish.kind === 'unsubscribe-mail' ? mailtoOf(email) : undefined)
  if (given !== undefined) {
    if (!/^mailto:/i.test(given)) return { to: { address: given, name: '' } }
    const [address = '', query = ''] = given.slice('mailto:'.length).split('?')
    const filled = new URLSearchParams(query.replaceAll('+', '%2B'))
    return {
      to: { address: decodeURIComponent(address), name: '' },
      subject: wish.subject ?? filled.get('subject') ?? undefined,
      text: wish.text ?? filled.get('body') ?? undefined,
    }
  }
  const sender = email?.replyTo[0] ?? email?.from
  if (sender != null) return { to: sender }
  throw badInput('"to": say whom the mail goes to; this person has received nothing to answer.')
}

/** The mailto: address of the email's List-Unsubscribe header (RFC 2369). */
function mailtoOf(email: OutsideMail | undefined): string {
  const header = headerBlock(Buffer.from(email?.raw ?? '')).replace(/\r\n[ \t]+/g, ' ')
  const mailto = /^List-Unsubscribe:.*<(mailto:[^>]+)>/im.exec(header)?.[1]
  if (mailto === undefined)
    throw badInput('"to": give the mailto address; the email has none in List-Unsubscribe.')
  return mailto
}

function shownMail(mail: OutsideMail): Record<string, unknown> {
  const { seq: _seq, receivedMs, ...rest } = mail
  return { ...rest, receivedDateTime: wholeSeconds(receivedMs) }
}
