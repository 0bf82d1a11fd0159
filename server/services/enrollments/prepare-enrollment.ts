/** What enrolling takes: contact, sequence, steps and mailbox; or why it cannot be, before the mailbox is looked into. */

import { isDeepStrictEqual } from 'node:util'
import type { EnrollmentRequest } from '../../../shared/enrollment.ts'
import { domainOf, normalAddress } from '../../domain/contacts/address.ts'
import { contactName, type Contact } from '../../domain/contacts/contact.ts'
import { compose } from '../../domain/outbound/email.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { isEmailStep, type Sequence, type Step } from '../../domain/sequences/sequence.ts'
import { describeMissing } from '../../domain/templates/tokens.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { contactByEmail, contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { newId, type Context } from '../context.ts'
import { addNewContact } from '../contacts/create-contact.ts'
import { whyNotBegin } from '../automation/exemptions.ts'
import { badAddress, isRefused, notFound, ownAddress, refuse, type Refused } from '../problem.ts'
import { whyNotEnrolling } from '../policies/sequence-is-running.ts'
import { tokenValues } from '../../domain/templates/token-values.ts'
import { whyNotOwn } from '../policies/address-owner.ts'
import { tenantDomains } from '../tenant-domains.ts'
import { alreadyEnrolled, whyNotWrite } from '../policies/enroll-contact.ts'

export interface Plan {
  contact: Contact
  sequence: Sequence
  steps: Step[]
  mailbox: Mailbox
}

/**
 * Everything but the look into the mailbox: refused with a sentence when something is missing or in the way. Throws GraphError
 * when it is not known which domains are the tenant's own.
 */
export async function planFor(
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
      'Your mailbox is not connected, so no email could be sent. Ask your administrator to give you your seat again.',
    )
  const steps = await stepsOf(context.db, sequence.id, sequence.version)
  const plan = { contact, sequence, steps, mailbox }
  return (
    (await whyNotEnrolling(context.db, sequence)) ??
    (await whyNotWrite(context.db, contact)) ??
    (await alreadyEnrolled(context.db, contact, sequence)) ??
    (await whyNotBegin(context.db, context, plan)) ??
    tokenMissing(plan, user) ??
    ((await tenantDomains(context)).includes(domainOf(contact.email))
      ? ownAddress(contact.email)
      : plan)
  )
}

/**
 * The plan as it is by now, inside the caller's transaction: while Graph was asked, the steps may have been edited, the contact
 * changed or unsubscribed, the sequence archived or deleted. Refused like any other when that is in the way.
 */
export async function planNow(
  tx: Db,
  context: Context,
  user: User,
  planned: Plan,
): Promise<Plan | Refused> {
  const sequence = await sequenceById(tx, planned.sequence.id)
  if (!sequence) return notFound('sequence')
  const contact =
    (await contactById(tx, planned.contact.id)) ??
    (await addNewContact(tx, context, planned.contact)).contact
  if (contact.email !== planned.contact.email) return addressChanged(contact)
  const isSameVersion = sequence.version === planned.sequence.version
  const steps = isSameVersion ? planned.steps : await stepsOf(tx, sequence.id, sequence.version)
  const plan = { ...planned, contact, sequence, steps }
  const hasSameWords = isSameVersion && saysTheSame(contact, planned.contact)
  return (
    (await whyNotEnrolling(tx, sequence)) ??
    (await whyNotWrite(tx, contact)) ??
    (await alreadyEnrolled(tx, contact, sequence)) ??
    (await whyNotBegin(tx, context, plan)) ??
    (hasSameWords ? null : tokenMissing(plan, user)) ??
    plan
  )
}

/** The mails of the old address were looked for, and whether it belongs to our own company. */
function addressChanged({ name, email }: Contact): Refused {
  return refuse(
    409,
    'contact-changed',
    'The contact was changed',
    `${name}’s address was changed to ${email} at this very moment. Nobody was enrolled; look at it and enroll again.`,
  )
}

/** Whether emails to both read alike. */
function saysTheSame(one: Contact, other: Contact): boolean {
  return (
    one.name === other.name &&
    one.company === other.company &&
    isDeepStrictEqual(one.properties, other.properties)
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
    (await contactByEmail(context.db, email)) ??
    (await whyNotOwn(context.db, email, null)) ?? {
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

/** An email that could not be written later is refused now, while somebody is there to complete the contact. */
function tokenMissing({ contact, steps, mailbox }: Plan, user: User): Refused | null {
  // The link is signed for an enrollment that is not there yet; here it matters only that it has a value.
  const sender = { name: user.name, address: mailbox.address, meetingsLink: 'https://meet.example' }
  const values = tokenValues(contact, sender)
  for (const [index, step] of steps.filter(isEmailStep).entries()) {
    const written = compose(step, values, { subject: null, references: [] })
    if (!('missing' in written)) continue
    return refuse(
      422,
      'token-missing',
      'An email cannot be written',
      `${describeMissing(written.missing, contact.name)} Email ${String(index + 1)} needs it. Complete the contact, or choose another sequence.`,
    )
  }
  return null
}
