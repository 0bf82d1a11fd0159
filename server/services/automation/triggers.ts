/** The triggers of a sequence: shown, saved, removed. */

import type { Trigger, TriggerChange, TriggerRequest } from '../../../shared/automation.ts'
import type { Automation } from '../../domain/automation/automation.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import { whyNotManage } from '../../domain/directory/owner.ts'
import type { User } from '../../domain/directory/user.ts'
import { automationById, triggersOf } from '../../store/automation/automations.ts'
import type { Db } from '../../store/db/db.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { userById } from '../../store/directory/users.ts'
import type { Context } from '../context.ts'
import { isRefused, notFound, refuse, type Refused } from '../problem.ts'
import { dropAutomation, putDraft, whyNotSave } from './save-automation.ts'
import { showAutomation } from './automation-view.ts'

const mostTriggers = 50

export async function listTriggers(db: Db, sequenceId: string): Promise<Trigger[] | Refused> {
  const sequence = await sequenceById(db, sequenceId)
  if (!sequence) return notFound('sequence')
  const triggers = await triggersOf(db, sequence.id)
  return Promise.all(triggers.map((one) => showTrigger(db, one, sequence)))
}

export async function addTrigger(
  context: Context,
  user: User,
  sequenceId: string,
  request: TriggerRequest,
): Promise<Trigger | Refused> {
  const draft = { on: true, ...request, sequenceIds: [sequenceId] }
  return inOneGo(context, async (tx) => {
    const sequence = await automatable(tx, user, sequenceId)
    if (isRefused(sequence)) return sequence
    if (sequence.deletedAt !== null)
      return refuse(
        409,
        'sequence-deleted',
        'The sequence is deleted',
        `“${sequence.name}” is deleted. Restore it first, then add triggers.`,
      )
    if ((await triggersOf(tx, sequenceId)).length >= mostTriggers)
      return refuse(
        409,
        'too-many-triggers',
        'Too many triggers',
        `A sequence has ${String(mostTriggers)} triggers at most. Remove one first, or put several conditions into one.`,
      )
    const refused = whyNotSave(draft, 'trigger')
    if (refused) return refused
    return showTrigger(tx, await putDraft(tx, context, user, null, 'trigger', draft), sequence)
  })
}

/** What the change leaves out stays. */
export async function changeTrigger(
  context: Context,
  user: User,
  id: string,
  change: TriggerChange,
): Promise<Trigger | Refused> {
  return inOneGo(context, async (tx) => {
    const found = await triggerOf(tx, user, id)
    if (isRefused(found)) return found
    const { trigger, sequence } = found
    const draft = { ...trigger, ...change }
    const refused = whyNotSave(draft, 'trigger')
    if (refused) return refused
    return showTrigger(tx, await putDraft(tx, context, user, trigger, 'trigger', draft), sequence)
  })
}

/** Answers the trigger as it was. */
export async function removeTrigger(
  context: Context,
  user: User,
  id: string,
): Promise<Trigger | Refused> {
  return inOneGo(context, async (tx) => {
    const found = await triggerOf(tx, user, id)
    if (isRefused(found)) return found
    const { trigger, sequence } = found
    await dropAutomation(tx, context, user, trigger)
    return showTrigger(tx, { ...trigger, on: false }, sequence)
  })
}

/** The sequence, if this user may set its triggers. */
export async function automatable(
  db: Db,
  user: User,
  sequenceId: string,
): Promise<Sequence | Refused> {
  const sequence = await sequenceById(db, sequenceId)
  if (!sequence) return notFound('sequence')
  const owner = await userById(db, sequence.ownerId)
  if (!owner) throw new Error(`Sequence ${sequenceId} lacks its owner.`)
  const because = whyNotManage(user, owner, 'its automation')
  return because === null ? sequence : refuse(403, 'not-yours', 'Not yours to change', because)
}

async function triggerOf(
  tx: Db,
  user: User,
  id: string,
): Promise<{ trigger: Automation; sequence: Sequence } | Refused> {
  const trigger = await automationById(tx, id)
  const sequenceId = trigger?.sequenceIds?.[0]
  if (trigger?.kind !== 'trigger' || sequenceId === undefined) return notFound('trigger')
  const sequence = await automatable(tx, user, sequenceId)
  return isRefused(sequence) ? sequence : { trigger, sequence }
}

async function showTrigger(db: Db, one: Automation, { id, name }: Sequence): Promise<Trigger> {
  return { ...(await showAutomation(db, one)), sequence: { id, name } }
}

async function inOneGo<Result>(
  context: Context,
  work: (tx: Db) => Promise<Result>,
): Promise<Result> {
  const result = await context.db.transaction(work)
  context.wake()
  return result
}
