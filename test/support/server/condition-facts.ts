/** Ana of Acme, enrolled by Rita nine days ago, as conditions see her. */

import type { ConditionFacts, Moment } from '../../../server/domain/automation/condition/facts.ts'
import type { ConditionGroup, SingleCondition } from '../../../shared/condition.ts'
import { ana } from './makers.ts'

export function someFacts(
  given: {
    [Part in keyof ConditionFacts]?: Partial<ConditionFacts[Part]>
  } = {},
): ConditionFacts {
  return {
    contact: {
      id: 'contact-ana',
      email: ana.address,
      name: ana.name,
      company: 'Acme Corp',
      properties: { 'job title': 'Head of Sales', renewal: '2026-04-01' },
      addressState: 'ok',
      createdAt: '2026-01-15T12:00:00.000Z',
      ...given.contact,
    },
    company: { id: 'company-acme', name: 'Acme Corp', domains: ['acme.example'], ...given.company },
    enrollment: {
      sequence: { id: 'sequence-1', name: 'Spring' },
      state: 'active',
      sender: 'rita@contoso.example',
      enrolledAt: '2026-03-02T09:00:00.000Z',
      emailsSent: 2,
      nextStep: 3,
      ...given.enrollment,
    },
  }
}

/** Nine days after the enrolling; nothing has changed unless it is named with what it was. */
export function aMoment(was: Record<string, string[]> = {}): Moment {
  return { now: '2026-03-11T09:00:00.000Z', was: (property) => was[property] ?? null }
}

export function all(...conditions: ConditionGroup['conditions']): ConditionGroup {
  return { match: 'all', conditions }
}

export function any(...conditions: ConditionGroup['conditions']): ConditionGroup {
  return { match: 'any', conditions }
}

export const companyHas = (value: string): SingleCondition => ({
  on: 'company',
  property: 'name',
  operator: 'contains',
  value,
})

export const propertyIs = (name: string, value: string): SingleCondition => ({
  on: 'contact',
  property: `properties.${name}`,
  operator: 'equals',
  value,
})
