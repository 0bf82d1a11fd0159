/** Tasks: finished, and shown. */

import { z } from 'zod'
import {
  taskKinds,
  taskOutcomes,
  type CompletionRequest,
  type FinishedTask,
  type OpenTask,
  type TaskPerformance,
} from '../../../shared/task.ts'
import { text, time } from './field.ts'

export const completionRequest = z.strictObject({
  outcome: z.enum(taskOutcomes),
  note: text(500).exactOptional(),
}) satisfies z.ZodType<CompletionRequest>

export const openTask = z.object({
  id: z.string(),
  kind: z.enum(taskKinds),
  title: z.string(),
  body: z.string(),
  dueAt: time,
  may: z.object({ done: z.boolean(), skip: z.boolean(), because: z.string().nullable() }),
}) satisfies z.ZodType<OpenTask>

export const finishedTask = z.object({
  id: z.string(),
  kind: z.enum(taskKinds),
  title: z.string(),
  outcome: z.enum(taskOutcomes),
}) satisfies z.ZodType<FinishedTask>

export const taskPerformance = z.object({
  step: z.number(),
  kind: z.enum(taskKinds),
  open: z.number(),
  done: z.number(),
  skipped: z.number(),
}) satisfies z.ZodType<TaskPerformance>
