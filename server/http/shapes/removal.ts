/** Owners who are gone, and what is decided about them. */

import { z } from 'zod'
import {
  removalCauses,
  removalDecisions,
  removalStates,
  type HandedOver,
  type HandOver,
  type Removal,
  type RemovalDecision,
} from '../../../shared/removal.ts'
import { named, text, time } from './field.ts'

export const removal = z.object({
  user: z.object({ id: z.string(), name: z.string(), address: z.string() }),
  cause: z.enum(removalCauses),
  state: z.enum(removalStates),
  seenAt: time,
  confirmedAt: time.nullable(),
  sequences: z.number(),
  openEnrollments: z.number(),
  text: z.string(),
}) satisfies z.ZodType<Removal>

export const removalDecision = z.strictObject({
  decision: z.enum(removalDecisions),
  to: text(320).exactOptional(),
}) satisfies z.ZodType<RemovalDecision>

export const handOver = z.strictObject({ to: text(320) }) satisfies z.ZodType<HandOver>

export const handedOver = z.object({
  sequences: z.number(),
  from: named,
  to: named,
}) satisfies z.ZodType<HandedOver>
