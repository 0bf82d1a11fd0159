/** Companies and their changes. */

import { z } from 'zod'
import type { Company, CompanyChange, CompanyRequest } from '../../../shared/company.ts'
import { text, time } from './field.ts'

const domains = z.array(text(254)).max(50)

export const companyRequest = z.strictObject({
  name: text(200),
  domains: domains.exactOptional(),
}) satisfies z.ZodType<CompanyRequest>

export const companyChange = z.strictObject({
  name: text(200).exactOptional(),
  domains: domains.exactOptional(),
}) satisfies z.ZodType<CompanyChange>

export const company = z.object({
  id: z.string(),
  name: z.string(),
  domains: z.array(z.string()),
  createdAt: time,
}) satisfies z.ZodType<Company>
