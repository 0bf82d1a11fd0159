/** Owners who are gone, and what is decided about them. */

import { z } from 'zod'
import {
  departureCauses,
  departureDecisions,
  departureStates,
  type HandedOver,
  type HandOver,
  type DepartureResource,
  type DepartureDecision,
} from '../../../shared/departure.ts'
import { named, text, time } from './field.ts'

export const departure = z.object({
  user: z.object({ id: z.string(), name: z.string(), address: z.string() }),
  cause: z.enum(departureCauses),
  state: z.enum(departureStates),
  seenAt: time,
  confirmedAt: time.nullable(),
  sequences: z.number(),
  openEnrollments: z.number(),
  text: z.string(),
}) satisfies z.ZodType<DepartureResource>

export const departureDecision = z.strictObject({
  decision: z.enum(departureDecisions),
  to: text(320).exactOptional(),
}) satisfies z.ZodType<DepartureDecision>

export const handOver = z.strictObject({ to: text(320) }) satisfies z.ZodType<HandOver>

export const handedOver = z.object({
  sequences: z.number(),
  from: named,
  to: named,
}) satisfies z.ZodType<HandedOver>
