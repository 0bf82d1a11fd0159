/** Completes or corrects a contact: name, company, and an address that turned out wrong. */

import type { ContactChange } from '../../../shared/contact.ts'
import { addressKey, domainOf, normalAddress } from '../../domain/contacts/address.ts'
import { contactName, type Contact } from '../../domain/contacts/contact.ts'
import { changeProperties } from '../../domain/contacts/contact-properties.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import { dropAlias, putAlias } from '../../store/contacts/aliases.ts'
import {
  contactByEmail,
  contactById,
  putContact,
  setCompany,
} from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import {
  enrollmentsOfContact,
  openEnrollmentsOfContact,
} from '../../store/enrollments/enrollments.ts'
import { addAudit } from '../../store/history/audit.ts'
import { companyNamed } from './create-contact.ts'
import { newId, type Context } from '../context.ts'
import { suppressLike } from './link-alias.ts'
import { noteContactChange } from '../automation/record-change.ts'
import { badAddress, graphAway, notFound, ownAddress, refuse, type Refused } from '../problem.ts'
import { tenantDomains } from '../tenant-domains.ts'
import { whyNotAlias, whyNotOwn } from '../policies/address-owner.ts'

/** What is left out stays. A new address is taken for good until an email to it bounces. */
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
  const result = await context.db.transaction(async (tx) => {
    const known = await contactById(tx, id)
    if (!known) return notFound('contact')
    const moves = email !== undefined && email !== known.email
    const refused = moves ? await whyNotMove(tx, known, email) : null
    if (refused) return refused
    const changes = changeProperties(known.properties, change.properties ?? {})
    if ('refused' in changes)
      return refuse(422, 'bad-property', 'A property needs attention', changes.refused)
    const company = change.company?.trim()
    const changed: Contact = {
      ...known,
      email: email ?? known.email,
      name: change.name === undefined ? known.name : contactName(change.name, email ?? known.email),
      company: company === undefined ? known.company : company === '' ? null : company,
      properties: changes.properties,
      addressState: moves ? 'ok' : known.addressState,
    }
    await putContact(tx, changed)
    // The same text again changes nothing: the record may bear another name by now.
    if (company !== undefined && company !== (known.company ?? ''))
      await setCompany(tx, id, company === '' ? null : await companyNamed(tx, context, company))
    if (moves) await followMove(tx, context, user, { from: known, to: changed })
    await noteContactChange(tx, context, known)
    const at = context.clock.now()
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: 'change-contact',
      subjectId: id,
    })
    return (await contactById(tx, id)) ?? changed
  })
  // What the change ended may have an email to withdraw.
  context.wake()
  return result
}

/** An email may be on its way to the old address, and a reply from there must still be known. */
async function whyNotMove(tx: Db, contact: Contact, email: string): Promise<Refused | null> {
  if (await contactByEmail(tx, email))
    return refuse(409, 'contact-known', 'Known already', `${email} is another contact’s address.`)
  const taken = await whyNotOwn(tx, email, contact.id)
  if (taken) return taken
  if ((await openEnrollmentsOfContact(tx, contact.id)).length === 0) return null
  return refuse(
    409,
    'enrolled',
    'Enrolled at the moment',
    `${contact.name} is in a sequence. Unenroll first, change the address, then enroll or undo.`,
  )
}

const enrollmentsEvaluated = 100

/**
 * The address that emails went to stays known as the contact's: an answer may still come from there. One that does not
 * exist, or was never written to, was a mistake. Whoever unsubscribed has done so at the new address, too.
 */
async function followMove(
  tx: Db,
  context: Context,
  user: User,
  { from, to }: { from: Contact; to: Contact },
): Promise<void> {
  await dropAlias(tx, from.id, to.email)
  await suppressLike(tx, from, to.email)
  if (from.addressState === 'bad' || addressKey(from.email) === addressKey(to.email)) return
  const enrollments = await enrollmentsOfContact(tx, from.id, enrollmentsEvaluated)
  if (!enrollments.some((one) => one.address === from.email)) return
  // Somebody else has it in another spelling: one address belongs to one contact.
  if (await whyNotAlias(tx, from.email, from.id)) return
  await putAlias(tx, {
    contactId: from.id,
    address: from.email,
    state: 'confirmed',
    text: `It was the contact’s address until ${user.name} changed it.`,
    since: context.clock.now(),
  })
}
