/** Enrolls one contact in one sequence, from the rep's own mailbox; the first email goes at once, or when the send window opens. */

import type { EnrollmentRequest } from '../../../shared/enrollment.ts'
import { newEnrollment, type Enrollment } from '../../domain/enrollments/enrollment.ts'
import { firstStep } from '../../domain/sequences/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import type { Db } from '../../store/db/db.ts'
import { addEnrollment } from '../../store/enrollments/enrollments.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { addAudit } from '../../store/history/audit.ts'
import { transactionUnlessRefused } from '../transaction.ts'
import { beginAt, isLate, lookInto, type Look } from './enrollment-start.ts'
import { newId, type Context } from '../context.ts'
import { planStep } from './schedule-next-step.ts'
import { planFor, planNow, type Plan } from './prepare-enrollment.ts'
import { graphAway, isRefused, type Refused } from '../problem.ts'

/** A machine so slow that its looks are late all the same enrolls by the last of these. */
const mostLooks = 3
const late = { late: true } as const

/**
 * Enrolls, or refuses with a sentence and leaves nothing behind. Graph is asked once, for its own time and for the mails of
 * this very second: what lay there before the enrolling must not end it.
 */
export async function enroll(
  context: Context,
  user: User,
  request: EnrollmentRequest,
): Promise<Enrollment | Refused> {
  try {
    const plan = await planFor(context, user, request)
    if (isRefused(plan)) return plan
    for (let looks = 1; ; looks += 1) {
      const look = await lookInto(context, plan.mailbox.id)
      const result = await transactionUnlessRefused(context.db, async (tx) =>
        looks < mostLooks && isLate(context, look) ? late : store(tx, context, user, plan, look),
      )
      if ('late' in result) continue
      context.wake()
      return result
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphAway('the contact was not enrolled')
  }
}

/**
 * Enrolls as many of these as one look into their mailbox serves, from the first on and one at least: how each went, in the
 * same order. What is left over wants another look. Throws GraphError.
 */
export async function enrollSome(
  context: Context,
  user: User,
  plans: readonly Plan[],
): Promise<(Enrollment | Refused)[]> {
  const mailbox = plans[0]?.mailbox
  if (!mailbox) return []
  const look = await lookInto(context, mailbox.id)
  const results = await context.db.transaction(async (tx) => {
    const done: (Enrollment | Refused)[] = []
    for (const plan of plans) {
      if (done.length > 0 && isLate(context, look)) break
      done.push(await store(tx, context, user, plan, look))
    }
    return done
  })
  context.wake()
  return results
}

/** Inside the caller's transaction, by what is true now. */
async function store(
  tx: Db,
  context: Context,
  user: User,
  planned: Plan,
  look: Look,
): Promise<Enrollment | Refused> {
  const at = context.clock.now()
  const plan = await planNow(tx, context, user, planned)
  if (isRefused(plan)) return plan
  const { contact, sequence, steps, mailbox } = plan
  const first = firstStep(steps, at)
  const inVersion = { sequenceId: sequence.id, version: sequence.version }
  const next = first
    ? await planStep(tx, inVersion, first.step, first.wantedAt, at)
    : ({ kind: 'done' } as const)
  const enrollment = await addEnrollment(
    tx,
    newEnrollment({
      id: newId(),
      contactId: contact.id,
      mailboxId: mailbox.id,
      enrolledBy: user.id,
      address: contact.email,
      ...(await beginAt(tx, look, contact)),
      ...inVersion,
      next,
      createdAt: at,
    }),
  )
  if (!enrollment)
    throw new Error('Two enrollments of one contact in one sequence met inside one transaction.')
  await addEntry(tx, {
    id: newId(),
    enrollmentId: enrollment.id,
    contactId: contact.id,
    at,
    kind: 'enrolled',
    text: `Enrolled in “${sequence.name}” by ${user.name}.`,
    evidence: null,
  })
  await addAudit(tx, {
    id: newId(),
    at,
    userId: user.id,
    action: 'enroll',
    subjectId: enrollment.id,
  })
  await requestSyncNow(tx, mailbox.id, at)
  return enrollment
}
