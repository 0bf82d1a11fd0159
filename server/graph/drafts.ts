/** An email on its way through Graph: drafted from MIME, looked up, sent, withdrawn. */

import MailComposer from 'nodemailer/lib/mail-composer'
import { z } from 'zod'
import type { Address } from '../domain/contacts/address.ts'
import { toInstant, type Instant } from '../domain/time/instant.ts'
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
  sentAt: Instant | null
  /** The folder it lies in; null when Graph did not tell. */
  folderId: string | null
}

const shown = z.object({
  id: z.string(),
  internetMessageId: z.string().nullish(),
  isDraft: z.boolean(),
  sentDateTime: z.string().nullish(),
  parentFolderId: z.string().nullish(),
})
const shownList = z.object({ value: z.array(shown) })
const select = 'id,internetMessageId,isDraft,sentDateTime,parentFolderId'
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

/** Deletes the draft; one that is gone already is as good. */
export async function deleteDraft(ask: AskGraph, mailboxId: string, id: string): Promise<void> {
  await orNull(
    ask(mailboxId, {
      method: 'DELETE',
      path: `/users/${mailboxId}/messages/${encodeURIComponent(id)}`,
      prefer: [immutableIds],
    }),
  )
}

function toEmail(raw: z.infer<typeof shown>): EmailInGraph {
  return {
    id: raw.id,
    messageId: raw.internetMessageId?.trim() ?? null,
    isDraft: raw.isDraft,
    sentAt: raw.sentDateTime ? toInstant(raw.sentDateTime) : null,
    folderId: raw.parentFolderId ?? null,
  }
}
