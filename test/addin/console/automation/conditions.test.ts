/** Conditions while they are being written: what can be chosen, what is sent, and where a refusal is shown. */

import {
  conditionOf,
  draftOf,
  newGroup,
  newSingle,
  readRefusal,
  withProperty,
} from '../../../../addin/console/automation/condition-draft.ts'
import {
  dryRunSentence,
  progressSentence,
} from '../../../../addin/console/automation/automation-words.ts'
import { readDay, writeDay, type DayDraft } from '../../../../addin/console/automation/day-draft.ts'
import {
  conditionProperties,
  fittingOperators,
  freePrefix,
  propertyFor,
} from '../../../../addin/console/automation/properties.ts'
import * as server from '../../../../server/domain/automation/condition/property.ts'
import { whyNotCondition } from '../../../../server/domain/automation/condition/check.ts'
import type { ConditionGroup } from '../../../../shared/condition.ts'
import { all, any, companyHas, propertyIs } from '../../../support/server/condition-facts.ts'

const nameOf = (property: string): string =>
  property === freePrefix ? 'properties.stage' : property

test.each(conditionProperties.map((one) => [one.title, one] as const))(
  'the server knows “%s”, with the same comparisons and choices',
  (_title, one) => {
    const known = server.propertyOf({ on: one.on, property: nameOf(one.property) })
    if (!known) throw new Error('The server knows no such property.')
    expect([...fittingOperators(one)].sort()).toEqual([...server.fittingOperators(known)].sort())
    if (known.choices)
      expect(typeof one.among === 'object' && one.among.map(({ value }) => value)).toEqual(
        known.choices,
      )
  },
)

test('everything the server can look at is offered', () => {
  for (const on of ['contact', 'company', 'enrollment'] as const)
    expect(
      conditionProperties
        .filter((one) => one.on === on)
        .map(({ property }) => property.replace(/\.$/, '.<name>'))
        .sort(),
    ).toEqual(server.knownProperties(on).sort())
})

const deep: ConditionGroup = all(
  companyHas('Acme'),
  any(
    propertyIs('stage', 'customer'),
    all(
      {
        on: 'contact',
        property: 'domain',
        operator: 'equals',
        value: ['acme.example', 'b.example'],
      },
      { on: 'contact', property: 'created', operator: 'before', value: '-P30D' },
      { on: 'contact', property: 'properties.renewal', operator: 'after', value: '2026-03-31' },
      { on: 'contact', property: 'name', operator: 'changed' },
      { on: 'enrollment', property: 'sender', operator: 'unknown' },
    ),
  ),
)

test('a condition that was not touched is sent as it came', () => {
  expect(conditionOf(draftOf(deep))).toEqual(deep)
})

test('lines left blank are not sent, and a comparison without a value is refused by the server', () => {
  const one = { ...newSingle(), property: 'properties.stage', values: [' customer ', '', 'won'] }
  const group = { ...newGroup('any'), conditions: [one] }
  expect(conditionOf(group)).toEqual(
    any({ ...propertyIs('stage', ''), value: ['customer', 'won'] }),
  )
  const empty = conditionOf({ ...group, conditions: [{ ...one, values: ['', ' '] }] })
  expect(whyNotCondition(empty)).toContain('the value is missing')
})

test('a new condition says what is missing: the name of its property', () => {
  expect(whyNotCondition(conditionOf(newGroup('all')))).toBe(
    'Condition 1, “contact properties. equals”: the name of the property is missing. Write one such as job title.',
  )
})

test('another property takes a comparison that fits it, and values that can mean the same', () => {
  const written = {
    ...newSingle(),
    values: ['Acme'],
    operator: 'contains' as const,
    property: 'name',
  }
  const company = withProperty(written, propertyFor('company', 'name'))
  expect(company).toMatchObject({ on: 'company', operator: 'contains', values: ['Acme'] })
  const day = withProperty(company, propertyFor('enrollment', 'enrolledOn'))
  expect(day).toMatchObject({ operator: 'before', values: [] })
})

test.each<[string, DayDraft]>([
  ['2026-03-31', { kind: 'day', day: '2026-03-31' }],
  ['-P30D', { kind: 'ago', count: 30, unit: 'days' }],
  ['P2W', { kind: 'from-now', count: 2, unit: 'weeks' }],
  ['-PT6H', { kind: 'ago', count: 6, unit: 'hours' }],
  ['P1M', { kind: 'from-now', count: 1, unit: 'months' }],
  ['P1DT2H', { kind: 'other', text: 'P1DT2H' }],
])('%s is read and written again', (text, draft) => {
  expect(readDay(text)).toEqual(draft)
  expect(writeDay(draft)).toBe(text)
})

test.each<[string, ConditionGroup, string | null]>([
  ['a value that is missing', all(companyHas('x'), any(companyHas('x'), companyHas(''))), '2.2'],
  ['an empty group', all(companyHas('x'), any()), '2'],
  ['an empty condition', all(), ''],
])('%s is shown at its place', (_what, condition, place) => {
  expect(readRefusal(whyNotCondition(condition) ?? '').place).toBe(place)
})

test('a refusal that is not about the condition is shown with the form', () => {
  const sentence = 'Give the trigger a name, so that people know it.'
  expect(readRefusal(sentence)).toEqual({ place: null, sentence })
})

test('a dry run and a first look are told in sentences', () => {
  expect(dryRunSentence({ count: 0, items: [], looked: 120, complete: true })).toBe(
    'Nobody would be unenrolled now. 120 enrollments were looked at.',
  )
  expect(dryRunSentence({ count: 1, items: [], looked: 1, complete: true })).toBe(
    '1 contact would be unenrolled now. 1 enrollment was looked at.',
  )
  expect(dryRunSentence({ count: 7, items: [], looked: 9000, complete: false })).toMatch(
    /^At least 7 contacts .* There are more than can be looked at/,
  )
  expect(progressSentence(null)).toBe('Off: it unenrolls nobody.')
  expect(progressSentence({ looked: 200, ended: 3, done: false })).toBe(
    'Looking at everybody enrolled: 200 looked at, 3 unenrolled so far.',
  )
})
