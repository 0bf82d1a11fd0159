/** Workflows of the account: shown, saved, removed; for enterprise seats. */

import type {
  Workflow,
  WorkflowAction,
  WorkflowChange,
  WorkflowRequest,
} from '../../../shared/automation.ts'
import type { Automation } from '../../domain/automation/automation.ts'
import { whyNotWorkflows, type User } from '../../domain/directory/user.ts'
import {
  automationById,
  countWorkflows,
  listWorkflows,
} from '../../store/automation/automations.ts'
import type { Db } from '../../store/db/db.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import type { Context } from '../context.ts'
import { isRefused, notFound, refuse, type Refused } from '../problem.ts'
import { dropAutomation, putDraft, whyNotSave } from './save-automation.ts'
import { showAutomation } from './automation-view.ts'

const mostWorkflows = 1_000
const mostSequences = 100

/** `limit` at most, after the id `after`. */
export async function workflowsAfter(
  db: Db,
  user: User,
  after: string,
  limit: number,
): Promise<Workflow[] | Refused> {
  const refused = noWorkflows(user)
  if (refused) return refused
  const found = await listWorkflows(db, after, limit)
  return Promise.all(found.map((one) => showWorkflow(db, one)))
}

export async function addWorkflow(
  context: Context,
  user: User,
  request: WorkflowRequest,
): Promise<Workflow | Refused> {
  const { action, ...rest } = request
  return change(context, user, null, { on: true, ...rest, sequenceIds: sequencesOf(action) })
}

/** What the change leaves out stays. */
export async function changeWorkflow(
  context: Context,
  user: User,
  id: string,
  { action, ...rest }: WorkflowChange,
): Promise<Workflow | Refused> {
  const given = action === undefined ? rest : { ...rest, sequenceIds: sequencesOf(action) }
  return change(context, user, id, given)
}

/** Answers the workflow as it was. */
export async function removeWorkflow(
  context: Context,
  user: User,
  id: string,
): Promise<Workflow | Refused> {
  const refused = noWorkflows(user)
  if (refused) return refused
  return context.db.transaction(async (tx) => {
    const workflow = await workflowOf(tx, id)
    if (isRefused(workflow)) return workflow
    await dropAutomation(tx, context, user, workflow)
    return showWorkflow(tx, { ...workflow, on: false })
  })
}

export function noWorkflows(user: User): Refused | null {
  const because = whyNotWorkflows(user)
  return because === null ? null : refuse(403, 'no-enterprise-seat', 'No enterprise seat', because)
}

/** Null: all sequences. */
export function sequencesOf({ from }: WorkflowAction): string[] | null {
  return from === 'all' ? null : [...new Set(from)]
}

/** Refuses ids that no sequence has; null when each has one. */
export async function unknownSequence(db: Db, ids: string[] | null): Promise<Refused | null> {
  if (ids === null) return null
  if (ids.length === 0 || ids.length > mostSequences)
    return refuse(
      422,
      'bad-action',
      'Which sequences?',
      `Name the sequences to unenroll from, ${String(mostSequences)} at most, or choose all.`,
    )
  for (const id of ids) if (!(await sequenceById(db, id))) return notFound('sequence')
  return null
}

type Given = Partial<Pick<Automation, 'name' | 'condition' | 'on' | 'sequenceIds'>>

const blank = { name: '', condition: { match: 'all' as const, conditions: [] }, on: true }

async function change(
  context: Context,
  user: User,
  id: string | null,
  given: Given,
): Promise<Workflow | Refused> {
  const refused = noWorkflows(user)
  if (refused) return refused
  const result = await context.db.transaction(async (tx) => {
    const known = id === null ? null : await workflowOf(tx, id)
    if (known && isRefused(known)) return known
    const draft = { ...blank, sequenceIds: null, ...known, ...given }
    const fault =
      whyNotSave(draft, 'workflow') ??
      (await unknownSequence(tx, draft.sequenceIds)) ??
      (known ? null : await tooMany(tx))
    if (fault) return fault
    return showWorkflow(tx, await putDraft(tx, context, user, known, 'workflow', draft))
  })
  context.wake()
  return result
}

async function tooMany(tx: Db): Promise<Refused | null> {
  return (await countWorkflows(tx)) < mostWorkflows
    ? null
    : refuse(
        409,
        'too-many-workflows',
        'Too many workflows',
        `There are ${String(mostWorkflows)} workflows already. Remove one first.`,
      )
}

async function workflowOf(tx: Db, id: string): Promise<Automation | Refused> {
  const found = await automationById(tx, id)
  return found?.kind === 'workflow' ? found : notFound('workflow')
}

async function showWorkflow(db: Db, one: Automation): Promise<Workflow> {
  return {
    ...(await showAutomation(db, one)),
    action: { kind: 'unenroll', from: one.sequenceIds ?? 'all' },
  }
}
