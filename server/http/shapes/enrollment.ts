/** Enrollments, asked for and answered. */

import { z } from 'zod'
import {
  pauseKinds,
  type EnrollmentResource,
  type EnrollmentRequest,
  type PauseRequest,
} from '../../../shared/enrollment.ts'
import { reasons } from '../../../shared/reason.ts'
import { stepKinds } from '../../../shared/sequence.ts'
import { evidence } from './evidence.ts'
import { named, text, time } from './field.ts'
import { finishedTask, openTask } from './task.ts'

export const enrollmentRequest = z.strictObject({
  contact: z.union([
    z.strictObject({
      email: text(320),
      name: text(200).exactOptional(),
      company: text(200).exactOptional(),
    }),
    z.strictObject({ id: text(100) }),
  ]),
  sequenceId: text(100),
}) satisfies z.ZodType<EnrollmentRequest>

export const enrollment = z.object({
  id: z.string(),
  state: z.enum(['active', 'paused', 'ended']),
  contact: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  sequence: z.object({ id: z.string(), name: z.string(), steps: z.number() }),
  enrolledBy: named,
  mailbox: z.string(),
  enrolledAt: time,
  emailsSent: z.number(),
  nextStep: z
    .object({
      number: z.number(),
      kind: z.enum(stepKinds),
      dueAt: time.nullable(),
      waits: z.string().nullable(),
      task: openTask.nullable(),
    })
    .nullable(),
  finishedTask: finishedTask.nullable(),
  pauses: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(pauseKinds),
      since: time,
      until: time.nullable(),
      text: z.string(),
      evidence: evidence.nullable(),
      may: z.object({ resume: z.boolean(), because: z.string().nullable() }),
    }),
  ),
  pausedUntil: time.nullable(),
  reason: z.enum(reasons).nullable(),
  endedAt: time.nullable(),
  endedBy: z
    .union([
      z.object({ kind: z.literal('user'), id: z.string(), name: z.string() }),
      z.object({ kind: z.literal('rule'), rule: z.enum(reasons) }),
    ])
    .nullable(),
  evidence: evidence.nullable(),
  explanation: z.string().nullable(),
  offer: z.string().nullable(),
  emailOnItsWay: z.number().nullable(),
  may: z.object({
    unenroll: z.boolean(),
    undo: z.boolean(),
    pause: z.boolean(),
    resume: z.boolean(),
    because: z.string().nullable(),
  }),
}) satisfies z.ZodType<EnrollmentResource>

export const pauseRequest = z.strictObject({
  until: text(40).nullable().exactOptional(),
}) satisfies z.ZodType<PauseRequest>
