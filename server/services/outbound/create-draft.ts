/** Puts an email among the mailbox's drafts; one that an earlier try left there is adopted. */

import { asHtml, asText, type Email } from '../../domain/outbound/email.ts'
import { later } from '../../domain/time/instant.ts'
import { GraphError } from '../../graph/errors.ts'
import {
  composeMime,
  createDraft,
  deletedItemsId,
  emailById,
  emailsByMessageId,
  type EmailInGraph,
} from '../../graph/drafts.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { setDue, setWaits } from '../../store/enrollments/due.ts'
import { addMessageIdOf, markDrafted } from '../../store/outbound/emails.ts'
import { userById } from '../../store/directory/users.ts'
import { pauseEnrollment } from '../enrollments/pause.ts'
import { draftGone, refusedText } from './uncertain-send.ts'
import { recordSent } from './record-sent.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { unsubscribeLink, unsubscribeSubject } from '../links.ts'
import type { ReadyEmail } from './compose-email.ts'

/** `away`: Graph did not take it this time, it is tried again later; `no`: it is not to be sent now. */
export type Drafted = 'yes' | 'no' | 'away'

/** An email that Graph does not take must not stand in the way of the mailbox's others. */
export async function createDraftOf(sync: MailboxSync, ready: ReadyEmail): Promise<Drafted> {
  try {
    return (await draft(sync, ready)) ? 'yes' : 'no'
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    if (error.kind === 'refused' || error.kind === 'not-found')
      return neverTaken(sync, ready, error)
    // Told to wait, the whole mailbox waits.
    if (error.kind === 'unavailable' && error.retryAfterMs === null) return notNow(sync, ready)
    throw error
  }
}

/** A person has to look at it. */
async function neverTaken(
  sync: MailboxSync,
  ready: ReadyEmail,
  error: GraphError,
): Promise<Drafted> {
  await sync.context.db.transaction((tx) =>
    pauseEnrollment(tx, sync.context, ready.enrollment.id, {
      reason: 'email-rejected',
      text: refusedText(error),
      evidence: null,
    }),
  )
  recheckIn(sync, 0)
  return 'no'
}

const firstRetryMs = 5_000
const retryMs = 60_000

async function notNow(
  sync: MailboxSync,
  { enrollment, begunBefore }: ReadyEmail,
): Promise<Drafted> {
  const { db, clock } = sync.context
  await setDue(db, enrollment.id, later(clock.now(), begunBefore ? retryMs : firstRetryMs))
  await setWaits(
    db,
    enrollment.id,
    'Microsoft 365 did not take the email just now. It is tried again within a minute.',
  )
  return 'away'
}

async function draft(sync: MailboxSync, ready: ReadyEmail): Promise<boolean> {
  const { enrollment, email } = ready
  const { context, mailbox } = sync
  const known = ready.begunBefore ? await draftsOf(sync, email) : []
  const went = known.find((one) => !one.isDraft)
  if (went) {
    // The rep found the draft of an earlier sync, and sent it by hand.
    await context.db.transaction((tx) => recordSent(tx, context, email, went.sentAt))
    return false
  }
  const there = known[0]
  // Whoever throws the draft away does not want it sent.
  if (there ? await isThrownAway(sync, there) : email.state === 'drafted') {
    await draftGone(sync, enrollment, email)
    return false
  }
  if (email.state === 'drafted') return true
  const drafted = there ?? (await createDraft(sync.ask, mailbox.id, await mimeFor(sync, ready)))
  sync.ownMessages.add(drafted.id)
  return context.db.transaction(async (tx) => {
    if (drafted.messageId && drafted.messageId !== email.messageId)
      await addMessageIdOf(tx, email.id, drafted.messageId)
    email.graphId = drafted.id
    email.state = 'drafted'
    return markDrafted(tx, email.id, drafted.id)
  })
}

/** What lies in the mailbox of an email that Graph was never asked to send. */
export async function draftsOf(sync: MailboxSync, email: Email): Promise<EmailInGraph[]> {
  if (email.graphId === null) return emailsByMessageId(sync.ask, sync.mailbox.id, email.messageId)
  const found = await emailById(sync.ask, sync.mailbox.id, email.graphId)
  return found ? [found] : []
}

export async function isThrownAway(
  sync: MailboxSync,
  { folderId }: EmailInGraph,
): Promise<boolean> {
  return folderId !== null && folderId === (await deletedItemsId(sync.ask, sync.mailbox.id))
}

async function mimeFor(
  sync: MailboxSync,
  { enrollment, email, references }: ReadyEmail,
): Promise<Buffer> {
  const { db } = sync.context
  const contact = await contactById(db, enrollment.contactId)
  const rep = await userById(db, sync.mailbox.userId)
  const url = unsubscribeLink(sync.context, enrollment.id)
  return composeMime({
    from: { address: sync.mailbox.address, name: rep?.name ?? '' },
    to: { address: enrollment.address, name: contact?.name ?? '' },
    subject: email.subject,
    text: asText(email.text, url),
    html: asHtml(email.text, url),
    messageId: email.messageId,
    references,
    date: sync.context.clock.now(),
    unsubscribe: {
      url,
      mail: {
        address: sync.mailbox.address,
        subject: unsubscribeSubject(sync.context, enrollment.id),
      },
    },
  })
}
