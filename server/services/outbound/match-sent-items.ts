/** Our own emails, met in a read: they tell under which Message-ID they went, and that they went. */

import type { Email } from '../../domain/outbound/email.ts'
import type { InboundMessage } from '../../domain/mail/message/message.ts'
import {
  addMessageIdOf,
  emailsByGraphId,
  emailsByIds,
  emailsNamed,
  noteSeenSent,
} from '../../store/outbound/emails.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
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
  const own = mails.filter((mail) => mail.isDraft || mail.from?.address === sync.mailbox.address)
  const byName = await emailsNamed(
    db,
    own.flatMap((mail) => mail.messageId ?? []),
  )
  const byMark = await emailsByIds(
    db,
    own.flatMap((mail) => mail.mark ?? []),
  )
  for (const mail of mails) {
    const named = byName.get(mail.messageId ?? '') ?? byMark.get(mail.mark ?? '')
    const email =
      byId.get(mail.id) ?? (named && (await isItsCopy(sync, named, mail)) ? named : null)
    if (email) await meet(sync, email, mail)
    else if (mail.isDraft && named && isStray(mail, named)) sync.strayDrafts.push(mail.id)
  }
}

/** Sent under an id of its own, as Outlook on a desktop does; a copy of the draft to somebody else is another mail. */
async function isItsCopy(sync: MailboxSync, email: Email, mail: InboundMessage): Promise<boolean> {
  if (mail.isDraft || email.mailboxId !== sync.mailbox.id) return false
  const enrollment = await enrollmentById(sync.context.db, email.enrollmentId)
  return mail.to.some((to) => to.address === enrollment?.address)
}

async function meet(sync: MailboxSync, email: Email, mail: InboundMessage): Promise<void> {
  const { context } = sync
  if (mail.isDraft || email.state === 'sent') {
    if (mail.messageId && mail.messageId !== email.messageId)
      await addMessageIdOf(context.db, email.id, mail.messageId)
    if (!mail.isDraft && !email.seenSent) await noteSeenSent(context.db, email.id)
    return
  }
  await context.db.transaction(async (tx) => {
    if (mail.messageId && mail.messageId !== email.messageId)
      await addMessageIdOf(tx, email.id, mail.messageId)
    const item = { id: mail.id, sentAt: mail.receivedAt, subject: mail.subject }
    await recordSent(tx, context, email, 'seen-sent', item)
  })
}

/** A draft that bears an email's name while the email is another draft, or is done with. */
function isStray(mail: InboundMessage, email: Email): boolean {
  return email.state !== 'stored' && email.graphId !== mail.id
}
