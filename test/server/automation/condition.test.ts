/** Conditions: what each operator finds true, how it is told, and why a bad one is refused. */

import { whyNotCondition } from '../../../server/domain/automation/condition/check.ts'
import { compile } from '../../../server/domain/automation/condition/compile.ts'
import { describeCondition } from '../../../server/domain/automation/condition/describe.ts'
import type { ConditionGroup, SingleCondition } from '../../../shared/condition.ts'
import { aMoment, all, any, companyHas, someFacts } from '../../support/server/condition-facts.ts'

const contact = (
  property: string,
  operator: SingleCondition['operator'],
  value?: SingleCondition['value'],
): SingleCondition => one('contact', property, operator, value)
const company = (
  property: string,
  operator: SingleCondition['operator'],
  value?: SingleCondition['value'],
): SingleCondition => one('company', property, operator, value)
const enrollment = (
  property: string,
  operator: SingleCondition['operator'],
  value?: SingleCondition['value'],
): SingleCondition => one('enrollment', property, operator, value)

function one(
  on: SingleCondition['on'],
  property: string,
  operator: SingleCondition['operator'],
  value?: SingleCondition['value'],
): SingleCondition {
  return value === undefined ? { on, property, operator } : { on, property, operator, value }
}

interface Line {
  condition: SingleCondition
  words: string
  met: boolean
  facts?: Parameters<typeof someFacts>[0]
  was?: Record<string, string[]>
}

const lines: Line[] = [
  { condition: contact('name', 'known'), words: 'contact name is known', met: true },
  { condition: contact('name', 'unknown'), words: 'contact name is not known', met: false },
  {
    condition: contact('properties.budget', 'unknown'),
    words: '“budget” of the contact is not known',
    met: true,
  },
  {
    condition: contact('properties.constructor', 'known'),
    words: '“constructor” of the contact is known',
    met: false,
  },
  {
    condition: contact('company', 'known'),
    words: 'contact’s company is known',
    met: false,
    facts: { contact: { company: null } },
  },
  {
    condition: contact('email', 'equals', 'ANA@acme.example '),
    words: 'contact address is “ANA@acme.example ”',
    met: true,
  },
  {
    condition: contact('domain', 'equals', ['other.example', 'acme.example']),
    words: 'mail domain is “other.example” or “acme.example”',
    met: true,
  },
  {
    condition: contact('domain', 'equals', 'acme.example'),
    words: 'mail domain is “acme.example”',
    met: true,
    facts: { contact: { email: 'ana@mail.acme.example' } },
  },
  {
    condition: contact('addressState', 'equals', 'bad'),
    words: 'state of the address is “bad”',
    met: false,
  },
  {
    condition: contact('properties.Job  Title', 'equals', 'head of sales'),
    words: '“job title” of the contact is “head of sales”',
    met: true,
  },
  {
    condition: contact('properties.job title', 'contains', ['chief', 'SALES']),
    words: '“job title” of the contact contains “chief” or “SALES”',
    met: true,
  },
  {
    condition: contact('properties.job title', 'contains', 'buyer'),
    words: '“job title” of the contact contains “buyer”',
    met: false,
  },
  {
    condition: contact('properties.renewal', 'before', 'P30D'),
    words: '“renewal” of the contact is before 30 days from now',
    met: true,
  },
  {
    condition: contact('properties.renewal', 'before', 'P3W'),
    words: '“renewal” of the contact is before 3 weeks from now',
    met: false,
  },
  {
    condition: contact('properties.job title', 'before', '2030-01-01'),
    words: '“job title” of the contact is before 2030-01-01',
    met: false,
  },
  {
    condition: contact('properties.job title', 'changed'),
    words: '“job title” of the contact has changed',
    met: true,
    was: { 'contact.properties.job title': ['Buyer'] },
  },
  {
    condition: contact('properties.job title', 'changed'),
    words: '“job title” of the contact has changed',
    met: false,
  },
  {
    condition: contact('properties.job title', 'changed'),
    words: '“job title” of the contact has changed',
    met: false,
    was: { 'contact.properties.job title': ['Head of Sales'] },
  },
  {
    condition: contact('properties.renewal', 'changed'),
    words: '“renewal” of the contact has changed',
    met: true,
    was: { 'contact.properties.renewal': [] },
  },
  {
    condition: contact('created', 'before', '2026-01-15'),
    words: 'day the contact was added is before 2026-01-15',
    met: false,
  },
  {
    condition: contact('created', 'before', '2026-01-16'),
    words: 'day the contact was added is before 2026-01-16',
    met: true,
  },
  {
    condition: contact('created', 'after', '2026-01-15'),
    words: 'day the contact was added is after 2026-01-15',
    met: false,
  },
  {
    condition: contact('created', 'equals', '2026-01-15'),
    words: 'day the contact was added is “2026-01-15”',
    met: true,
  },
  {
    condition: company('name', 'contains', 'acme'),
    words: 'company name contains “acme”',
    met: true,
  },
  {
    condition: company('domains', 'equals', 'acme.example'),
    words: 'company domain is “acme.example”',
    met: true,
  },
  {
    condition: company('domains', 'known'),
    words: 'company domain is known',
    met: false,
    facts: { company: { domains: [] } },
  },
  {
    condition: company('name', 'changed'),
    words: 'company name has changed',
    met: true,
    was: { 'company.name': ['Acme Ltd'] },
  },
  {
    condition: enrollment('sequence', 'equals', 'spring'),
    words: 'sequence is “spring”',
    met: true,
  },
  {
    condition: enrollment('sequence', 'equals', 'sequence-1'),
    words: 'sequence is “sequence-1”',
    met: true,
  },
  {
    condition: enrollment('state', 'equals', 'paused'),
    words: 'state of the enrollment is “paused”',
    met: true,
    facts: { enrollment: { state: 'paused' } },
  },
  {
    condition: enrollment('sender', 'equals', 'sam@contoso.example'),
    words: 'sender is “sam@contoso.example”',
    met: false,
  },
  {
    condition: enrollment('enrolledOn', 'before', '-P9D'),
    words: 'day of enrolling is before 9 days ago',
    met: false,
  },
  {
    condition: enrollment('enrolledOn', 'before', '-P8D'),
    words: 'day of enrolling is before 8 days ago',
    met: true,
  },
  {
    condition: enrollment('enrolledOn', 'after', '-P1M'),
    words: 'day of enrolling is after 1 month ago',
    met: true,
  },
  {
    condition: enrollment('emailsSent', 'equals', [2, 3]),
    words: 'number of emails sent is “2” or “3”',
    met: true,
  },
  {
    condition: enrollment('emailsSent', 'equals', '2.0'),
    words: 'number of emails sent is “2.0”',
    met: true,
  },
  {
    condition: enrollment('nextStep', 'unknown'),
    words: 'next step is not known',
    met: true,
    facts: { enrollment: { nextStep: null } },
  },
]

test.each(lines)('$words: $met', ({ condition, words, met, facts, was }) => {
  expect(whyNotCondition(all(condition))).toBeNull()
  expect(describeCondition(all(condition))).toBe(words)
  const compiled = compile(all(condition))
  expect(compiled.isMet(someFacts(facts), aMoment(was))).toBe(met)
  expect(compiled.because(someFacts(facts), aMoment(was))).toEqual(met ? [words] : [])
})

test('groups nest, are told with brackets, and give as grounds only what makes them true', () => {
  const nested = any(
    all(companyHas('Acme'), contact('name', 'known')),
    all(companyHas('Acme'), companyHas('Other')),
  )
  expect(describeCondition(nested)).toBe(
    '(company name contains “Acme” and contact name is known) or (company name contains “Acme” and company name contains “Other”)',
  )
  expect(compile(nested).because(someFacts(), aMoment())).toEqual([
    'company name contains “Acme”',
    'contact name is known',
  ])
})

test('it is known which conditions time alone can bring about, and whose change is asked for', () => {
  expect(compile(all(enrollment('enrolledOn', 'before', '-P30D'))).clocked).toBe(true)
  expect(compile(all(enrollment('enrolledOn', 'before', '2026-01-01'))).clocked).toBe(false)
  expect(
    compile(any(contact('properties.Job Title', 'changed'), all(company('name', 'changed'))))
      .watched,
  ).toEqual(['contact.properties.job title', 'company.name'])
})

const nine = Array.from({ length: 51 }, () => contact('name', 'known'))

test.each<[string, ConditionGroup, RegExp]>([
  ['an empty group', all(), /^The condition is empty: add at least one/],
  ['an empty group inside', all(companyHas('x'), any()), /^Group 2 is empty/],
  ['four levels', all(all(all(all(companyHas('x'))))), /^Group 1\.1\.1 is nested too deep: use 3/],
  ['too many', all(...nine), /more than 50 conditions/],
  [
    'an unknown property',
    all(contact('phone', 'known')),
    /^Condition 1, “contact phone known”: there is no such property\. A contact has email, name, .*properties\.<name>\.$/,
  ],
  ['a property without a name', all(contact('properties. ', 'known')), /name .* is missing/],
  ['an inherited word', all(contact('constructor', 'known')), /no such property/],
  [
    'a free property of a company',
    all(company('properties.size', 'known')),
    /A company has name, domains/,
  ],
  [
    'an operator that does not fit',
    all(companyHas('x'), all(company('name', 'before', '2026-01-01'))),
    /^Condition 2\.1, “company name before”: “before” does not fit the company name\. Use known, unknown, equals, contains, changed\.$/,
  ],
  [
    'a change of what never changes',
    all(enrollment('sender', 'changed')),
    /“changed” does not fit the sender/,
  ],
  ['a missing value', all(company('name', 'contains')), /the value is missing/],
  ['an empty value', all(company('name', 'equals', ['Acme', ' '])), /the value is missing/],
  ['a needless value', all(company('name', 'known', 'x')), /“known” takes no value/],
  [
    'no day',
    all(contact('created', 'before', 'soon')),
    /write one day such as 2026-03-31, or a time from now such as -P30D/,
  ],
  ['a day that is none', all(contact('created', 'after', '2026-02-30')), /write one day/],
  ['a thousand years', all(contact('created', 'after', '-P1000Y')), /write one day/],
  ['two days', all(contact('created', 'after', ['2026-01-01', '2026-01-02'])), /write one day/],
  ['no number', all(enrollment('emailsSent', 'equals', 'two')), /write a number/],
  ['no choice', all(enrollment('state', 'equals', 'ended')), /it can only be active or paused/],
  ['no day to equal', all(contact('created', 'equals', '-P3D')), /write a day such as/],
])('%s is refused with a sentence that names it', (_what, condition, sentence) => {
  expect(whyNotCondition(condition)).toMatch(sentence)
})
