/** Sequences, asked for and answered. */

import { z } from 'zod'
import { reasons } from '../../../shared/reason.ts'
import {
  stepKinds,
  type ResumptionRequest,
  type Sequence,
  type SequenceDeletion,
  type SequenceRequest,
  type SequenceRestoration,
  type SequenceResumption,
} from '../../../shared/sequence.ts'
import { named, text, time } from './field.ts'

const settings = {
  unenrollSameCompany: z.boolean(),
  outOfOfficeDays: z.int().min(0).max(365),
  ownerRemoved: z.enum(['unenroll', 'hold']),
  severalAtOnce: z.boolean(),
  mostAttendees: z.int().min(1).max(500),
}

const someSettings = z.strictObject({
  unenrollSameCompany: settings.unenrollSameCompany.exactOptional(),
  outOfOfficeDays: settings.outOfOfficeDays.exactOptional(),
  ownerRemoved: settings.ownerRemoved.exactOptional(),
  severalAtOnce: settings.severalAtOnce.exactOptional(),
  mostAttendees: settings.mostAttendees.exactOptional(),
})

export const sequenceRequest = z.strictObject({
  name: text(200),
  steps: z
    .array(
      z.strictObject({
        kind: z.enum(stepKinds).exactOptional(),
        delay: text(40).exactOptional(),
        subject: text(500).exactOptional(),
        body: text(50_000),
        thread: z.enum(['same', 'new']).exactOptional(),
      }),
    )
    .max(50),
  settings: someSettings.exactOptional(),
}) satisfies z.ZodType<SequenceRequest>

export const sequence = z.object({
  id: z.string(),
  name: z.string(),
  owner: named,
  steps: z.array(
    z.object({
      number: z.number(),
      kind: z.enum(stepKinds),
      delay: z.string().describe('ISO 8601 duration'),
      subject: z.string(),
      body: z.string(),
      thread: z.enum(['same', 'new']),
    }),
  ),
  settings: z.object(settings),
  deletedAt: time.nullable(),
  figures: z.object({
    enrolled: z.number(),
    active: z.number(),
    held: z.number(),
    ended: z.partialRecord(z.enum(reasons), z.number()),
    lettersSent: z.number(),
    replied: z.number(),
    bounced: z.number(),
  }),
  createdAt: time,
  updatedAt: time,
}) as z.ZodType<Sequence>

export const sequenceDeletion = z.object({
  sequence,
  ended: z.number(),
  stillEnding: z.number().describe('ended in the background'),
}) satisfies z.ZodType<SequenceDeletion>

export const sequenceRestoration = z.object({
  sequence,
  resumable: z.number(),
}) satisfies z.ZodType<SequenceRestoration>

/** No body at all means: from the beginning. */
export const resumptionRequest = z
  .strictObject({ after: text(100).exactOptional() })
  .optional() satisfies z.ZodType<ResumptionRequest | undefined>

export const sequenceResumption = z.object({
  resumed: z.number(),
  left: z.array(z.object({ enrollmentId: z.string(), contact: named, because: z.string() })),
  next: z.string().nullable(),
}) satisfies z.ZodType<SequenceResumption>
