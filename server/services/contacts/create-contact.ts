/** The one way a contact comes into being: with the record of the company that was named. */

import { companyName } from '../../domain/contacts/company.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import { companyByName, putCompany } from '../../store/contacts/companies.ts'
import { addContact, setCompany } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { newId, type Context } from '../context.ts'

/** Inside the caller's transaction; one whose address is known stays as it is. */
export async function addNewContact(
  tx: Db,
  context: Context,
  contact: Contact,
): Promise<{ contact: Contact; isNew: boolean }> {
  const added = await addContact(tx, contact)
  if (!added.isNew || contact.company === null) return added
  const companyId = await companyNamed(tx, context, contact.company)
  await setCompany(tx, contact.id, companyId)
  return { ...added, contact: { ...added.contact, companyId } }
}

/**
 * The record of that name, found or made; blanks and capitals make no difference. Free text ties nobody to anybody until a
 * person gives the record its domains.
 */
export async function companyNamed(tx: Db, context: Context, text: string): Promise<string> {
  const known = await companyByName(tx, text)
  if (known) return known.id
  const company = { id: newId(), name: companyName(text), createdAt: context.clock.now() }
  await putCompany(tx, company)
  return company.id
}
