/** Puts an email among the mailbox's drafts; one that an earlier try left there is adopted. */

import { asHtml, asText } from '../../domain/outbound/email.ts'
import { later } from '../../domain/time/instant.ts'
import { GraphError } from '../../graph/errors.ts'
import { composeMime, createDraft, markDraft, type EmailInGraph } from '../../graph/drafts.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { leaveDraftToRep } from '../../store/outbound/emails.ts'
import { userById } from '../../store/directory/users.ts'
import { putStepOff } from '../enrollments/next-step.ts'
import { pauseEnrollment } from '../enrollments/pause.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { unsubscribeLink, unsubscribeSubject } from '../links.ts'
import { advance } from './advance-email.ts'
import type { ReadyEmail } from './compose-email.ts'
import { findEmail } from './find-email.ts'
import { followFound } from './follow-found.ts'
import { refusedText } from './uncertain-send.ts'
import { deleteCopies, isChanged } from './withdraw-email.ts'

/** `away`: Graph did not take it this time, it is tried again later; `no`: it is not to be sent now. */
export type Drafted = 'yes' | 'no' | 'away'

/** An email that Graph does not take must not stand in the way of the mailbox's others. */
export async function createDraftOf(sync: MailboxSync, ready: ReadyEmail): Promise<Drafted> {
  try {
    const isDrafted = ready.begunBefore ? await takeUp(sync, ready) : await create(sync, ready)
    return isDrafted ? 'yes' : 'no'
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    if (error.kind === 'refused') return neverTaken(sync, ready, error)
    // Told to wait, the whole mailbox waits. A draft just made may not be there yet for what is asked next.
    if (error.kind === 'not-found' || (error.kind === 'unavailable' && error.retryAfterMs === null))
      return notNow(sync, ready)
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
  await putStepOff(
    db,
    enrollment,
    later(clock.now(), begunBefore ? retryMs : firstRetryMs),
    'Microsoft 365 did not take the email just now. It is tried again within a minute.',
  )
  return 'away'
}

async function create(sync: MailboxSync, ready: ReadyEmail): Promise<boolean> {
  const draft = await createDraft(sync.ask, sync.mailbox.id, await mimeFor(sync, ready))
  return laidThere(sync, ready, draft)
}

/** What an earlier sync began: its draft may lie there, may have been sent by the rep's own hand, or be nowhere. */
async function takeUp(sync: MailboxSync, ready: ReadyEmail): Promise<boolean> {
  const { email } = ready
  const found = await findEmail(sync, email)
  if (found.whereabouts === 'nowhere' && email.state === 'stored') return create(sync, ready)
  const draft = await followFound(sync, email, found)
  if (draft === null) return false
  return email.state === 'stored' ? laidThere(sync, ready, draft) : isStillRight(sync, ready, draft)
}

/** It lies in the mailbox now. One that the rep is to send is marked, so that it is known again whichever program sends it. */
async function laidThere(
  sync: MailboxSync,
  { email }: ReadyEmail,
  draft: EmailInGraph,
): Promise<boolean> {
  sync.ownMessages.add(draft.id)
  if (email.byHand) await markDraft(sync.ask, sync.mailbox.id, draft.id, email.id)
  email.graphId = draft.id
  email.draftPrint = draft.print
  email.state = 'drafted'
  return advance(sync.context, email, 'draft-there', draft)
}

/** A draft of an earlier sync goes as it lies there, unless somebody wrote in it, or the email it answers has another name now. */
async function isStillRight(
  sync: MailboxSync,
  { email, enrollment, references }: ReadyEmail,
  draft: EmailInGraph,
): Promise<boolean> {
  if (email.byHand) return true
  if (draft.print !== email.draftPrint) {
    await askAboutChange(sync, enrollment.id, email.id, email.number, draft)
    return false
  }
  if (email.answers === (references.at(-1) ?? null) || isChanged(email, draft)) return true
  await deleteCopies(sync, email, [draft])
  recheckIn(sync, 0)
  return false
}

/** The rep may be in the middle of a sentence: whether it goes as it is then, only the rep can say. */
async function askAboutChange(
  sync: MailboxSync,
  enrollmentId: string,
  emailId: string,
  number: number,
  { print }: EmailInGraph,
): Promise<void> {
  await sync.context.db.transaction(async (tx) => {
    await leaveDraftToRep(tx, emailId, print)
    await pauseEnrollment(tx, sync.context, enrollmentId, {
      reason: 'email-not-ready',
      text: `You changed the draft of email ${String(number)}, so it is yours. Send it from your drafts, or resume to have it sent as it is then.`,
      evidence: null,
    })
  })
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
