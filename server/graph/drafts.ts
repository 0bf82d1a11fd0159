/** An email on its way through Graph: drafted from MIME, looked up, sent, withdrawn. */

import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { z } from 'zod'
import type { Address } from '../domain/contacts/address.ts'
import { toInstant, type Instant } from '../domain/time/instant.ts'
import { markId } from './mark.ts'
import { formOf, immutableIds, orNull, quoted, type AskGraph } from './client.ts'
import type { LastWord } from './transport.ts'

export interface EmailMime {
  from: Address
  to: Address
  subject: string
  text: string
  html: string
  messageId: string
  /** Message-IDs of the thread, oldest first; empty for a first email. */
  references: string[]
  date: Instant
  /** Where the contact unsubscribes: by one click (RFC 8058) and by mail (RFC 2369). */
  unsubscribe: { url: string; mail: { address: string; subject: string } }
}

/** How Graph shows an email that it has. */
export interface EmailInGraph {
  id: string
  messageId: string | null
  isDraft: boolean
  subject: string | null
  to: string[]
  sentAt: Instant | null
  /** The folder it lies in; null when Graph did not tell. */
  folderId: string | null
  /** What a reader would see of it: subject, recipients and text in a digest. Another print: somebody changed it. */
  print: string
  /** Somebody wrote to it after it was made. */
  isTouched: boolean
}

const recipient = z.object({ emailAddress: z.object({ address: z.string().nullish() }).nullish() })
const shown = z.object({
  id: z.string(),
  internetMessageId: z.string().nullish(),
  isDraft: z.boolean(),
  sentDateTime: z.string().nullish(),
  parentFolderId: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  lastModifiedDateTime: z.string().nullish(),
  subject: z.string().nullish(),
  body: z.object({ content: z.string().nullish() }).nullish(),
  toRecipients: z.array(recipient).nullish(),
  ccRecipients: z.array(recipient).nullish(),
  bccRecipients: z.array(recipient).nullish(),
})
const shownList = z.object({ value: z.array(shown) })
const select =
  'id,internetMessageId,isDraft,sentDateTime,parentFolderId,createdDateTime,lastModifiedDateTime,subject,body,toRecipients,ccRecipients,bccRecipients'

/** Exchange writes to a draft itself in the moment it is made. */
const settledMs = 5_000
const folder = z.object({ id: z.string() })

/** The email as RFC 5322 text. Exchange keeps its Message-ID, In-Reply-To and References, and puts in its own From. */
export function composeMime(email: EmailMime): Promise<Buffer> {
  const parent = email.references.at(-1)
  return new MailComposer({
    from: email.from,
    to: email.to,
    subject: email.subject,
    text: email.text,
    html: email.html,
    messageId: email.messageId,
    date: new Date(email.date),
    headers: {
      'List-Unsubscribe': `<${email.unsubscribe.url}>, <${mailto(email.unsubscribe.mail)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    ...(parent ? { inReplyTo: parent, references: email.references } : {}),
  })
    .compile()
    .build()
}

function mailto({ address, subject }: EmailMime['unsubscribe']['mail']): string {
  return `mailto:${address}?subject=${encodeURIComponent(subject)}`
}

export async function createDraft(
  ask: AskGraph,
  mailboxId: string,
  mime: Uint8Array,
): Promise<EmailInGraph> {
  const answer = await ask(mailboxId, {
    method: 'POST',
    path: `/users/${mailboxId}/messages`,
    mime,
    prefer: [immutableIds],
  })
  return toEmail(formOf(shown, answer))
}

/** The email by its immutable id; null on 404, which may also mean that it is just being moved. */
export async function emailById(
  ask: AskGraph,
  mailboxId: string,
  id: string,
): Promise<EmailInGraph | null> {
  const answer = await orNull(
    ask(mailboxId, {
      method: 'GET',
      path: `/users/${mailboxId}/messages/${encodeURIComponent(id)}`,
      query: { $select: select },
      prefer: [immutableIds],
    }),
  )
  return answer && toEmail(formOf(shown, answer))
}

/** Every message of the mailbox that bears this Message-ID: drafts, sent items, deleted ones. */
export async function emailsByMessageId(
  ask: AskGraph,
  mailboxId: string,
  messageId: string,
): Promise<EmailInGraph[]> {
  const answer = await ask(mailboxId, {
    method: 'GET',
    path: `/users/${mailboxId}/messages`,
    query: {
      $filter: `internetMessageId eq ${quoted(messageId)}`,
      $select: select,
      $top: '10',
    },
    prefer: [immutableIds],
  })
  return formOf(shownList, answer).value.map(toEmail)
}

/** The newest that the rep has sent since then, 50 at most. */
export async function newestSent(
  ask: AskGraph,
  mailboxId: string,
  since: Instant,
): Promise<EmailInGraph[]> {
  const answer = await ask(mailboxId, {
    method: 'GET',
    path: `/users/${mailboxId}/mailFolders/sentitems/messages`,
    query: {
      $filter: `receivedDateTime ge ${since.slice(0, 19)}Z`,
      $orderby: 'receivedDateTime desc',
      $select: select,
      $top: '50',
    },
    prefer: [immutableIds],
  })
  return formOf(shownList, answer).value.map(toEmail)
}

/** Marks a draft as the email of this id, so that it is known again whatever a mail program makes of it. */
export async function markDraft(
  ask: AskGraph,
  mailboxId: string,
  draftId: string,
  emailId: string,
): Promise<void> {
  await ask(mailboxId, {
    method: 'PATCH',
    path: `/users/${mailboxId}/messages/${encodeURIComponent(draftId)}`,
    json: { singleValueExtendedProperties: [{ id: markId, value: emailId }] },
    prefer: [immutableIds],
  })
}

/** Every message of the mailbox that bears the mark of this email. */
export async function emailsByMark(
  ask: AskGraph,
  mailboxId: string,
  emailId: string,
): Promise<EmailInGraph[]> {
  const marked = `ep/id eq ${quoted(markId)} and ep/value eq ${quoted(emailId)}`
  const answer = await ask(mailboxId, {
    method: 'GET',
    path: `/users/${mailboxId}/messages`,
    query: {
      $filter: `singleValueExtendedProperties/Any(ep: ${marked})`,
      $select: select,
      $top: '10',
    },
    prefer: [immutableIds],
  })
  return formOf(shownList, answer).value.map(toEmail)
}

/** Id of the folder that Outlook moves deleted messages to. */
export async function deletedItemsId(ask: AskGraph, mailboxId: string): Promise<string> {
  const answer = await ask(mailboxId, {
    method: 'GET',
    path: `/users/${mailboxId}/mailFolders/deleteditems`,
    query: { $select: 'id' },
  })
  return formOf(folder, answer).id
}

/**
 * Asks Graph to send the draft, unless the last word is no. Answers when Graph took it over; any error but NotAskedError
 * leaves open whether it did.
 */
export async function sendDraft(
  ask: AskGraph,
  mailboxId: string,
  id: string,
  lastWord: LastWord,
): Promise<void> {
  await ask(mailboxId, {
    method: 'POST',
    path: `/users/${mailboxId}/messages/${encodeURIComponent(id)}/send`,
    prefer: [immutableIds],
    rank: 'send',
    lastWord,
  })
}

/** Deletes the draft; false on 404, which may also mean that it is just being moved, or was made a moment ago. */
export async function deleteDraft(ask: AskGraph, mailboxId: string, id: string): Promise<boolean> {
  const answer = await orNull(
    ask(mailboxId, {
      method: 'DELETE',
      path: `/users/${mailboxId}/messages/${encodeURIComponent(id)}`,
      prefer: [immutableIds],
    }),
  )
  return answer !== null
}

function toEmail(raw: z.infer<typeof shown>): EmailInGraph {
  return {
    id: raw.id,
    messageId: raw.internetMessageId?.trim() ?? null,
    isDraft: raw.isDraft,
    subject: raw.subject ?? null,
    to: addressesIn(raw.toRecipients),
    sentAt: raw.sentDateTime ? toInstant(raw.sentDateTime) : null,
    folderId: raw.parentFolderId ?? null,
    print: printOf(raw),
    isTouched:
      Date.parse(raw.lastModifiedDateTime ?? '') - Date.parse(raw.createdDateTime ?? '') >
      settledMs,
  }
}

function addressesIn(some: z.infer<typeof recipient>[] | null | undefined): string[] {
  return (some ?? []).flatMap((one) => one.emailAddress?.address?.toLowerCase() ?? [])
}

/** Spaces and the case of addresses are no words of anybody's. */
function printOf(raw: z.infer<typeof shown>): string {
  const addresses = [raw.toRecipients, raw.ccRecipients, raw.bccRecipients].map((some) =>
    addressesIn(some).sort(),
  )
  const words = [raw.subject ?? '', raw.body?.content ?? ''].map((text) =>
    text.replace(/\s+/g, ' ').trim(),
  )
  return createHash('sha256')
    .update(JSON.stringify([words, addresses]))
    .digest('base64url')
}
