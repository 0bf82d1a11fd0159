/** The answers of the product's API, as far as the play needs them; read strictly, so that a changed one is noticed. */
import { z } from 'zod'
import { pauseKinds } from '../../shared/enrollment.ts'
import { reasons } from '../../shared/reason.ts'
import { stepKinds } from '../../shared/sequence.ts'

const evidence = z.object({
  kind: z.string(),
  messageId: z.string().nullish(),
})

export const seenEnrollment = z.object({
  id: z.string(),
  state: z.enum(['active', 'paused', 'ended']),
  contact: z.object({ email: z.string() }),
  sequence: z.object({ id: z.string() }),
  mailbox: z.string(),
  enrolledAt: z.string(),
  emailsSent: z.number(),
  nextStep: z
    .object({
      number: z.number(),
      kind: z.enum(stepKinds),
      dueAt: z.string().nullable(),
      waits: z.string().nullable(),
      task: z.object({ id: z.string(), kind: z.string(), title: z.string() }).nullable(),
    })
    .nullable(),
  finishedTask: z.object({ id: z.string() }).nullable(),
  pauses: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(pauseKinds),
      until: z.string().nullable(),
      text: z.string(),
      evidence: evidence.nullable(),
    }),
  ),
  reason: z.enum(reasons).nullable(),
  endedAt: z.string().nullable(),
  endedBy: z.object({ kind: z.enum(['user', 'rule']) }).nullable(),
  evidence: evidence.nullable(),
  explanation: z.string().nullable(),
  /** Number of an email that could no longer be called back when it ended. */
  emailOnItsWay: z.number().nullable(),
})
export type SeenEnrollment = z.infer<typeof seenEnrollment>
export const enrollmentPage = z.object({
  items: z.array(seenEnrollment),
  next: z.string().nullable(),
})

export const seenCard = z.object({
  enrollments: z.array(seenEnrollment),
  timeline: z.array(
    z.object({
      at: z.string(),
      kind: z.string(),
      enrollmentId: z.string(),
      text: z.string(),
      evidence: evidence.nullable(),
    }),
  ),
})

const performance = z.object({
  enrolled: z.number(),
  active: z.number(),
  paused: z.number(),
  ended: z.partialRecord(z.enum(reasons), z.number()),
  emailsSent: z.number(),
  replied: z.number(),
  bounced: z.number(),
})
export type SeenPerformance = z.infer<typeof performance>

export const seenSequence = z.object({
  id: z.string(),
  name: z.string(),
  steps: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(stepKinds),
      delay: z.string(),
      subject: z.string(),
      body: z.string(),
      thread: z.enum(['same', 'new']),
    }),
  ),
  performance,
  /** Sent along with an edit, where the product gives one. */
  etag: z.string().optional(),
})
export type SeenSteps = z.infer<typeof seenSequence>['steps']
