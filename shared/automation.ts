/** Triggers of a sequence and workflows of the account, as routes answer them. Times are UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */

import type { ConditionGroup } from './condition.ts'

export const automationKinds = ['trigger', 'workflow'] as const
export type AutomationKind = (typeof automationKinds)[number]

/** How far the look at everybody enrolled has come that follows a saving or a switching on. */
export interface EvaluationProgress {
  looked: number
  ended: number
  done: boolean
}

interface Automation {
  id: string
  name: string
  condition: ConditionGroup
  /** The condition in words: "company name contains “Acme”". */
  words: string
  on: boolean
  savedBy: { id: string; name: string }
  createdAt: string
  savedAt: string
  /** Null while it is off. */
  progress: EvaluationProgress | null
}

/** Ends the enrollments of one sequence: its Automation tab. */
export interface Trigger extends Automation {
  sequence: { id: string; name: string }
}

/** POST /api/sequences/:id/triggers. */
export interface TriggerRequest {
  name: string
  condition: ConditionGroup
  /** Switched on when left out. */
  on?: boolean
}

/** What a workflow does. `from`: the ids of the sequences whose enrollments it ends. */
export interface WorkflowAction {
  kind: 'unenroll'
  from: 'all' | string[]
}

/** Ends enrollments across sequences; for enterprise seats. */
export interface Workflow extends Automation {
  action: WorkflowAction
}

/** POST /api/workflows. */
export interface WorkflowRequest extends TriggerRequest {
  action: WorkflowAction
}

/** PATCH /api/triggers/:id and /api/workflows/:id: what is left out stays as it is. */
export type TriggerChange = Partial<TriggerRequest>
export type WorkflowChange = Partial<WorkflowRequest>

/** POST /api/dry-runs: whom it would end if it were saved now. Writes nothing. */
export type DryRunRequest =
  | { for: 'trigger'; sequenceId: string; condition: ConditionGroup }
  | { for: 'workflow'; condition: ConditionGroup; action: WorkflowAction }

export interface DryRunHit {
  enrollment: { id: string }
  contact: { id: string; email: string; name: string }
  sequence: { id: string; name: string }
  /** What is true of it, a plain clause each. */
  because: string[]
}

export interface DryRun {
  count: number
  /** The first 100. */
  items: DryRunHit[]
  looked: number
  /** False: there were more than could be looked at in half a minute, and `count` is the least it can be. */
  complete: boolean
}
