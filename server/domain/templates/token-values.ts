/** The values that an email's tokens stand for, from the contact and the rep. */

import { firstName, type Contact } from '../contacts/contact.ts'
import type { TokenValues } from './template.ts'

export function tokenValues(
  contact: Pick<Contact, 'name' | 'email' | 'company' | 'properties'>,
  sender: { name: string; address: string; meetingsLink: string },
): TokenValues {
  return {
    contact: {
      name: contact.name,
      first_name: firstName(contact.name),
      email: contact.email,
      company: contact.company,
      properties: contact.properties,
    },
    sender: {
      name: sender.name,
      first_name: firstName(sender.name),
      email: sender.address,
      meetings_link: sender.meetingsLink,
    },
  }
}
