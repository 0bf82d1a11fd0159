/** What the console asks the server about triggers, workflows and owners who are gone. */

import type {
  DryRun,
  DryRunRequest,
  Trigger,
  TriggerChange,
  TriggerRequest,
  Workflow,
  WorkflowChange,
  WorkflowRequest,
} from '../../shared/automation.ts'
import type { Page } from '../../shared/problem.ts'
import type { DepartureResource, DepartureDecision } from '../../shared/departure.ts'
import type { Answer, Ask, Method } from './request.ts'
import {
  isDryRun,
  isPropertyNames,
  isDeparture,
  isDeparturePage,
  isTrigger,
  isTriggerPage,
  isWorkflow,
  isWorkflowPage,
} from './answers/automation.ts'

export interface AutomationApi {
  /** In the order they were made. */
  triggers: (sequenceId: string) => Promise<Answer<Trigger[]>>
  addTrigger: (sequenceId: string, request: TriggerRequest) => Promise<Answer<Trigger>>
  changeTrigger: (id: string, change: TriggerChange) => Promise<Answer<Trigger>>
  removeTrigger: (id: string) => Promise<Answer<Trigger>>
  workflows: () => Promise<Answer<Workflow[]>>
  addWorkflow: (request: WorkflowRequest) => Promise<Answer<Workflow>>
  changeWorkflow: (id: string, change: WorkflowChange) => Promise<Answer<Workflow>>
  removeWorkflow: (id: string) => Promise<Answer<Workflow>>
  dryRun: (request: DryRunRequest) => Promise<Answer<DryRun>>
  /** Those that contacts were given, by the alphabet. */
  propertyNames: () => Promise<Answer<string[]>>
  departures: () => Promise<Answer<DepartureResource[]>>
  decideDeparture: (
    userId: string,
    decision: DepartureDecision,
  ) => Promise<Answer<DepartureResource>>
}

/** The server looks for 30 seconds at most before it answers. */
const dryRunMs = 40_000

export function createAutomationApi(ask: Ask): AutomationApi {
  const of = (id: string): string => `/${encodeURIComponent(id)}`
  const trigger = (method: Method, path: string, body?: unknown) =>
    ask({ method, path, body, fits: isTrigger })
  const workflow = (method: Method, path: string, body?: unknown) =>
    ask({ method, path: `/api/workflows${path}`, body, fits: isWorkflow })

  async function all<T>(
    path: string,
    fits: (value: unknown) => value is Page<T>,
  ): Promise<Answer<T[]>> {
    const items: T[] = []
    for (let cursor = ''; ;) {
      const query = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`
      const page = await ask({ method: 'GET', path: `${path}${query}`, fits })
      if (page.kind !== 'ok') return page
      items.push(...page.value.items)
      if (page.value.next === null) return { ...page, value: items }
      cursor = page.value.next
    }
  }

  return {
    triggers: (sequenceId) => all(`/api/sequences${of(sequenceId)}/triggers`, isTriggerPage),
    addTrigger: (sequenceId, body) =>
      trigger('POST', `/api/sequences${of(sequenceId)}/triggers`, body),
    changeTrigger: (id, body) => trigger('PATCH', `/api/triggers${of(id)}`, body),
    removeTrigger: (id) => trigger('DELETE', `/api/triggers${of(id)}`),
    workflows: () => all('/api/workflows', isWorkflowPage),
    addWorkflow: (body) => workflow('POST', '', body),
    changeWorkflow: (id, body) => workflow('PATCH', of(id), body),
    removeWorkflow: (id) => workflow('DELETE', of(id)),
    dryRun: (body) =>
      ask({
        method: 'POST',
        path: '/api/dry-runs',
        body,
        fits: isDryRun,
        timeoutMs: dryRunMs,
      }),
    async propertyNames() {
      const path = '/api/contact-properties'
      const answer = await ask({ method: 'GET', path, fits: isPropertyNames })
      return answer.kind === 'ok' ? { ...answer, value: answer.value.items } : answer
    },
    departures: () => all('/api/departures', isDeparturePage),
    decideDeparture: (userId, body) =>
      ask({ method: 'POST', path: `/api/departures${of(userId)}`, body, fits: isDeparture }),
  }
}
