/** Enrolls one contact in one sequence, from the rep's own mailbox; the first letter goes at once, or when the send window opens. */

import type { EnrollmentRequest } from '../../shared/enrollment.ts'
import { domainOf } from '../domain/address.ts'
import type { Contact } from '../domain/contact.ts'
import { newEnrollment, type Enrollment } from '../domain/enrollment.ts'
import { firstStep } from '../domain/sequence.ts'
import type { User } from '../domain/user.ts'
import { GraphError } from '../graph/errors.ts'
import type { Db } from '../store/db.ts'
import { addEnrollment } from '../store/enrollments.ts'
import { pokeAtOnce } from '../store/mailboxes.ts'
import { sequenceById } from '../store/sequences.ts'
import { addAudit, addEntry } from '../store/timeline.ts'
import { addNewContact } from './add-new-contact.ts'
import { allOrNothing } from './all-or-nothing.ts'
import { beginAt, type Began, type BeginAt } from './begin-at.ts'
import { newId, type Context } from './context.ts'
import { whyNotBegin } from './pass-over.ts'
import { planDue } from './plan-due.ts'
import { planFor, type Plan } from './plan-enrollment.ts'
import { graphAway, isRefused, notFound, ownAddress, type Refused } from './refusal.ts'
import { whyTakesNobody } from './stands-still.ts'
import { tenantDomains } from './tenant.ts'
import { alreadyEnrolled, whyNotWrite } from './why-not-enroll.ts'

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
  const result = await allOrNothing(context.db, async (tx) => {
    const at = context.clock.now()
    const { contact } = await addNewContact(tx, context, wanted)
    const refused =
      (await whyNotNow(tx, sequence.id, contact)) ??
      (await whyNotBegin(tx, context, { contact, sequence, steps, mailbox }))
    if (refused) return refused
    const first = firstStep(steps, at)
    const begins = {
      sequenceId: sequence.id,
      edition: sequence.edition,
      nextStep: first?.nextStep ?? null,
    }
    const due = first && (await planDue(tx, begins, first.dueAt))
    const enrollment = await addEnrollment(
      tx,
      newEnrollment({
        id: newId(),
        contactId: contact.id,
        mailboxId: mailbox.id,
        enrolledBy: user.id,
        address: contact.email,
        ...began,
        ...begins,
        ...(due ?? { wantedAt: null, dueAt: null }),
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
    await pokeAtOnce(tx, mailbox.id, at)
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
    (await whyTakesNobody(tx, sequence)) ??
    (await whyNotWrite(tx, contact)) ??
    (await alreadyEnrolled(tx, contact, sequence))
  )
}
