/** The sandbox's control API as the page uses it; the only place that fetches it. */

import { z } from 'zod'

const mailAddress = z.object({ address: z.string(), name: z.string() })
export type ShownAddress = z.infer<typeof mailAddress>

const message = z.object({
  id: z.string(),
  internetMessageId: z.string(),
  conversationId: z.string(),
  subject: z.string(),
  from: mailAddress.nullable(),
  to: z.array(mailAddress),
  cc: z.array(mailAddress),
  receivedDateTime: z.string(),
  folder: z.string(),
  isDraft: z.boolean(),
  isRead: z.boolean(),
  bodyPreview: z.string(),
  bodyHtml: z.string(),
  bodyText: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type ShownMessage = z.infer<typeof message>
export const messagesShape = z.object({ items: z.array(message) })

const outsideMail = z.object({
  id: z.string(),
  internetMessageId: z.string(),
  subject: z.string(),
  from: mailAddress.nullable(),
  to: z.array(mailAddress),
  receivedDateTime: z.string(),
  text: z.string(),
})
export type ShownOutsideMail = z.infer<typeof outsideMail>
export const outsideMailsShape = z.object({ items: z.array(outsideMail) })

const person = z.object({
  id: z.string(),
  address: z.string(),
  name: z.string(),
  title: z.string(),
})
export type Rep = z.infer<typeof person>
const outsider = z.object({
  address: z.string(),
  name: z.string(),
  unread: z.number().optional(),
})
export type Outsider = z.infer<typeof outsider>
export const peopleShape = z.object({ reps: z.array(person), outside: z.array(outsider) })

export const clockShape = z.object({ now: z.string(), offsetMs: z.number(), version: z.number() })
export type ShownClock = z.infer<typeof clockShape>
/** `settled`: the server has done what fell due. */
const movedClock = clockShape.extend({ settled: z.boolean() })
export type MovedClock = z.infer<typeof movedClock>

const problem = z.object({ detail: z.string() })

/** What a person outside, or their mail server, may answer. */
export type OfferedAnswer =
  | 'reply'
  | 'reply-from-other'
  | 'out-of-office'
  | 'bounce'
  | 'new-mail'
  | 'auto-reply-ticket'
  | 'left-company'
  | 'unsubscribe-mail'
  | 'read-receipt'
  | 'delayed'

export interface Email {
  to: ShownAddress[]
  cc: ShownAddress[]
  subject: string
  /** Plain text. */
  body: string
  /** Id of the mail that is answered. */
  inReplyTo?: string
}

/** Refused or unreachable; the message is a sentence for the person. */
export class ControlRefused extends Error {}

export const paths = {
  people: '/sandbox/people',
  clock: '/sandbox/clock',
  messages: (address: string) => `/sandbox/mailboxes/${encodeURIComponent(address)}/messages`,
  received: (address: string) => `/sandbox/outside/${encodeURIComponent(address)}/messages`,
  sent: (address: string) => `/sandbox/outside/${encodeURIComponent(address)}/sent`,
}

/** The answer's text, so that a poll can see that nothing changed before it parses anything. */
export async function readText(path: string, signal?: AbortSignal): Promise<string> {
  return (await call(path, { signal: signal ?? null })).text()
}

export async function sendEmail(mailbox: string, email: Email): Promise<void> {
  await write('POST', `/sandbox/mailboxes/${encodeURIComponent(mailbox)}/letters`, email)
}

/** The rep sends a draft that lies in the mailbox. */
export async function sendDraft(mailbox: string, id: string, subject: string): Promise<void> {
  await write('POST', `${paths.messages(mailbox)}/${encodeURIComponent(id)}/sending`, { subject })
}

export async function changeMessage(
  mailbox: string,
  id: string,
  change: { isRead?: boolean; folder?: string },
): Promise<void> {
  await write('PATCH', `${paths.messages(mailbox)}/${encodeURIComponent(id)}`, change)
}

export interface AnswerRequest {
  messageId?: string
  kind: OfferedAnswer
  to?: string
  subject?: string
  from?: string
  text?: string
}

const delivered = z.object({ subject: z.string(), to: z.array(mailAddress) })

/** Answers what was delivered, and to whom. */
export async function answerAs(
  address: string,
  answer: AnswerRequest,
): Promise<{ subject: string; to: ShownAddress[] }> {
  const response = await write(
    'POST',
    `/sandbox/outside/${encodeURIComponent(address)}/answers`,
    answer,
  )
  return delivered.parse(await response.json())
}

export interface Invitation {
  to: string
  subject: string
  /** UTC times. */
  start: string
  end: string
  text: string
}

/** A person outside invites a rep to a meeting. Answers what was delivered, and to whom. */
export async function inviteAs(
  address: string,
  invitation: Invitation,
): Promise<{ subject: string; to: ShownAddress[] }> {
  const path = `/sandbox/outside/${encodeURIComponent(address)}/invitations`
  const response = await write('POST', path, invitation)
  return delivered.parse(await response.json())
}

/** @param move an ISO 8601 duration (`P2D`) or a UTC time; the clock only goes forward. */
export async function moveClock(move: { advance: string } | { to: string }): Promise<MovedClock> {
  const response = await write('POST', paths.clock, move)
  return movedClock.parse(await response.json())
}

function write(method: string, path: string, body: object): Promise<Response> {
  return call(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function call(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, init)
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw new ControlRefused('The sandbox does not answer. Start it again: npm run sandbox', {
      cause: error,
    })
  }
  if (response.ok) return response
  const told = problem.safeParse(await response.json().catch(() => null))
  throw new ControlRefused(
    told.success ? told.data.detail : `The sandbox answered ${response.status}.`,
  )
}
