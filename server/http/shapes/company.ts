/** Companies and their changes. */

import { z } from 'zod'
import type {
  CompanyResource,
  CompanyChange,
  CompanyDeletion,
  CompanyList,
  CompanyRecord,
  CompanyRequest,
  ContactCompany,
} from '../../../shared/company.ts'
import { named, text, time } from './field.ts'

const domains = z.array(text(254)).max(50)

export const companyQuery = z.object({
  search: text(200).exactOptional(),
  cursor: text(100).exactOptional(),
})

export const companyRequest = z.strictObject({
  name: text(200),
  domains: domains.exactOptional(),
}) satisfies z.ZodType<CompanyRequest>

export const companyChange = z.strictObject({
  name: text(200).exactOptional(),
  domains: domains.exactOptional(),
}) satisfies z.ZodType<CompanyChange>

const company = z.object({
  id: z.string(),
  name: z.string(),
  domains: z.array(z.string()),
  contacts: z.number(),
  enrolled: z.number(),
  createdAt: time,
}) satisfies z.ZodType<CompanyResource>

export const companyRecord = company.extend({
  elsewhere: z.number(),
}) satisfies z.ZodType<CompanyRecord>

export const companyDeletion = z.object({
  name: z.string(),
  domains: z.array(z.string()),
}) satisfies z.ZodType<CompanyDeletion>

export const companyList = z.object({
  items: z.array(company),
  next: z.string().nullable(),
  count: z.number(),
}) satisfies z.ZodType<CompanyList>

export const contactCompany = z.object({
  company: named.nullable(),
  by: z.enum(['given', 'domain']).nullable(),
  offer: z.object({ name: z.string(), domain: z.string() }).nullable(),
}) satisfies z.ZodType<ContactCompany>
