/** The answers of the sandbox's control API, as far as the play needs them; read strictly, so that a changed one is noticed. */
import { z } from 'zod'

const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

export const receivedMail = z.object({
  id: z.string(),
  internetMessageId: z.string(),
  subject: z.string(),
  from: z.object({ address: z.string() }).nullable(),
  inReplyTo: z.string().nullable(),
  text: z.string(),
  receivedDateTime: z.string(),
})
export type ReceivedMail = z.infer<typeof receivedMail>
export const receivedMails = page(receivedMail)

export const mailboxMessage = z.object({
  id: z.string(),
  internetMessageId: z.string(),
  conversationId: z.string(),
  subject: z.string(),
  to: z.array(z.object({ address: z.string() })),
  folder: z.string(),
  isDraft: z.boolean(),
  bodyText: z.string(),
  bodyHtml: z.string(),
})
export type MailboxMessage = z.infer<typeof mailboxMessage>
export const mailboxMessages = page(mailboxMessage)

export const delivered = z.object({
  internetMessageId: z.string(),
  receivedDateTime: z.string(),
})
export const people = z.object({
  reps: z.array(z.object({ id: z.string(), address: z.string() })),
})
export const clockState = z.object({ now: z.string(), offsetMs: z.number() })

/** A draft as Graph answers it once it is made. */
export const madeDraft = z.object({
  id: z.string(),
  toRecipients: z.array(z.object({ emailAddress: z.object({ address: z.string() }) })),
  body: z.object({ content: z.string() }),
})

/** The enrollment that the unsubscribe link in an email names: the first 16 bytes of its token. Null without such a link. */
export function enrollmentIn(text: string): string | null {
  const token = /\/u\/([\w-]{43})(?![\w-])/.exec(text)?.[1]
  if (token === undefined) return null
  const hex = Buffer.from(token, 'base64url').subarray(0, 16).toString('hex')
  return [8, 12, 16, 20, 32].map((end, at) => hex.slice([0, 8, 12, 16, 20][at], end)).join('-')
}

/** The unsubscribe link's path in an email, or null. */
export function unsubscribePathIn(text: string): string | null {
  return /\/u\/[\w-]{43}(?![\w-])/.exec(text)?.[0] ?? null
}
