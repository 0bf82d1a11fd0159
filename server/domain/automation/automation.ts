/** Triggers and workflows: conditions that end enrollments without anybody's doing. */

import type { AutomationKind } from '../../../shared/automation.ts'
import type { ConditionGroup } from '../../../shared/condition.ts'
import type { ConditionEvidence } from '../../../shared/evidence.ts'
import type { Compiled } from './condition/compile.ts'
import type { ConditionFacts, Moment } from './condition/facts.ts'
import type { Instant } from '../time/instant.ts'

export interface Automation {
  id: string
  kind: AutomationKind
  name: string
  /** The sequences whose enrollments it ends; null: all of them. A trigger has exactly one. */
  sequenceIds: string[] | null
  condition: ConditionGroup
  on: boolean
  savedBy: string
  /** An id made when it was last saved or switched on: what changed before that does not count as changed. */
  since: string
  createdAt: Instant
  savedAt: Instant
}

/** One that is on, ready to be asked. */
export interface CompiledAutomation extends Automation {
  compiled: Compiled
}

export function concerns(automation: Automation, sequenceId: string): boolean {
  return automation.sequenceIds === null || automation.sequenceIds.includes(sequenceId)
}

/** What it is called in sentences: "The trigger “Customers”". */
export function automationTitle({ kind, name }: Pick<Automation, 'kind' | 'name'>): string {
  return `The ${kind} “${name}”`
}

/** What an end by it rests on. */
export function conditionEvidence(
  { id, kind, name, compiled }: CompiledAutomation,
  facts: ConditionFacts,
  moment: Moment,
): ConditionEvidence {
  return { kind: 'condition', automation: kind, id, name, because: compiled.because(facts, moment) }
}
