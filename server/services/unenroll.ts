/** The one door through which every enrollment ends, whoever or whatever ended it. */

import type { Evidence } from '../../shared/evidence.ts'
import type { Reason } from '../../shared/reason.ts'
import { stoppedAt } from '../domain/enrollments/next-step.ts'
import type { Enrollment } from '../domain/enrollments/enrollment.ts'
import { explainEnd, withEmailOnItsWay } from '../domain/enrollments/explain-end.ts'
import type { User } from '../domain/directory/user.ts'
import { contactById } from '../store/contacts/contacts.ts'
import type { Db } from '../store/db/db.ts'
import { enrollmentById } from '../store/enrollments/enrollments.ts'
import { markEnded } from '../store/enrollments/ended.ts'
import { emailNumberOf, unfinishedEmail } from '../store/outbound/emails.ts'
import { requestSyncNow } from '../store/mailboxes/mailboxes.ts'
import { cancelTasks } from '../store/outbound/tasks.ts'
import { addEntry } from '../store/history/timeline.ts'
import { addAudit } from '../store/history/audit.ts'
import { newId, type Context } from './context.ts'

export interface Unenrollment {
  reason: Reason
  /** The user who ended it, or null for a rule. */
  by: User | null
  evidence: Evidence | null
}

/**
 * Ends the enrollment inside the caller's transaction: state, reason, evidence, timeline and audit together. Emails not
 * yet sent are withdrawn by the mailbox's next sync. Null when there is none or it has ended already: nothing changes then.
 */
export async function unenroll(
  tx: Db,
  context: Context,
  enrollmentId: string,
  end: Unenrollment,
): Promise<Enrollment | null> {
  const enrollment = await enrollmentById(tx, enrollmentId)
  if (!enrollment || enrollment.state === 'ended') return null
  const at = context.clock.now()
  const email = await unfinishedEmail(tx, enrollmentId)
  const emailOnItsWay = email?.state === 'sending' ? await emailNumberOf(tx, email.id) : null
  const contact = await contactById(tx, enrollment.contactId)
  const explanation = explainEnd(end.reason, {
    contact: contact?.name ?? enrollment.address,
    who: end.by?.name ?? null,
    evidence: end.evidence,
  })
  const ended = await markEnded(tx, enrollmentId, {
    reason: end.reason,
    at,
    by: end.by?.id ?? null,
    evidence: end.evidence,
    explanation,
    next: stoppedAt(enrollment.next, at),
    emailOnItsWay,
  })
  if (!ended) return null
  await cancelTasks(tx, enrollmentId)
  await addEntry(tx, {
    id: newId(),
    enrollmentId,
    contactId: enrollment.contactId,
    at,
    kind: 'ended',
    text: headline(end.reason, withEmailOnItsWay(explanation, emailOnItsWay)),
    evidence: end.evidence,
  })
  if (end.by)
    await addAudit(tx, {
      id: newId(),
      at,
      userId: end.by.id,
      action: 'unenroll',
      subjectId: enrollmentId,
    })
  if (email) await requestSyncNow(tx, enrollment.mailboxId, at)
  return ended
}

/** An end by hand says who did it, and that says it all. */
function headline(reason: Reason, explanation: string): string {
  if (reason === 'manual') return explanation
  return reason === 'completed' ? `Completed. ${explanation}` : `Unenrolled. ${explanation}`
}
