/** The properties that conditions can look at: what each is called, which operators fit it, and where its values are. */

import type { ConditionSubject, Operator, SingleCondition } from '../../../../shared/condition.ts'
import { domainOf } from '../../contacts/address.ts'
import { registrableDomain } from '../../contacts/company.ts'
import { propertyName } from '../../contacts/contact-properties.ts'
import type { ConditionFacts } from './facts.ts'

export type PropertyType = 'text' | 'choice' | 'date' | 'number' | 'free'

export interface Property {
  /** What people call it, fit to begin a clause: "company name". */
  words: string
  type: PropertyType
  /** The only values of a choice. */
  choices?: readonly string[]
  /** Set once and never written again, so that it cannot have changed. */
  fixed?: true
  /** All its values; none: it is unknown. */
  read: (facts: ConditionFacts) => string[]
}

/** A free property is whatever its text says: a word, or a day. */
const fitting: Record<PropertyType, readonly Operator[]> = {
  text: ['known', 'unknown', 'equals', 'contains', 'changed'],
  choice: ['known', 'unknown', 'equals', 'changed'],
  date: ['known', 'unknown', 'equals', 'before', 'after'],
  number: ['known', 'unknown', 'equals', 'changed'],
  free: ['known', 'unknown', 'equals', 'contains', 'before', 'after', 'changed'],
}

const one = (value: string | number | null): string[] =>
  value === null || value === '' ? [] : [String(value)]

const contact: Record<string, Property> = {
  email: { words: 'contact address', type: 'text', read: (all) => one(all.contact.email) },
  name: { words: 'contact name', type: 'text', read: (all) => one(all.contact.name) },
  domain: {
    words: 'mail domain',
    type: 'text',
    read: ({ contact: { email } }) => [...new Set([domainOf(email), registrableDomain(email)])],
  },
  company: { words: 'contact’s company', type: 'text', read: (all) => one(all.contact.company) },
  addressState: {
    words: 'state of the address',
    type: 'choice',
    choices: ['ok', 'bad'],
    read: (all) => one(all.contact.addressState),
  },
  created: {
    words: 'day the contact was added',
    type: 'date',
    fixed: true,
    read: (all) => one(all.contact.createdAt),
  },
}

const company: Record<string, Property> = {
  name: { words: 'company name', type: 'text', read: (all) => one(all.company.name) },
  domains: { words: 'company domain', type: 'text', read: (all) => all.company.domains },
}

const enrollment: Record<string, Property> = {
  sequence: {
    words: 'sequence',
    type: 'text',
    fixed: true,
    read: ({ enrollment: { sequence } }) => [sequence.name, sequence.id],
  },
  state: {
    words: 'state of the enrollment',
    type: 'choice',
    choices: ['active', 'paused'],
    read: (all) => one(all.enrollment.state),
  },
  sender: {
    words: 'sender',
    type: 'text',
    fixed: true,
    read: (all) => one(all.enrollment.sender),
  },
  enrolledOn: {
    words: 'day of enrolling',
    type: 'date',
    fixed: true,
    read: (all) => one(all.enrollment.enrolledAt),
  },
  emailsSent: {
    words: 'number of emails sent',
    type: 'number',
    read: (all) => one(all.enrollment.emailsSent),
  },
  nextStep: { words: 'next step', type: 'number', read: (all) => one(all.enrollment.nextStep) },
}

const properties: Record<ConditionSubject, Record<string, Property>> = {
  contact,
  company,
  enrollment,
}

const freePrefix = 'properties.'

/** The property a condition looks at, or null when there is none of that name. */
export function propertyOf({
  on,
  property,
}: Pick<SingleCondition, 'on' | 'property'>): Property | null {
  const known = properties[on]
  if (Object.hasOwn(known, property)) return known[property] ?? null
  if (on !== 'contact' || !property.startsWith(freePrefix)) return null
  const name = propertyName(property.slice(freePrefix.length))
  return name === '' ? null : freeProperty(name)
}

function freeProperty(name: string): Property {
  return {
    words: `“${name}” of the contact`,
    type: 'free',
    read: ({ contact: { properties: all } }) =>
      Object.hasOwn(all, name) ? one(all[name] ?? null) : [],
  }
}

/** One key for all spellings of a property: `contact.properties.job title`. */
export function propertyKey({ on, property }: Pick<SingleCondition, 'on' | 'property'>): string {
  return on === 'contact' && property.startsWith(freePrefix)
    ? `${on}.${freePrefix}${propertyName(property.slice(freePrefix.length))}`
    : `${on}.${property}`
}

/** The condition subject and property that a key stands for. */
export function propertyOfKey(key: string): Property | null {
  const [on = '', ...rest] = key.split('.')
  return on === 'contact' || on === 'company' || on === 'enrollment'
    ? propertyOf({ on, property: rest.join('.') })
    : null
}

export function fitsType(operator: Operator, property: Property): boolean {
  return fitting[property.type].includes(operator) && !(operator === 'changed' && property.fixed)
}

/** The operators that fit, in words, for a refusal. */
export function fittingOperators(property: Property): readonly Operator[] {
  return fitting[property.type].filter((operator) => fitsType(operator, property))
}

/** What can be looked at on this subject, in words, for a refusal. */
export function knownProperties(on: ConditionSubject): string[] {
  return [...Object.keys(properties[on]), ...(on === 'contact' ? ['properties.<name>'] : [])]
}
