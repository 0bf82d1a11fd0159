/** Completes or corrects a contact: name, company, and an address that turned out wrong. */

import type { ContactChange } from '../../shared/contact.ts'
import { domainOf, normalAddress } from '../domain/address.ts'
import { contactName, type Contact } from '../domain/contact.ts'
import { limitsOf, type User } from '../domain/user.ts'
import { GraphError } from '../graph/client.ts'
import { contactByEmail, contactById, putContact } from '../store/contacts.ts'
import type { Db } from '../store/db.ts'
import { openEnrollmentsOfContact } from '../store/enrollments.ts'
import { addAudit } from '../store/timeline.ts'
import { newId, type Context } from './context.ts'
import { badAddress, graphAway, notFound, ownAddress, refuse, type Refused } from './refusal.ts'
import { tenantDomains } from './tenant.ts'

/** What is left out stays. A new address is taken for good until a letter to it bounces. */
export async function changeContact(
  context: Context,
  user: User,
  id: string,
  change: ContactChange,
): Promise<Contact | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const email = change.email === undefined ? undefined : normalAddress(change.email)
  if (email === null) return badAddress(change.email ?? '')
  try {
    if (email && (await tenantDomains(context)).includes(domainOf(email))) return ownAddress(email)
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphAway('the contact was not changed')
  }
  return context.db.transaction(async (tx) => {
    const known = await contactById(tx, id)
    if (!known) return notFound('contact')
    const moves = email !== undefined && email !== known.email
    const refused = moves ? await whyNotMove(tx, known, email) : null
    if (refused) return refused
    const company = change.company?.trim()
    const changed: Contact = {
      ...known,
      email: email ?? known.email,
      name: change.name === undefined ? known.name : contactName(change.name, email ?? known.email),
      company: company === undefined ? known.company : company === '' ? null : company,
      addressState: moves ? 'ok' : known.addressState,
    }
    await putContact(tx, changed)
    const at = context.clock.now()
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: 'change-contact',
      subjectId: id,
    })
    return changed
  })
}

/** A letter may be on its way to the old address, and a reply from there must still be known. */
async function whyNotMove(tx: Db, contact: Contact, email: string): Promise<Refused | null> {
  if (await contactByEmail(tx, email))
    return refuse(409, 'contact-known', 'Known already', `${email} is another contact’s address.`)
  if ((await openEnrollmentsOfContact(tx, contact.id)).length === 0) return null
  return refuse(
    409,
    'enrolled',
    'Enrolled at the moment',
    `${contact.name} is in a sequence. Unenroll first, change the address, then enroll or undo.`,
  )
}
