/** Triggers, workflows and their conditions. */

import { z } from 'zod'
import type {
  DryRun,
  DryRunRequest,
  Trigger,
  TriggerChange,
  TriggerRequest,
  Workflow,
  WorkflowChange,
  WorkflowRequest,
} from '../../../shared/automation.ts'
import {
  conditionSubjects,
  operators,
  type ConditionGroup,
  type PropertyNames,
  type SingleCondition,
} from '../../../shared/condition.ts'
import { named, text, time } from './field.ts'

const value = z.union([text(200), z.number()])

const single = z.strictObject({
  on: z.enum(conditionSubjects),
  property: text(100),
  operator: z.enum(operators),
  value: z
    .union([value, z.array(value).max(50)], 'write a text, a number, or a list of them')
    .exactOptional(),
}) satisfies z.ZodType<SingleCondition>

const hint =
  'write a condition such as {"on":"company","property":"name","operator":"contains","value":"Acme"}, or a group {"match":"all","conditions":[…]} (three levels at most)'

/** Written out level by level, so that the description in openapi.json needs no reference into itself. */
const groupOf = <Inner extends z.ZodType>(inner: Inner) =>
  z.strictObject({ match: z.enum(['all', 'any']), conditions: z.array(inner).max(50) })

const innermost = groupOf(single)
const middle = groupOf(z.union([single, innermost], hint))
const condition = groupOf(z.union([single, middle], hint)) satisfies z.ZodType<ConditionGroup>

const action = z.strictObject({
  kind: z.literal('unenroll'),
  from: z.union(
    [z.literal('all'), z.array(text(100)).max(100)],
    'write "all", or a list of ids of sequences',
  ),
})

const draft = { name: text(200), condition, on: z.boolean().exactOptional() }

export const triggerRequest = z.strictObject(draft) satisfies z.ZodType<TriggerRequest>

export const triggerChange = z.strictObject({
  name: text(200).exactOptional(),
  condition: condition.exactOptional(),
  on: z.boolean().exactOptional(),
}) satisfies z.ZodType<TriggerChange>

export const workflowRequest = z.strictObject({
  ...draft,
  action,
}) satisfies z.ZodType<WorkflowRequest>

export const workflowChange = z.strictObject({
  ...triggerChange.shape,
  action: action.exactOptional(),
}) satisfies z.ZodType<WorkflowChange>

const shown = {
  id: z.string(),
  name: z.string(),
  condition,
  words: z.string(),
  on: z.boolean(),
  savedBy: named,
  createdAt: time,
  savedAt: time,
  progress: z.object({ looked: z.number(), ended: z.number(), done: z.boolean() }).nullable(),
}

export const trigger = z.object({ ...shown, sequence: named }) satisfies z.ZodType<Trigger>
export const workflow = z.object({ ...shown, action }) satisfies z.ZodType<Workflow>

export const dryRunRequest = z.discriminatedUnion('for', [
  z.strictObject({ for: z.literal('trigger'), sequenceId: text(100), condition }),
  z.strictObject({ for: z.literal('workflow'), condition, action }),
]) satisfies z.ZodType<DryRunRequest>

export const dryRun = z.object({
  count: z.number(),
  items: z.array(
    z.object({
      enrollment: z.object({ id: z.string() }),
      contact: z.object({ id: z.string(), email: z.string(), name: z.string() }),
      sequence: named,
      because: z.array(z.string()),
    }),
  ),
  looked: z.number(),
  complete: z.boolean(),
}) satisfies z.ZodType<DryRun>

export const propertyNames = z.object({
  items: z.array(z.string()),
}) satisfies z.ZodType<PropertyNames>
