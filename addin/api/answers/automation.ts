/** Recognises what the server answered, as far as a screen would trip over it (see addin/api/answers/common.ts). */

import type { DryRun, Trigger, Workflow } from '../../../shared/automation.ts'
import type { PropertyNames } from '../../../shared/condition.ts'
import type { Page } from '../../../shared/problem.ts'
import type { DepartureResource } from '../../../shared/departure.ts'

export function isTrigger(value: unknown): value is Trigger {
  return isAutomation(value) && isNamed(field(value, 'sequence'))
}

export function isWorkflow(value: unknown): value is Workflow {
  return isAutomation(value) && field(field(value, 'action'), 'from') !== undefined
}

function isAutomation(value: unknown): boolean {
  return (
    isNamed(value) &&
    typeof field(value, 'words') === 'string' &&
    Array.isArray(field(field(value, 'condition'), 'conditions')) &&
    isNamed(field(value, 'savedBy'))
  )
}

export function isTriggerPage(value: unknown): value is Page<Trigger> {
  return isPage(value, isTrigger)
}

export function isWorkflowPage(value: unknown): value is Page<Workflow> {
  return isPage(value, isWorkflow)
}

export function isDryRun(value: unknown): value is DryRun {
  return typeof field(value, 'count') === 'number' && Array.isArray(field(value, 'items'))
}

export function isPropertyNames(value: unknown): value is PropertyNames {
  return isPage(value, (name) => typeof name === 'string')
}

export function isDeparture(value: unknown): value is DepartureResource {
  return isNamed(field(value, 'user')) && typeof field(value, 'text') === 'string'
}

export function isDeparturePage(value: unknown): value is Page<DepartureResource> {
  return isPage(value, isDeparture)
}

function isPage(value: unknown, fits: (item: unknown) => boolean): boolean {
  const items = field(value, 'items')
  return Array.isArray(items) && items.every(fits)
}

function isNamed(value: unknown): boolean {
  return typeof field(value, 'id') === 'string' && typeof field(value, 'name') === 'string'
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}
