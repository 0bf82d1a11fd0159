/** A page of the contacts, with where each stands. */

import type { ContactFilter, ContactList } from '../../../shared/contact-list.ts'
import {
  countMatchingContacts,
  enrolledIn,
  matchingContactIds,
  suppressedOf,
} from '../../store/contacts/contact-list.ts'
import { contactsByIds } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { showContact } from './contact-card.ts'

const pageSize = 100

/** `after` is the `next` of the page before; null: the first page. */
export async function listContacts(
  db: Db,
  filter: ContactFilter,
  after: string | null,
): Promise<ContactList> {
  const found = await matchingContactIds(db, filter, after, pageSize + 1)
  const ids = found.slice(0, pageSize)
  const byId = new Map((await contactsByIds(db, ids)).map((one) => [one.id, one]))
  const enrolled = await enrolledIn(db, ids)
  const suppressed = await suppressedOf(db, ids)
  return {
    items: ids
      .flatMap((id) => byId.get(id) ?? [])
      .map((contact) => ({
        ...showContact(contact),
        enrolledIn: enrolled
          .filter(({ contactId }) => contactId === contact.id)
          .map(({ id, name }) => ({ id, name })),
        suppressed: suppressed.has(contact.id),
      })),
    next: found.length > pageSize ? (ids.at(-1) ?? null) : null,
    count: await countMatchingContacts(db, filter),
  }
}
