/** Our own emails, met in a read: they tell under which Message-ID they went, and that they went. */

import type { Email } from '../../domain/outbound/email.ts'
import type { InboundMessage } from '../../domain/mail/message/message.ts'
import {
  addMessageIdOf,
  emailsByGraphId,
  emailsNamed,
  setSubject,
} from '../../store/outbound/emails.ts'
import { recordSent } from './record-sent.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** Also tells the sync of drafts that bear an email's name without being it. */
export async function matchSentItems(sync: MailboxSync, mails: InboundMessage[]): Promise<void> {
  const { db } = sync.context
  const byId = await emailsByGraphId(
    db,
    sync.mailbox.id,
    mails.map((mail) => mail.id),
  )
  const byName = await emailsNamed(
    db,
    mails.filter((mail) => mail.isDraft).flatMap((mail) => mail.messageId ?? []),
  )
  for (const mail of mails) {
    const email = byId.get(mail.id)
    if (email) await meet(sync, email, mail)
    else if (mail.isDraft && isStray(mail, byName)) sync.strayDrafts.push(mail.id)
  }
}

async function meet(sync: MailboxSync, email: Email, mail: InboundMessage): Promise<void> {
  const { db } = sync.context
  if (mail.messageId && mail.messageId !== email.messageId)
    await addMessageIdOf(db, email.id, mail.messageId)
  if (mail.isDraft || (email.state !== 'sending' && email.state !== 'drafted')) return
  const subject = email.byHand && mail.subject ? mail.subject : email.subject
  await db.transaction(async (tx) => {
    if (subject !== email.subject) await setSubject(tx, email.id, subject)
    await recordSent(tx, sync.context, { ...email, subject }, mail.receivedAt)
  })
}

/** A draft that bears an email's name while the email is another draft, or is done with. */
function isStray(mail: InboundMessage, byName: Map<string, Email>): boolean {
  const email = mail.messageId ? byName.get(mail.messageId) : undefined
  return email !== undefined && email.state !== 'stored' && email.graphId !== mail.id
}
