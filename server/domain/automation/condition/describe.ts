/** Conditions in words, for the dry run, the timeline and the person who edits them. */

import type { ConditionGroup, SingleCondition } from '../../../../shared/condition.ts'
import { readDayValue } from './moment.ts'
import { propertyOf } from './property.ts'
import { isGroup, valuesOf } from './value.ts'

/** "company name contains “Acme” and (emails sent is “2” or next step is “3”)". */
export function describeCondition(group: ConditionGroup): string {
  const clauses = group.conditions.map((one) =>
    isGroup(one) ? inBrackets(one) : describeSingle(one),
  )
  return clauses.join(group.match === 'all' ? ' and ' : ' or ')
}

function inBrackets(group: ConditionGroup): string {
  return group.conditions.length === 1 ? describeCondition(group) : `(${describeCondition(group)})`
}

/** One condition as a clause: "company name contains “Acme”". */
export function describeSingle(one: SingleCondition): string {
  const words = propertyOf(one)?.words ?? one.property
  const values = valuesOf(one.value)
  const quoted = values.map((value) => `“${value}”`).join(' or ')
  switch (one.operator) {
    case 'known':
      return `${words} is known`
    case 'unknown':
      return `${words} is not known`
    case 'equals':
      return `${words} is ${quoted}`
    case 'contains':
      return `${words} contains ${quoted}`
    case 'before':
    case 'after':
      return `${words} is ${one.operator} ${dayWords(values[0] ?? '')}`
    case 'changed':
      return `${words} has changed`
    default: {
      const never: never = one.operator
      return never
    }
  }
}

function dayWords(value: string): string {
  const read = readDayValue(value)
  return read?.kind === 'relative' ? read.words : value
}
