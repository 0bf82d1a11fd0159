/** Enrolls one contact in one sequence, from the rep's own mailbox; the first email goes at once, or when the send window opens. */

import type { EnrollmentRequest } from '../../../shared/enrollment.ts'
import { domainOf } from '../../domain/contacts/address.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import { newEnrollment, type Enrollment } from '../../domain/enrollments/enrollment.ts'
import { firstStep } from '../../domain/sequences/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import type { Db } from '../../store/db/db.ts'
import { addEnrollment } from '../../store/enrollments/enrollments.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { addAudit } from '../../store/history/audit.ts'
import { addNewContact } from '../contacts/create-contact.ts'
import { transactionUnlessRefused } from '../transaction.ts'
import { beginAt, type Began, type BeginAt } from './enrollment-start.ts'
import { newId, type Context } from '../context.ts'
import { whyNotBegin } from '../automation/exemptions.ts'
import { planStep } from './schedule-next-step.ts'
import { planFor, type Plan } from './prepare-enrollment.ts'
import { graphAway, isRefused, notFound, ownAddress, type Refused } from '../problem.ts'
import { whyNotEnrolling } from '../policies/sequence-is-running.ts'
import { tenantDomains } from '../tenant-domains.ts'
import { alreadyEnrolled, whyNotWrite } from '../policies/enroll-contact.ts'

/**
 * Enrolls, or refuses with a sentence and leaves nothing behind. Graph is asked once, for its own time and for the
 * mails of this very second: what lay there before the enrolling must not end it.
 */
export async function enroll(
  context: Context,
  user: User,
  request: EnrollmentRequest,
  begin: BeginAt = beginAt,
): Promise<Enrollment | Refused> {
  const plan = await planFor(context, user, request)
  if (isRefused(plan)) return plan
  try {
    const own = await tenantDomains(context)
    if (own.includes(domainOf(plan.contact.email))) return ownAddress(plan.contact.email)
    const began = await begin(context, plan.mailbox.id, plan.contact)
    return await store(context, user, plan, began)
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphAway(`${plan.contact.name} was not enrolled`)
  }
}

async function store(
  context: Context,
  user: User,
  { contact: wanted, sequence, steps, mailbox }: Plan,
  began: Began,
): Promise<Enrollment | Refused> {
  const result = await transactionUnlessRefused(context.db, async (tx) => {
    const at = context.clock.now()
    const { contact } = await addNewContact(tx, context, wanted)
    const refused =
      (await whyNotNow(tx, sequence.id, contact)) ??
      (await whyNotBegin(tx, context, { contact, sequence, steps, mailbox }))
    if (refused) return refused
    const first = firstStep(steps, at)
    const inVersion = { sequenceId: sequence.id, version: sequence.version }
    const next = first
      ? await planStep(tx, inVersion, first.step, first.wantedAt)
      : ({ kind: 'done' } as const)
    const enrollment = await addEnrollment(
      tx,
      newEnrollment({
        id: newId(),
        contactId: contact.id,
        mailboxId: mailbox.id,
        enrolledBy: user.id,
        address: contact.email,
        ...began,
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
  })
  context.wake()
  return result
}

/** Asked again: while Graph was, the contact may have unsubscribed, or the sequence have been deleted. */
async function whyNotNow(tx: Db, sequenceId: string, contact: Contact): Promise<Refused | null> {
  const sequence = await sequenceById(tx, sequenceId)
  if (!sequence) return notFound('sequence')
  return (
    (await whyNotEnrolling(tx, sequence)) ??
    (await whyNotWrite(tx, contact)) ??
    (await alreadyEnrolled(tx, contact, sequence))
  )
}
