/** Adds a contact by hand. */

import type { ContactRequest } from '../../../shared/contact.ts'
import { domainOf, normalAddress } from '../../domain/contacts/address.ts'
import { contactName, type Contact } from '../../domain/contacts/contact.ts'
import { changeProperties } from '../../domain/contacts/contact-properties.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import { addAudit } from '../../store/history/audit.ts'
import { addNewContact } from './create-contact.ts'
import { newId, type Context } from '../context.ts'
import { badAddress, graphAway, isRefused, ownAddress, refuse, type Refused } from '../problem.ts'
import { tenantDomains } from '../tenant-domains.ts'
import { whyNotOwn } from '../policies/address-owner.ts'

export async function saveContact(
  context: Context,
  user: User,
  request: ContactRequest,
): Promise<Contact | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const email = normalAddress(request.email)
  if (email === null) return badAddress(request.email)
  try {
    if ((await tenantDomains(context)).includes(domainOf(email))) return ownAddress(email)
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphAway('the contact was not added')
  }
  const given = changeProperties({}, request.properties ?? {})
  if ('refused' in given)
    return refuse(422, 'bad-property', 'A property needs attention', given.refused)
  const company = (request.company ?? '').trim()
  const createdAt = context.clock.now()
  const saved = await context.db.transaction(async (tx) => {
    const taken = await whyNotOwn(tx, email, null)
    if (taken) return taken
    const added = await addNewContact(tx, context, {
      id: newId(),
      email,
      name: contactName(request.name, email),
      company: company === '' ? null : company,
      companyId: null,
      properties: given.properties,
      addressState: 'ok',
      createdAt,
    })
    if (added.isNew)
      await addAudit(tx, {
        id: newId(),
        at: createdAt,
        userId: user.id,
        action: 'add-contact',
        subjectId: added.contact.id,
      })
    return added
  })
  if (isRefused(saved)) return saved
  const { contact, isNew } = saved
  if (isNew) return contact
  return refuse(
    409,
    'contact-known',
    'Known already',
    `${contact.name} <${email}> is a contact already.`,
  )
}
