/** Sequences, asked for and answered. */

import { z } from 'zod'
import { reasons } from '../../../shared/reason.ts'
import { weekdays } from '../../../shared/send-window.ts'
import {
  stepKinds,
  type RolloutPreview,
  type RolloutPreviewRequest,
  type ResumptionRequest,
  type SequenceChange,
  type SequenceResource,
  type SequenceDeletion,
  type SequenceRequest,
  type SequenceRestoration,
  type SequenceResumption,
  type StepPerformance,
} from '../../../shared/sequence.ts'
import { named, text, time } from './field.ts'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day such as 08:00')

const sendWindow = {
  days: z.array(z.enum(weekdays)),
  from: timeOfDay.describe('from then on emails go'),
  to: timeOfDay.describe('from then on none goes; later on the same day'),
}

const settings = {
  unenrollSameCompany: z.boolean(),
  outOfOfficeDays: z.int().min(0).max(365),
  ownerRemoved: z.enum(['unenroll', 'pause']),
  severalAtOnce: z.boolean(),
  mostAttendees: z.int().min(1).max(500),
  sendWindow: z
    .object({ ...sendWindow, timeZone: z.string() })
    .nullable()
    .describe('null: at any time'),
}

const someSettings = z.strictObject({
  unenrollSameCompany: settings.unenrollSameCompany.exactOptional(),
  outOfOfficeDays: settings.outOfOfficeDays.exactOptional(),
  ownerRemoved: settings.ownerRemoved.exactOptional(),
  severalAtOnce: settings.severalAtOnce.exactOptional(),
  mostAttendees: settings.mostAttendees.exactOptional(),
  sendWindow: z
    .strictObject({
      ...sendWindow,
      timeZone: text(100)
        .describe('IANA or Windows name; left out: that of the owner’s mailbox')
        .exactOptional(),
    })
    .nullable()
    .exactOptional(),
})

export const stepRequests = z
  .array(
    z.strictObject({
      id: text(100).exactOptional(),
      kind: z.enum(stepKinds).exactOptional(),
      delay: text(40).exactOptional(),
      subject: text(500).exactOptional(),
      body: text(50_000),
      thread: z.enum(['same', 'new']).exactOptional(),
    }),
  )
  .max(50)

export const sequenceRequest = z.strictObject({
  name: text(200),
  steps: stepRequests,
  applyTo: z
    .enum(['new', 'enrolled'])
    .exactOptional()
    .describe('whom changed steps reach; left out: new enrollments only'),
  settings: someSettings.exactOptional(),
}) satisfies z.ZodType<SequenceRequest>

export const sequenceChange = z.strictObject({
  ...sequenceRequest.shape,
  name: text(200).exactOptional(),
  steps: stepRequests.exactOptional(),
}) satisfies z.ZodType<SequenceChange>

export const sequence = z.object({
  id: z.string(),
  name: z.string(),
  owner: named,
  steps: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      kind: z.enum(stepKinds),
      delay: z.string().describe('ISO 8601 duration'),
      subject: z.string(),
      body: z.string(),
      thread: z.enum(['same', 'new']),
    }),
  ),
  settings: z.object(settings),
  archivedAt: time.nullable(),
  deletedAt: time.nullable(),
  performance: z.object({
    enrolled: z.number(),
    active: z.number(),
    paused: z.number(),
    ended: z.partialRecord(z.enum(reasons), z.number()),
    emailsSent: z.number(),
    replied: z.number(),
    bounced: z.number(),
  }),
  rollout: z.object({ moved: z.number(), left: z.number() }).nullable(),
  createdAt: time,
  updatedAt: time,
  updatedBy: named.nullable(),
  etag: z.string().describe('to be sent as If-Match with a change'),
}) as z.ZodType<SequenceResource>

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
  .strictObject({ cursor: text(100).exactOptional() })
  .optional() satisfies z.ZodType<ResumptionRequest | undefined>

export const sequenceResumption = z.object({
  resumed: z.number(),
  left: z.array(z.object({ enrollmentId: z.string(), contact: named, because: z.string() })),
  next: z.string().nullable(),
}) satisfies z.ZodType<SequenceResumption>

export const rolloutPreviewRequest = z.strictObject({
  steps: stepRequests,
}) satisfies z.ZodType<RolloutPreviewRequest>

export const rollout = z.object({
  enrolled: z.number(),
  changed: z.number(),
  completed: z.number(),
  kept: z.number(),
}) satisfies z.ZodType<RolloutPreview>

export const stepPerformance = z.object({
  step: z.number(),
  coming: z.number(),
  sent: z.number(),
  replied: z.number(),
  bounced: z.number(),
}) satisfies z.ZodType<StepPerformance>
