/** Enrolls one contact in one sequence, from the rep's own mailbox; the first letter goes at once. */

import type { EnrollmentRequest } from '../../shared/enrollment.ts'
import { domainOf, normalAddress } from '../domain/address.ts'
import { contactName, type Contact } from '../domain/contact.ts'
import { newEnrollment, type Enrollment } from '../domain/enrollment.ts'
import { later, wholeSecond, type Instant } from '../domain/instant.ts'
import { compose } from '../domain/letter.ts'
import { mailKey } from '../domain/mail/mail.ts'
import type { Mailbox } from '../domain/mailbox.ts'
import { firstStep, type Sequence, type Step } from '../domain/sequence.ts'
import { limitsOf, type User } from '../domain/user.ts'
import { GraphError } from '../graph/client.ts'
import { mailsFrom } from '../graph/mail.ts'
import { addContact, contactByEmail, contactById, suppressionOf } from '../store/contacts.ts'
import type { Db } from '../store/db.ts'
import { addEnrollment, openEnrollmentsOfContact } from '../store/enrollments.ts'
import { mailboxOfUser, pokeAtOnce } from '../store/mailboxes.ts'
import { sequenceById, stepsOf } from '../store/sequences.ts'
import { addAudit, addEntry } from '../store/timeline.ts'
import { newId, type Context } from './context.ts'
import {
  badAddress,
  graphAway,
  isRefused,
  notFound,
  ownAddress,
  refuse,
  type Refused,
} from './refusal.ts'
import { tenantDomains } from './tenant.ts'
import { tokenValues } from './token-values.ts'

/** How far this machine's clock may run ahead of Graph's and the second of enrolling still be looked at. */
const clocksDifferMs = 5 * 60_000

interface Plan {
  contact: Contact
  sequence: Sequence
  steps: Step[]
  mailbox: Mailbox
}

/**
 * Enrolls, or refuses with a sentence and leaves nothing behind. Graph is asked once, for its own time and for the
 * contact's mails of this very second: what lay there before the enrolling must not end it.
 */
export async function enroll(
  context: Context,
  user: User,
  request: EnrollmentRequest,
): Promise<Enrollment | Refused> {
  const plan = await planFor(context, user, request)
  if (isRefused(plan)) return plan
  try {
    const own = await tenantDomains(context)
    if (own.includes(domainOf(plan.contact.email))) return ownAddress(plan.contact.email)
    const seen = await mailsFrom(
      context.ask,
      plan.mailbox.id,
      plan.contact.email,
      wholeSecond(later(context.clock.now(), -clocksDifferMs)),
    )
    const before = seen.mails.filter((mail) => mail.receivedAt >= seen.date).map(mailKey)
    return await store(context, user, plan, { beganAt: seen.date, mailBefore: before })
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphAway(`${plan.contact.name} was not enrolled`)
  }
}

async function planFor(
  context: Context,
  user: User,
  request: EnrollmentRequest,
): Promise<Plan | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const sequence = await sequenceById(context.db, request.sequenceId)
  if (!sequence) return notFound('sequence')
  const contact = await contactFor(context, request)
  if (isRefused(contact)) return contact
  const mailbox = await mailboxOfUser(context.db, user.id)
  if (!mailbox)
    return refuse(
      409,
      'no-mailbox',
      'No mailbox',
      'Your mailbox is not connected, so no letter could be sent. Ask your administrator to give you your seat again.',
    )
  const steps = await stepsOf(context.db, sequence.id, sequence.edition)
  const plan = { contact, sequence, steps, mailbox }
  return (
    (await whyNotWrite(context.db, contact)) ??
    (await alreadyEnrolled(context.db, contact)) ??
    tokenMissing(plan, user) ??
    plan
  )
}

async function contactFor(
  context: Context,
  request: EnrollmentRequest,
): Promise<Contact | Refused> {
  if ('id' in request.contact)
    return (await contactById(context.db, request.contact.id)) ?? notFound('contact')
  const email = normalAddress(request.contact.email)
  if (email === null) return badAddress(request.contact.email)
  const name = contactName(request.contact.name, email)
  const createdAt = context.clock.now()
  return (
    (await contactByEmail(context.db, email)) ?? {
      id: newId(),
      email,
      name,
      company: (request.contact.company ?? '').trim() || null,
      companyId: null,
      properties: {},
      addressState: 'ok',
      createdAt,
    }
  )
}

/** Why nobody may write to this address at all, or null. */
export async function whyNotWrite(db: Db, contact: Contact): Promise<Refused | null> {
  if (contact.addressState === 'bad')
    return refuse(
      422,
      'address-bad',
      'The address does not exist',
      `Letters to ${contact.email} came back: the address does not exist. Correct it first.`,
    )
  if (await suppressionOf(db, contact.email))
    return refuse(
      422,
      'suppressed',
      'On the suppression list',
      `${contact.email} is on the suppression list and must not be written to.`,
    )
  return null
}

/** One sequence at a time: says in which the contact is, or null. */
export async function alreadyEnrolled(db: Db, contact: Contact): Promise<Refused | null> {
  const open = (await openEnrollmentsOfContact(db, contact.id)).at(0)
  if (!open) return null
  const name = (await sequenceById(db, open.sequenceId))?.name ?? 'another sequence'
  return refuse(
    409,
    'already-enrolled',
    'Already enrolled',
    `${contact.name} is in the sequence “${name}”. Unenroll there first.`,
  )
}

/** A letter that could not be written later is refused now, while somebody is there to complete the contact. */
function tokenMissing({ contact, steps, mailbox }: Plan, user: User): Refused | null {
  const values = tokenValues(contact, { name: user.name, address: mailbox.address })
  for (const step of steps) {
    const written = compose(step, values, { subject: null, references: [] })
    if (!('missing' in written)) continue
    return refuse(
      422,
      'token-missing',
      'A letter cannot be written',
      `Letter ${String(step.number)} uses ${written.missing}, which has no value for ${contact.name}. Complete the contact, or choose another sequence.`,
    )
  }
  return null
}

async function store(
  context: Context,
  user: User,
  { contact: wanted, sequence, steps, mailbox }: Plan,
  began: { beganAt: Instant; mailBefore: string[] },
): Promise<Enrollment | Refused> {
  const result = await context.db.transaction(async (tx) => {
    const at = context.clock.now()
    const { contact } = await addContact(tx, wanted)
    // Asked again: while Graph was asked, the contact may have unsubscribed or been enrolled elsewhere.
    const refused = (await whyNotWrite(tx, contact)) ?? (await alreadyEnrolled(tx, contact))
    if (refused) return refused
    const enrollment = await addEnrollment(
      tx,
      newEnrollment({
        id: newId(),
        sequenceId: sequence.id,
        edition: sequence.edition,
        contactId: contact.id,
        mailboxId: mailbox.id,
        enrolledBy: user.id,
        address: contact.email,
        ...began,
        ...(firstStep(steps, at) ?? { nextStep: null, dueAt: null }),
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
