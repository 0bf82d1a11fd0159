/** Triggers of a sequence, workflows of the account, and the dry run of either. */

import { z } from 'zod'
import { dryRun } from '../../services/automation/dry-run.ts'
import { isRefused } from '../../services/problem.ts'
import {
  addTrigger,
  changeTrigger,
  listTriggers,
  removeTrigger,
} from '../../services/automation/triggers.ts'
import {
  addWorkflow,
  changeWorkflow,
  removeWorkflow,
  workflowsAfter,
} from '../../services/automation/workflows.ts'
import { propertyNames } from '../../store/contacts/property-names.ts'
import { route, type Route } from '../api/route.ts'
import { pageOf } from '../shapes/page.ts'
import * as shapes from '../shapes/automation.ts'

const pageSize = 100

/** So many are enough to choose from. */
const mostNames = 200

export const automationRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/sequences/{id}/triggers',
    operationId: 'listTriggers',
    tag: 'triggers',
    summary: 'The triggers of a sequence, in the order they were made.',
    answer: pageOf(shapes.trigger),
    serve: async ({ db }, { id }) => {
      const items = await listTriggers(db, id)
      return isRefused(items) ? items : { items, next: null }
    },
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}/triggers',
    operationId: 'addTrigger',
    tag: 'triggers',
    summary: 'Adds a trigger: who meets its condition is unenrolled from this sequence.',
    status: 201,
    body: shapes.triggerRequest,
    answer: shapes.trigger,
    serve: (context, { user, id, body }) => addTrigger(context, user, id, body),
  }),
  route({
    method: 'patch',
    path: '/api/triggers/{id}',
    operationId: 'changeTrigger',
    tag: 'triggers',
    summary: 'Changes a trigger, or switches it on or off.',
    body: shapes.triggerChange,
    answer: shapes.trigger,
    serve: (context, { user, id, body }) => changeTrigger(context, user, id, body),
  }),
  route({
    method: 'delete',
    path: '/api/triggers/{id}',
    operationId: 'removeTrigger',
    tag: 'triggers',
    summary: 'Removes a trigger; what it ended stays ended.',
    answer: shapes.trigger,
    serve: (context, { user, id }) => removeTrigger(context, user, id),
  }),
  route({
    method: 'get',
    path: '/api/workflows',
    operationId: 'listWorkflows',
    tag: 'workflows',
    summary: 'Workflows of the account, in the order they were made (enterprise seats).',
    query: z.object({ cursor: z.string().default('') }),
    answer: pageOf(shapes.workflow),
    serve: async ({ db }, { user, query }) => {
      const found = await workflowsAfter(db, user, query.cursor, pageSize + 1)
      if (isRefused(found)) return found
      const items = found.slice(0, pageSize)
      return { items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null }
    },
  }),
  route({
    method: 'post',
    path: '/api/workflows',
    operationId: 'addWorkflow',
    tag: 'workflows',
    summary: 'Adds a workflow: who meets its condition is unenrolled (enterprise seats).',
    status: 201,
    body: shapes.workflowRequest,
    answer: shapes.workflow,
    serve: (context, { user, body }) => addWorkflow(context, user, body),
  }),
  route({
    method: 'patch',
    path: '/api/workflows/{id}',
    operationId: 'changeWorkflow',
    tag: 'workflows',
    summary: 'Changes a workflow, or switches it on or off (enterprise seats).',
    body: shapes.workflowChange,
    answer: shapes.workflow,
    serve: (context, { user, id, body }) => changeWorkflow(context, user, id, body),
  }),
  route({
    method: 'delete',
    path: '/api/workflows/{id}',
    operationId: 'removeWorkflow',
    tag: 'workflows',
    summary: 'Removes a workflow; what it ended stays ended (enterprise seats).',
    answer: shapes.workflow,
    serve: (context, { user, id }) => removeWorkflow(context, user, id),
  }),
  route({
    method: 'post',
    path: '/api/dry-runs',
    operationId: 'dryRunAutomation',
    tag: 'dry-runs',
    summary:
      'Names whom a trigger or workflow would unenroll if it were saved now. Changes nothing.',
    body: shapes.dryRunRequest,
    answer: shapes.dryRun,
    serve: (context, { user, body }) => dryRun(context, user, body),
  }),
  route({
    method: 'get',
    path: '/api/contact-properties',
    operationId: 'listContactProperties',
    tag: 'contacts',
    summary: 'The names of the properties that contacts were given, for conditions to choose from.',
    answer: shapes.propertyNames,
    serve: async ({ db }) => ({ items: await propertyNames(db, mostNames) }),
  }),
]
