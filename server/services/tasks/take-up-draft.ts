/** A draft that was left to the rep when its enrollment stopped is used again when its step comes after all. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { stepOf } from '../../domain/enrollments/next-step.ts'
import { emailsOf } from '../../store/outbound/emails.ts'
import { advance } from '../outbound/advance-email.ts'
import { findEmail } from '../outbound/find-email.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** False when there is nothing to be drafted any more: the rep has sent it meanwhile. */
export async function takeUpDraft(sync: MailboxSync, { id, next }: Enrollment): Promise<boolean> {
  const left = (await emailsOf(sync.context.db, id)).findLast(
    (one) => one.step === stepOf(next) && one.byHand && one.isReps && one.state === 'withdrawn',
  )
  if (!left) return true
  const found = await findEmail(sync, left)
  if (found.whereabouts === 'draft') await advance(sync.context, left, 'taken-up', found.item)
  if (found.whereabouts === 'sent') await advance(sync.context, left, 'seen-sent', found.item)
  return found.whereabouts !== 'sent'
}
