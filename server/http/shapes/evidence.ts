/** What an end, a pause or a verdict rests on. */

import { z } from 'zod'
import type { Evidence, MessageEvidence } from '../../../shared/evidence.ts'
import { named, time } from './field.ts'

const address = z.object({ address: z.string(), name: z.string() })
const because = z.array(z.string())

export const messageEvidence = z.object({
  kind: z.literal('message'),
  id: z.string(),
  messageId: z.string().nullable(),
  mailbox: z.string(),
  from: address,
  subject: z.string(),
  receivedAt: time,
  emailNumber: z.number().nullable(),
  returnDate: z.string().nullable().describe('YYYY-MM-DD'),
  successor: z.string().nullable(),
  because,
}) satisfies z.ZodType<MessageEvidence>

export const evidence = z.discriminatedUnion('kind', [
  messageEvidence,
  z.object({
    kind: z.literal('meeting'),
    via: z.enum(['calendar', 'link', 'record']),
    id: z.string(),
    mailbox: z.string().nullable(),
    subject: z.string(),
    startsAt: time,
    organizer: address.nullable(),
    because,
  }),
  z.object({
    kind: z.literal('condition'),
    automation: z.enum(['trigger', 'workflow']),
    id: z.string(),
    name: z.string(),
    because,
  }),
  z.object({
    kind: z.literal('directory'),
    user: named,
    seenAt: time,
    confirmedAt: time,
    because,
  }),
  z.object({ kind: z.literal('page'), page: z.literal('unsubscribe'), at: time, because }),
]) satisfies z.ZodType<Evidence>
