/** What holds for every condition: compiling never throws, and all and any are what logic says. */

import fc from 'fast-check'
import { whyNotCondition } from '../../../server/domain/automation/condition/check.ts'
import { compile } from '../../../server/domain/automation/condition/compile.ts'
import { describeCondition } from '../../../server/domain/automation/condition/describe.ts'
import { triggerRequest } from '../../../server/http/shapes/automation.ts'
import { operators, type ConditionGroup, type SingleCondition } from '../../../shared/condition.ts'
import { aMoment, all, any, someFacts } from '../../support/server/condition-facts.ts'

const scalar = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.integer(),
  fc.constantFrom(
    'Acme',
    '-P30D',
    'P1W',
    '2026-03-01',
    'active',
    '2',
    'P99999Y',
    '-P',
    '9999-99-99',
  ),
)
const singles: fc.Arbitrary<SingleCondition> = fc.record(
  {
    on: fc.constantFrom('contact' as const, 'company' as const, 'enrollment' as const),
    property: fc.oneof(
      fc.constantFrom(
        'email',
        'name',
        'created',
        'domains',
        'state',
        'emailsSent',
        'sequence',
        '__proto__',
        'properties.renewal',
        'properties.__proto__',
      ),
      fc.string({ maxLength: 20 }),
    ),
    operator: fc.constantFrom(...operators),
    value: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
  },
  { requiredKeys: ['on', 'property', 'operator'] },
)
const level = (
  inner: fc.Arbitrary<SingleCondition | ConditionGroup>,
): fc.Arbitrary<ConditionGroup> =>
  fc.record({
    match: fc.constantFrom('all' as const, 'any' as const),
    conditions: fc.array(inner, { maxLength: 4 }),
  })
const groups = level(fc.oneof(singles, level(fc.oneof(singles, level(singles)))))
const moment = aMoment({ 'contact.name': ['Ana'], 'contact.properties.renewal': ['2026-01-01'] })

test('whatever passes the schema compiles, answers and can be told, and is refused only in words', () => {
  fc.assert(
    fc.property(groups, (condition) => {
      expect(triggerRequest.safeParse({ name: 'x', condition }).success).toBe(true)
      const { isMet, because } = compile(condition)
      expect(isMet(someFacts(), moment)).toBe(because(someFacts(), moment).length > 0)
      expect(typeof describeCondition(condition)).toBe('string')
      expect(whyNotCondition(condition) ?? 'fine.').toMatch(/.+[.]$/s)
    }),
  )
})

const met = (condition: ConditionGroup): boolean => compile(condition).isMet(someFacts(), moment)

test('all is true when each is, any when one is, and brackets change nothing', () => {
  fc.assert(
    fc.property(fc.array(singles, { minLength: 1, maxLength: 5 }), (some) => {
      const each = some.map((one) => met(all(one)))
      expect(met(all(...some))).toBe(each.every(Boolean))
      expect(met(any(...some))).toBe(each.some(Boolean))
      expect(met(any(all(...some)))).toBe(met(all(...some)))
      expect(met(all(...[...some].reverse()))).toBe(met(all(...some)))
    }),
  )
})

test('known and unknown are never both true, and never both false, of a property there is', () => {
  fc.assert(
    fc.property(singles, (one) => {
      const subject = { on: one.on, property: one.property }
      const known = all({ ...subject, operator: 'known' })
      fc.pre(whyNotCondition(known) === null)
      expect(met(known)).toBe(!met(all({ ...subject, operator: 'unknown' })))
    }),
  )
})
