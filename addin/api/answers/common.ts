/** Recognises what the server answered, so that a pane left open over an update says so instead of breaking. */

import type { ContactCard } from '../../../shared/contact.ts'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { Page, Problem } from '../../../shared/problem.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'
import type { Me } from '../../../shared/user.ts'
import type { VerdictResource } from '../../../shared/verdict.ts'

// Server and pane come from one build, so the parts that a screen would trip over are looked at and no more.

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

export function isProblem(value: unknown): value is Problem {
  return has(value, 'detail', 'string')
}

export function isMe(value: unknown): value is Me {
  return has(value, 'id', 'string') && has(value, 'seat', 'string')
}

export function isCard(value: unknown): value is ContactCard {
  return (
    has(value, 'email', 'string') &&
    has(value, 'mayEnroll', 'object') &&
    hasList(value, 'timeline', () => true) &&
    hasList(value, 'aliases', isObject) &&
    hasList(value, 'enrollments', isEnrollment)
  )
}

export function isEnrollment(value: unknown): value is EnrollmentResource {
  return (
    has(value, 'id', 'string') &&
    has(value, 'state', 'string') &&
    has(value, 'sequence', 'object') &&
    hasList(value, 'pauses', isObject) &&
    has(value, 'may', 'object')
  )
}

export function isSequencePage(value: unknown): value is Page<SequenceResource> {
  const isSequence = (item: unknown): boolean =>
    has(item, 'id', 'string') && has(item, 'name', 'string') && hasList(item, 'steps', () => true)
  const next = field(value, 'next')
  return hasList(value, 'items', isSequence) && (next === null || typeof next === 'string')
}

export function isVerdictPage(value: unknown): value is Page<VerdictResource> {
  const isVerdict = (item: unknown): boolean =>
    has(item, 'id', 'string') &&
    has(item, 'text', 'string') &&
    has(item, 'evidence', 'object') &&
    isEnrollment(field(item, 'enrollment'))
  return hasList(value, 'items', isVerdict)
}

type Kind = 'string' | 'object'

function has(value: unknown, key: string, kind: Kind): boolean {
  const inner = field(value, key)
  return typeof inner === kind && inner !== null
}

function hasList(value: unknown, key: string, fits: (item: unknown) => boolean): boolean {
  const inner = field(value, key)
  return Array.isArray(inner) && inner.every(fits)
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}
