/** A condition while it is being written. */

import type {
  ConditionGroup,
  ConditionSubject,
  ConditionValue,
  Operator,
  SingleCondition,
} from '../../../shared/condition.ts'
import { readDay, writeDay, type DayDraft } from './day-draft.ts'
import { fittingOperators, freePrefix, propertyFor, type ConditionProperty } from './properties.ts'

export interface SingleDraft {
  kind: 'single'
  /** Stays the condition's while others come and go. */
  key: string
  on: ConditionSubject
  property: string
  operator: Operator
  /** For `equals` and `contains`. */
  values: string[]
  /** For `before` and `after`. */
  day: DayDraft
}

export interface GroupDraft {
  kind: 'group'
  key: string
  match: ConditionGroup['match']
  conditions: (SingleDraft | GroupDraft)[]
}

export const deepestGroup = 3

let made = 0
/** Keys need only be unlike each other while the page is open. */
function newKey(): string {
  made += 1
  return `condition-${String(made)}`
}

export function newSingle(): SingleDraft {
  return {
    kind: 'single',
    key: newKey(),
    on: 'contact',
    property: freePrefix,
    operator: 'equals',
    values: [],
    day: { kind: 'day', day: '' },
  }
}

/** With one condition to begin with: an empty group means nothing. */
export function newGroup(match: GroupDraft['match']): GroupDraft {
  return { kind: 'group', key: newKey(), match, conditions: [newSingle()] }
}

export function draftOf({ match, conditions }: ConditionGroup): GroupDraft {
  return {
    kind: 'group',
    key: newKey(),
    match,
    conditions: conditions.map((one) => ('conditions' in one ? draftOf(one) : singleOf(one))),
  }
}

function singleOf({ on, property, operator, value }: SingleCondition): SingleDraft {
  const values =
    value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)]
  const isDay = operator === 'before' || operator === 'after'
  return {
    kind: 'single',
    key: newKey(),
    on,
    property,
    operator,
    values: isDay ? [] : values,
    day: isDay ? readDay(values[0] ?? '') : { kind: 'day', day: '' },
  }
}

export function conditionOf({ match, conditions }: GroupDraft): ConditionGroup {
  return {
    match,
    conditions: conditions.map((one) => (one.kind === 'group' ? conditionOf(one) : wireOf(one))),
  }
}

function wireOf({ on, property, operator, values, day }: SingleDraft): SingleCondition {
  switch (operator) {
    case 'known':
    case 'unknown':
    case 'changed':
      return { on, property, operator }
    case 'before':
    case 'after':
      return { on, property, operator, value: writeDay(day) }
    case 'equals':
    case 'contains':
      return { on, property, operator, value: valueOf(values) }
    default: {
      const never: never = operator
      return never
    }
  }
}

function valueOf(values: string[]): ConditionValue {
  const written = values.map((one) => one.trim()).filter((one) => one !== '')
  return written.length === 1 ? (written[0] ?? '') : written
}

/** Another property: the operator stays if it fits, and what was written stays if it can mean the same. */
export function withProperty(draft: SingleDraft, chosen: ConditionProperty): SingleDraft {
  const before = propertyFor(draft.on, draft.property)
  const operators = fittingOperators(chosen)
  const { on, property } = chosen
  const same = before.among === chosen.among && before.sort === chosen.sort
  return {
    ...draft,
    on,
    property,
    operator: operators.includes(draft.operator) ? draft.operator : (operators[0] ?? 'known'),
    values: same ? draft.values : [],
  }
}

/** Where a refusal belongs: the server numbers conditions and groups as they stand ("Condition 2.1, “…”: …"). */
export interface Refusal {
  /** "2.1"; empty: the condition as a whole; null: not the condition. */
  place: string | null
  sentence: string
}

export function readRefusal(sentence: string): Refusal {
  const single = /^Condition ([\d.]+), “.*?”: (.+)$/s.exec(sentence)
  if (single) return { place: single[1] ?? '', sentence: capital(single[2] ?? sentence) }
  const group = /^Group ([\d.]+) /.exec(sentence)
  if (group) return { place: group[1] ?? '', sentence }
  const whole = /^(The condition is empty|There are more than \d+ conditions)/.test(sentence)
  return { place: whole ? '' : null, sentence }
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
