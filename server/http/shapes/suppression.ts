/** Addresses on the suppression list. */

import { z } from 'zod'
import type { SuppressionResource, SuppressionRequest } from '../../../shared/suppression.ts'
import { named, text, time } from './field.ts'

export const suppression = z.object({
  address: z.string(),
  reason: z.string(),
  since: time,
  addedBy: named.nullable(),
}) satisfies z.ZodType<SuppressionResource>

export const suppressionRequest = z.strictObject({
  address: text(320),
  reason: text(200),
}) satisfies z.ZodType<SuppressionRequest>
