/** Contacts, their changes, and the card. */

import { z } from 'zod'
import {
  aliasStates,
  timelineKinds,
  type AliasRequest,
  type ContactResource,
  type ContactCard,
  type ContactChange,
  type ContactRequest,
} from '../../../shared/contact.ts'
import { enrollment } from './enrollment.ts'
import { evidence } from './evidence.ts'
import { named, text, time } from './field.ts'
import { pageOf } from './page.ts'

const properties = z.record(text(50), text(200))

export const contactRequest = z.strictObject({
  email: text(320),
  name: text(200).exactOptional(),
  company: text(200).exactOptional(),
  properties: properties.exactOptional(),
}) satisfies z.ZodType<ContactRequest>

export const contactChange = z.strictObject({
  email: text(320).exactOptional(),
  name: text(200).exactOptional(),
  company: text(200).exactOptional(),
  properties: properties.exactOptional(),
}) satisfies z.ZodType<ContactChange>

export const contact = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  companyId: z.string().nullable(),
  properties: z.record(z.string(), z.string()),
  addressState: z.enum(['ok', 'bad']),
  createdAt: time,
}) satisfies z.ZodType<ContactResource>

const alias = z.object({
  address: z.string(),
  state: z.enum(aliasStates),
  since: time,
  text: z.string(),
})

export const aliases = pageOf(alias)

export const contactCard = z.object({
  email: z.string(),
  contact: contact.nullable(),
  enrollments: z.array(enrollment),
  timeline: z.array(
    z.object({
      id: z.string(),
      at: time,
      kind: z.enum(timelineKinds),
      enrollmentId: z.string(),
      sequence: named,
      text: z.string(),
      evidence: evidence.nullable(),
    }),
  ),
  aliases: z.array(alias),
  suppressed: z.object({ since: time, reason: z.string() }).nullable(),
  mayEnroll: z.object({ allowed: z.boolean(), because: z.string().nullable() }),
}) satisfies z.ZodType<ContactCard>

export const aliasRequest = z.strictObject({
  address: text(320),
}) satisfies z.ZodType<AliasRequest>
