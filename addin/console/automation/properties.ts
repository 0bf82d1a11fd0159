/** What conditions can look at, in the words people choose from. The server decides the same: server/domain/automation/condition. */

import type { ConditionSubject, Operator } from '../../../shared/condition.ts'

export type PropertySort = 'text' | 'choice' | 'date' | 'number' | 'free'

export interface ConditionProperty {
  on: ConditionSubject
  /** As the wire has it; that of a contact's own properties is only the beginning, the name follows. */
  property: string
  title: string
  sort: PropertySort
  /** Written once and for good: it cannot have changed. */
  fixed?: true
  /** What it can be: these values with their titles, or what the account has. */
  among?: readonly { value: string; title: string }[] | 'sequences' | 'senders'
}

export const freePrefix = 'properties.'

export const conditionProperties: readonly ConditionProperty[] = [
  { on: 'contact', property: freePrefix, title: 'A property of the contact', sort: 'free' },
  { on: 'contact', property: 'email', title: 'Contact address', sort: 'text' },
  { on: 'contact', property: 'name', title: 'Contact name', sort: 'text' },
  { on: 'contact', property: 'domain', title: 'Mail domain', sort: 'text' },
  { on: 'contact', property: 'company', title: 'Contact’s company', sort: 'text' },
  {
    on: 'contact',
    property: 'addressState',
    title: 'State of the address',
    sort: 'choice',
    among: [
      { value: 'ok', title: 'Emails arrive (ok)' },
      { value: 'bad', title: 'Emails bounce (bad)' },
    ],
  },
  {
    on: 'contact',
    property: 'created',
    title: 'Day the contact was added',
    sort: 'date',
    fixed: true,
  },
  { on: 'company', property: 'name', title: 'Company name', sort: 'text' },
  { on: 'company', property: 'domains', title: 'Company domain', sort: 'text' },
  {
    on: 'enrollment',
    property: 'sequence',
    title: 'Sequence',
    sort: 'text',
    fixed: true,
    among: 'sequences',
  },
  {
    on: 'enrollment',
    property: 'state',
    title: 'State of the enrollment',
    sort: 'choice',
    among: [
      { value: 'active', title: 'Active' },
      { value: 'paused', title: 'Paused' },
    ],
  },
  {
    on: 'enrollment',
    property: 'sender',
    title: 'Sender',
    sort: 'text',
    fixed: true,
    among: 'senders',
  },
  {
    on: 'enrollment',
    property: 'enrolledOn',
    title: 'Day of enrolling',
    sort: 'date',
    fixed: true,
  },
  { on: 'enrollment', property: 'emailsSent', title: 'Number of emails sent', sort: 'number' },
  { on: 'enrollment', property: 'nextStep', title: 'Next step', sort: 'number' },
]

export const subjectTitles: Record<ConditionSubject, string> = {
  contact: 'Contact',
  company: 'Company',
  enrollment: 'Enrollment',
}

const fitting: Record<PropertySort, readonly Operator[]> = {
  text: ['equals', 'contains', 'known', 'unknown', 'changed'],
  choice: ['equals', 'known', 'unknown', 'changed'],
  date: ['before', 'after', 'equals', 'known', 'unknown'],
  number: ['equals', 'known', 'unknown', 'changed'],
  free: ['equals', 'contains', 'before', 'after', 'known', 'unknown', 'changed'],
}

export function fittingOperators({ sort, fixed }: ConditionProperty): readonly Operator[] {
  return fitting[sort].filter((operator) => !(operator === 'changed' && fixed))
}

export const operatorTitles: Record<Operator, string> = {
  equals: 'is',
  contains: 'contains',
  before: 'is before',
  after: 'is after',
  known: 'is known',
  unknown: 'is not known',
  changed: 'has changed',
}

/** What the wire calls `contact.email` and the like; a contact's own properties all are one. */
export function propertyFor(on: ConditionSubject, property: string): ConditionProperty {
  const wanted = on === 'contact' && property.startsWith(freePrefix) ? freePrefix : property
  const known = conditionProperties.find((one) => one.on === on && one.property === wanted)
  // Of a server newer than this page: shown as it is written, and kept.
  return known ?? { on, property, title: property, sort: 'free' }
}

export function choiceKey({ on, property }: ConditionProperty): string {
  return `${on}.${property}`
}
