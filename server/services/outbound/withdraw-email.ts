/** Takes back an email that is not wanted any more: its draft is deleted, unless it went, or the rep has written in it. */

import { stepOf } from '../../domain/enrollments/next-step.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { deleteDraft, type EmailInGraph } from '../../graph/drafts.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { leaveDraftToRep, noteDeleting } from '../../store/outbound/emails.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { advance } from './advance-email.ts'
import { everyCopy } from './find-email.ts'
import { missDraft } from './miss-draft.ts'

export async function withdrawEmail(sync: MailboxSync, email: Email): Promise<void> {
  const { context } = sync
  const copies = await everyCopy(sync, email)
  const went = copies.find((one) => !one.isDraft)
  if (went) {
    // What lies in Sent Items is no draft to delete, but a mail that the rep has sent.
    await advance(context, email, 'seen-sent', went)
    return
  }
  if (copies.length === 0 && email.state === 'drafted') {
    await missDraft(sync, email)
    return
  }
  const changed = copies.find((one) => isChanged(email, one))
  if (changed) {
    await leave(sync, email, changed)
    return
  }
  await deleteCopies(sync, email, copies)
}

/** A 404 proves nothing: what could not be deleted is looked for again. */
export async function deleteCopies(
  sync: MailboxSync,
  email: Email,
  copies: readonly EmailInGraph[],
): Promise<void> {
  const { context, mailbox } = sync
  await noteDeleting(context.db, email.id)
  let areGone = true
  for (const one of copies) areGone = (await deleteDraft(sync.ask, mailbox.id, one.id)) && areGone
  if (areGone || email.state === 'stored') await advance(context, email, 'taken-back')
  else await missDraft(sync, email)
}

/** Whether somebody has written in the draft since it was laid there. */
export function isChanged(
  { isReps, draftPrint }: Email,
  { print, isTouched }: EmailInGraph,
): boolean {
  return isReps || (draftPrint === null ? isTouched : print !== draftPrint)
}

/** While its step still comes the draft stays what it is, and goes on being the rep's to send. */
async function leave(sync: MailboxSync, email: Email, { print }: EmailInGraph): Promise<void> {
  const { context } = sync
  await leaveDraftToRep(context.db, email.id, print)
  const enrollment = await enrollmentById(context.db, email.enrollmentId)
  const comes =
    enrollment !== null && enrollment.state !== 'ended' && stepOf(enrollment.next) === email.step
  if (!comes) await advance(context, email, 'left-to-rep')
}
