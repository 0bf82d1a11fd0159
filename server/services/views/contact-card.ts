/** Everything the pane shows about one address: the contact, the enrollments, what happened and what may be done. */

import type { ContactCard } from '../../../shared/contact.ts'
import { domainOf } from '../../domain/contacts/address.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { suppressionOf } from '../../store/contacts/suppressions.ts'
import { enrollmentsOfContact } from '../../store/enrollments/enrollments.ts'
import { mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import { timelineOf } from '../../store/history/timeline.ts'
import type { Context } from '../context.ts'
import { showAliases } from '../contacts/link-alias.ts'
import { tenantDomains } from '../tenant-domains.ts'
import { contactAtAddress } from '../policies/address-owner.ts'
import { alreadyEnrolled, whyNotWrite } from '../policies/enroll-contact.ts'
import { showEnrollment } from './enrollment.ts'

const mostEnrollments = 20
const mostEntries = 50

/** `email` in its one spelling, the contact's own or a further one. An address nobody knows has a card too: without a contact. */
export async function contactCard(
  context: Context,
  user: User,
  email: string,
): Promise<ContactCard> {
  const { db } = context
  const contact = await contactAtAddress(db, email)
  const suppression = await suppressionOf(db, contact?.email ?? email)
  const enrollments = contact ? await enrollmentsOfContact(db, contact.id, mostEnrollments) : []
  const timeline = contact ? await timelineOf(db, contact.id, mostEntries) : []
  const because = await whyNotEnroll(context, user, email, contact)
  return {
    email,
    contact: contact && showContact(contact),
    enrollments: await Promise.all(enrollments.map((one) => showEnrollment(db, user, one))),
    timeline: timeline.map(({ id, at, kind, enrollmentId, sequence, text, evidence }) => ({
      id,
      at,
      kind,
      enrollmentId,
      sequence,
      text,
      evidence,
    })),
    aliases: contact ? await showAliases(db, contact.id) : [],
    suppressed: suppression && { since: suppression.since, reason: suppression.reason },
    mayEnroll: { allowed: because === null, because },
  }
}

export function showContact(contact: Contact): NonNullable<ContactCard['contact']> {
  const { id, email, name, company, companyId, properties, addressState, createdAt } = contact
  return { id, email, name, company, companyId, properties, addressState, createdAt }
}

async function whyNotEnroll(
  context: Context,
  user: User,
  email: string,
  contact: Contact | null,
): Promise<string | null> {
  const limits = limitsOf(user)
  if (limits) return limits
  if (!(await mailboxOfUser(context.db, user.id)))
    return 'Your mailbox is not connected yet, so no email could be sent. Ask your administrator for a seat.'
  if ((await tenantDomains(context)).includes(domainOf(email)))
    return 'This person belongs to your own company. Sequences are for people outside it.'
  if (!contact) return null
  const refused =
    (await whyNotWrite(context.db, contact)) ?? (await alreadyEnrolled(context.db, contact))
  return refused?.refused.detail ?? null
}
