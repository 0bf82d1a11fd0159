/** Imports of contacts: the columns, the counts, and how far each is. */

import { z } from 'zod'
import {
  columnUses,
  existingChoices,
  importStates,
  type ContactImport,
  type ImportCheck,
} from '../../../shared/import.ts'
import { named, text, time } from './field.ts'
import { pageOf } from './page.ts'

const match = { use: z.enum(columnUses), property: text(200) }

export const importCheck = z.strictObject({
  columns: z.array(z.strictObject(match)).max(200),
  existing: z.enum(existingChoices),
}) satisfies z.ZodType<ImportCheck>

export const contactImport = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  by: named,
  createdAt: time,
  doneAt: time.nullable(),
  keptUntil: time,
  columns: z.array(z.object({ ...match, header: z.string(), samples: z.array(z.string()) })),
  existing: z.enum(existingChoices),
  rows: z.number(),
  worked: z.number(),
  counts: z.object({
    new: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    duplicate: z.number(),
    rejected: z.number(),
    suppressed: z.number(),
  }),
  reasons: z.array(z.object({ sentence: z.string(), count: z.number() })),
}) satisfies z.ZodType<ContactImport>

export const importList = pageOf(
  z.object({
    id: z.string(),
    fileName: z.string(),
    state: z.enum(importStates),
    createdAt: time,
    rows: z.number(),
  }),
)
