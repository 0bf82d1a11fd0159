/** Conditions made into plain functions, once. */

import type { ConditionGroup, SingleCondition } from '../../../../shared/condition.ts'
import type { ConditionFacts, Moment } from './facts.ts'
import { isAfter, isBefore, readDayValue, readSpan } from './moment.ts'
import { propertyKey, propertyOf, type Property } from './property.ts'
import { describeSingle } from './describe.ts'
import { isGroup, plainText, valuesOf } from './value.ts'

type Test = (facts: ConditionFacts, moment: Moment) => boolean

export interface Compiled {
  isMet: Test
  /** The single conditions that make it true, a plain clause each; empty while it is not. */
  because: (facts: ConditionFacts, moment: Moment) => string[]
  /** Whether time alone can make it true. */
  clocked: boolean
  /** Keys of the properties whose change it asks for. */
  watched: string[]
}

/**
 * Never throws on data of the right shape: what no property, no operator or no value stands behind is never true. Whether a
 * condition makes sense is for `whyNotCondition` to say, before it is saved.
 */
export function compile(group: ConditionGroup): Compiled {
  const { isMet, because } = groupNode(group)
  const singles = singlesOf(group)
  return {
    isMet,
    because,
    clocked: singles.some(
      (one) =>
        (one.operator === 'before' || one.operator === 'after') &&
        readDayValue(valuesOf(one.value)[0] ?? '')?.kind === 'relative',
    ),
    watched: [
      ...new Set(
        singles.filter((one) => one.operator === 'changed').map((one) => propertyKey(one)),
      ),
    ],
  }
}

function singlesOf(group: ConditionGroup): SingleCondition[] {
  return group.conditions.flatMap((one) => (isGroup(one) ? singlesOf(one) : [one]))
}

type Node = Pick<Compiled, 'isMet' | 'because'>

function groupNode({ match, conditions }: ConditionGroup): Node {
  const inner = conditions.map((one) => (isGroup(one) ? groupNode(one) : singleNode(one)))
  const isMet: Test =
    match === 'all'
      ? // An empty group says nothing about anybody, so it must end nobody.
        (facts, moment) => inner.length > 0 && inner.every((one) => one.isMet(facts, moment))
      : (facts, moment) => inner.some((one) => one.isMet(facts, moment))
  return {
    isMet,
    because: (facts, moment) =>
      isMet(facts, moment) ? inner.flatMap((one) => one.because(facts, moment)) : [],
  }
}

function singleNode(one: SingleCondition): Node {
  const isMet = testOf(one)
  const words = describeSingle(one)
  return { isMet, because: (facts, moment) => (isMet(facts, moment) ? [words] : []) }
}

const never: Test = () => false

function testOf(one: SingleCondition): Test {
  const property = propertyOf(one)
  if (!property) return never
  const { read } = property
  const values = valuesOf(one.value)
  switch (one.operator) {
    case 'known':
      return (facts) => read(facts).length > 0
    case 'unknown':
      return (facts) => read(facts).length === 0
    case 'equals': {
      const isEqual = equalTo(values, property)
      return (facts) => read(facts).some(isEqual)
    }
    case 'contains': {
      const parts = values.map(plainText).filter((part) => part !== '')
      return (facts) =>
        read(facts).some((text) => parts.some((part) => plainText(text).includes(part)))
    }
    case 'before':
    case 'after':
      return dayTest(one.operator, values[0] ?? '', property)
    case 'changed': {
      const key = propertyKey(one)
      return (facts, { was }) => {
        const before = was(key)
        return before !== null && !sameValues(before, read(facts))
      }
    }
    default: {
      const no: never = one.operator
      return no
    }
  }
}

function equalTo(values: string[], property: Property): (text: string) => boolean {
  if (property.type === 'number') {
    const numbers = new Set(values.map(Number))
    return (text) => numbers.has(Number(text))
  }
  if (property.type === 'date') {
    const days = new Set(values)
    return (text) => days.has(text.slice(0, 10))
  }
  const texts = new Set(values.map(plainText))
  return (text) => texts.has(plainText(text))
}

function dayTest(operator: 'before' | 'after', text: string, { read }: Property): Test {
  const value = readDayValue(text)
  if (value === null) return never
  const fits = operator === 'before' ? isBefore : isAfter
  return (facts, { now }) =>
    read(facts).some((one) => {
      const span = readSpan(one)
      return span !== null && fits(span, value, now)
    })
}

function sameValues(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index])
}
