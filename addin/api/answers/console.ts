/** Recognises what the server answered, as far as a screen would trip over it (see addin/api/answers/common.ts). */

import type { EnrollmentList, ManyUndone, ManyUnenrolled } from '../../../shared/enrollment-list.ts'
import type { Page, Problem } from '../../../shared/problem.ts'
import type { ScheduledPage } from '../../../shared/scheduled.ts'
import type {
  EditedMeanwhile,
  SequenceResource,
  SequenceDeletion,
  SequenceRestoration,
  SequenceResumption,
  StepPerformance,
} from '../../../shared/sequence.ts'
import type { SuppressionResource } from '../../../shared/suppression.ts'
import type { TaskPerformance } from '../../../shared/task.ts'
import type { UserResource } from '../../../shared/user.ts'
import { isEnrollment, isMe } from './common.ts'

export function isSequence(value: unknown): value is SequenceResource {
  return (
    typeof field(value, 'id') === 'string' &&
    Array.isArray(field(value, 'steps')) &&
    typeof field(value, 'performance') === 'object' &&
    typeof field(value, 'settings') === 'object'
  )
}

export function isEditedMeanwhile(value: Problem): value is EditedMeanwhile {
  return value.status === 412 && isSequence(field(value, 'theirs'))
}

export function isUserPage(value: unknown): value is Page<UserResource> {
  const items = field(value, 'items')
  return Array.isArray(items) && items.every(isMe)
}

export function isEnrollmentList(value: unknown): value is EnrollmentList {
  const items = field(value, 'items')
  return (
    Array.isArray(items) &&
    items.every(isEnrollment) &&
    typeof field(value, 'count') === 'number' &&
    typeof field(value, 'open') === 'number'
  )
}

export function isManyUnenrolled(value: unknown): value is ManyUnenrolled {
  return (
    Array.isArray(field(value, 'ids')) &&
    Array.isArray(field(value, 'leftOut')) &&
    ['string', 'object'].includes(typeof field(value, 'next'))
  )
}

export function isManyUndone(value: unknown): value is ManyUndone {
  return typeof field(value, 'undone') === 'number' && Array.isArray(field(value, 'leftOut'))
}

export function isScheduledPage(value: unknown): value is ScheduledPage {
  const items = field(value, 'items')
  return Array.isArray(items) && items.every(isEnrollment)
}

export function isTaskPerformance(value: unknown): value is Page<TaskPerformance> {
  const items = field(value, 'items')
  return Array.isArray(items) && items.every((one) => typeof field(one, 'step') === 'number')
}

export function isStepPerformance(value: unknown): value is Page<StepPerformance> {
  const items = field(value, 'items')
  return Array.isArray(items) && items.every((one) => typeof field(one, 'sent') === 'number')
}

export function isSequenceDeletion(value: unknown): value is SequenceDeletion {
  return typeof field(value, 'ended') === 'number' && isSequence(field(value, 'sequence'))
}

export function isSequenceRestoration(value: unknown): value is SequenceRestoration {
  return typeof field(value, 'resumable') === 'number' && isSequence(field(value, 'sequence'))
}

export function isSequenceResumption(value: unknown): value is SequenceResumption {
  return typeof field(value, 'resumed') === 'number' && Array.isArray(field(value, 'left'))
}

export function isSuppression(value: unknown): value is SuppressionResource {
  return typeof field(value, 'address') === 'string' && typeof field(value, 'reason') === 'string'
}

export function isSuppressionPage(value: unknown): value is Page<SuppressionResource> {
  const items = field(value, 'items')
  return Array.isArray(items) && items.every(isSuppression)
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}
