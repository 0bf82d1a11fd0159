/** Logged meetings, asked for and answered. */

import { z } from 'zod'
import { recordKinds, type MeetingResource, type MeetingRequest } from '../../../shared/meeting.ts'
import { named, text, time } from './field.ts'

const record = z.strictObject({ kind: z.enum(recordKinds), id: text(100) })
const namedRecord = z.object({ kind: z.enum(recordKinds), id: z.string(), name: z.string() })

export const meetingRequest = z.strictObject({
  id: z.uuid('must be a UUID of your own making, or left out').exactOptional(),
  title: text(200),
  startsAt: text(40).describe('ISO 8601 with an offset'),
  endsAt: text(40).exactOptional(),
  with: text(320).exactOptional(),
  record,
  associated: z.array(record).max(100).exactOptional(),
}) satisfies z.ZodType<MeetingRequest>

export const meeting = z.object({
  id: z.string(),
  title: z.string(),
  startsAt: time,
  endsAt: time.nullable(),
  with: named,
  record: namedRecord,
  associated: z.array(namedRecord),
  loggedBy: named,
  loggedAt: time,
  cancelledAt: time.nullable(),
  ended: z.array(z.string()),
}) satisfies z.ZodType<MeetingResource>
