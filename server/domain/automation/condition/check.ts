/** What is wrong with a condition, in a sentence that names it. */

import type { ConditionGroup, SingleCondition } from '../../../../shared/condition.ts'
import { readDayValue } from './moment.ts'
import {
  fittingOperators,
  fitsType,
  knownProperties,
  propertyOf,
  type Property,
} from './property.ts'
import { isGroup, valuesOf } from './value.ts'

const deepest = 3
const mostConditions = 50
const mostValues = 50

/** Null when it can be compiled. Conditions are numbered as they stand: 2.1 is the first one of the group in second place. */
export function whyNotCondition(group: ConditionGroup): string | null {
  if (countOf(group) > mostConditions)
    return `There are more than ${String(mostConditions)} conditions: use fewer, or several automations.`
  return whyNotGroup(group, '', 1)
}

function countOf(group: ConditionGroup): number {
  return group.conditions.reduce((sum, one) => sum + (isGroup(one) ? countOf(one) : 1), 0)
}

function whyNotGroup(group: ConditionGroup, place: string, depth: number): string | null {
  if (depth > deepest) return `Group ${place} is nested too deep: use ${String(deepest)} levels.`
  if (group.conditions.length === 0)
    return `${place === '' ? 'The condition' : `Group ${place}`} is empty: add at least one condition.`
  for (const [index, one] of group.conditions.entries()) {
    const at = `${place === '' ? '' : `${place}.`}${String(index + 1)}`
    const fault = isGroup(one) ? whyNotGroup(one, at, depth + 1) : whyNotSingle(one)
    if (fault === null) continue
    return isGroup(one)
      ? fault
      : `Condition ${at}, “${one.on} ${one.property} ${one.operator}”: ${fault}`
  }
  return null
}

function whyNotSingle(one: SingleCondition): string | null {
  const property = propertyOf(one)
  if (!property && one.on === 'contact' && one.property.trim() === 'properties.')
    return 'the name of the property is missing. Write one such as job title.'
  if (!property)
    return `there is no such property. A ${one.on} has ${knownProperties(one.on).join(', ')}.`
  if (!fitsType(one.operator, property))
    return `“${one.operator}” does not fit the ${property.words}. Use ${fittingOperators(property).join(', ')}.`
  return whyNotValue(one, property)
}

function whyNotValue(one: SingleCondition, property: Property): string | null {
  const values = valuesOf(one.value)
  switch (one.operator) {
    case 'known':
    case 'unknown':
    case 'changed':
      return one.value === undefined ? null : `“${one.operator}” takes no value: leave it out.`
    case 'before':
    case 'after':
      return values.length === 1 && readDayValue(values[0] ?? '') !== null
        ? null
        : 'write one day such as 2026-03-31, or a time from now such as -P30D.'
    case 'contains':
    case 'equals':
      if (values.length === 0 || values.some((value) => value.trim() === ''))
        return 'the value is missing. Write one, or several.'
      if (values.length > mostValues) return `write ${String(mostValues)} values at most.`
      return one.operator === 'equals' ? whyNotEqual(values, property) : null
    default: {
      const never: never = one.operator
      return never
    }
  }
}

function whyNotEqual(values: string[], property: Property): string | null {
  switch (property.type) {
    case 'text':
    case 'free':
      return null
    case 'number':
      return values.every((value) => Number.isFinite(Number(value))) ? null : 'write a number.'
    case 'date':
      return values.every((value) => readDayValue(value)?.kind === 'day')
        ? null
        : 'write a day such as 2026-03-31.'
    case 'choice': {
      const choices = property.choices ?? []
      return values.every((value) => choices.includes(value))
        ? null
        : `it can only be ${choices.join(' or ')}.`
    }
    default: {
      const never: never = property.type
      return never
    }
  }
}
