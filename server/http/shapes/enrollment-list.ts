/** Enrollments of a sequence: filters, pages, and many at once. */

import { z } from 'zod'
import type { EnrollmentFilter, UndoRequest } from '../../../shared/enrollment-list.ts'
import { reasons } from '../../../shared/reason.ts'
import { enrollment } from './enrollment.ts'
import { text } from './field.ts'

const filterFields = {
  state: z.enum(['active', 'paused', 'ended']).exactOptional(),
  reason: z.enum(reasons).exactOptional(),
  search: text(200).exactOptional(),
  rep: text(100).exactOptional(),
}
const filter = z.strictObject(filterFields) satisfies z.ZodType<EnrollmentFilter>

export const enrollmentQuery = z.object({ ...filterFields, cursor: text(100).exactOptional() })

export const enrollmentList = z.object({
  items: z.array(enrollment),
  next: z.string().nullable(),
  count: z.number(),
  open: z.number(),
})

const ids = z.array(text(100)).min(1).max(500)

export const whichEnrollments = z.union([
  z.strictObject({ ids }),
  z.strictObject({ all: filter, cursor: text(100).exactOptional() }),
])

const leftOut = z.array(z.object({ sentence: z.string(), count: z.number() }))

export const manyUnenrolled = z.object({
  ids: z.array(z.string()),
  leftOut,
  next: z.string().nullable(),
})

export const undoRequest = z.strictObject({ ids }) satisfies z.ZodType<UndoRequest>

export const manyUndone = z.object({ undone: z.number(), leftOut })
