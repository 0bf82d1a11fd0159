/** Many contacts enrolled at once. */

import { z } from 'zod'
import type { ManyEnrolled, WhichContacts } from '../../../shared/enroll-many.ts'
import { contactQuery } from './contact-list.ts'
import { text } from './field.ts'

export const whichContacts = z.union([
  z.strictObject({ ids: z.array(text(100)).min(1).max(500) }),
  z.strictObject({
    all: z.strictObject(contactQuery.omit({ cursor: true }).shape),
    cursor: text(100).exactOptional(),
  }),
]) satisfies z.ZodType<WhichContacts>

export const manyEnrolled = z.object({
  enrolled: z.number(),
  leftOut: z.array(
    z.object({ sentence: z.string(), count: z.number(), names: z.array(z.string()) }),
  ),
  next: z.string().nullable(),
  stopped: z.string().nullable(),
}) satisfies z.ZodType<ManyEnrolled>
