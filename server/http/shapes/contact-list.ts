/** The contacts, listed: filters and pages. */

import { z } from 'zod'
import { contactGroups, type ContactList } from '../../../shared/contact-list.ts'
import { contact } from './contact.ts'
import { named, text } from './field.ts'

export const contactQuery = z.object({
  search: text(200).exactOptional(),
  group: z.enum(contactGroups).exactOptional(),
  company: text(100).exactOptional(),
  import: text(100).exactOptional(),
  cursor: text(100).exactOptional(),
})

export const contactList = z.object({
  items: z.array(contact.extend({ enrolledIn: z.array(named), suppressed: z.boolean() })),
  next: z.string().nullable(),
  count: z.number(),
}) satisfies z.ZodType<ContactList>
