/** Keeps a trigger or workflow, and has everybody enrolled looked at whom it may concern now. */

import type { ConditionGroup } from '../../../shared/condition.ts'
import type { Automation } from '../../domain/automation/automation.ts'
import { whyNotCondition } from '../../domain/automation/condition/check.ts'
import { capital } from '../../domain/time/capital.ts'
import type { User } from '../../domain/directory/user.ts'
import { liftMarksOf } from '../../store/automation/exemptions.ts'
import { addRound, dropRounds } from '../../store/automation/evaluation-runs.ts'
import { putAutomation, removeAutomation } from '../../store/automation/automations.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import type { Db } from '../../store/db/db.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { refuse, type Refused } from '../problem.ts'

/** What a person may write of an automation, whichever kind it is. */
export interface Draft {
  name: string
  condition: ConditionGroup
  on: boolean
  sequenceIds: string[] | null
}

const longestName = 100

export function whyNotSave(draft: Draft, kind: Automation['kind']): Refused | null {
  const name = automationName(draft.name)
  if (name === '')
    return refuse(422, 'no-name', 'No name', `Give the ${kind} a name, so that people know it.`)
  if (name.length > longestName)
    return refuse(
      422,
      'no-name',
      'The name is too long',
      `Give the ${kind} a name of ${String(longestName)} characters at most.`,
    )
  return badCondition(draft.condition)
}

/** Refuses a condition that cannot be asked. */
export function badCondition(condition: ConditionGroup): Refused | null {
  const fault = whyNotCondition(condition)
  return fault === null
    ? null
    : refuse(422, 'bad-condition', 'A condition needs attention', capital(fault))
}

/**
 * Writes the draft over what is known, or makes a new one, inside the caller's transaction. Another condition, other
 * sequences or switching it on begin anew: who is enrolled is looked at, and what changed before does not count.
 */
export async function putDraft(
  tx: Db,
  context: Context,
  user: User,
  known: Automation | null,
  kind: Automation['kind'],
  draft: Draft,
): Promise<Automation> {
  const at = context.clock.now()
  const condition = JSON.stringify(draft.condition) !== JSON.stringify(known?.condition)
  const scope = JSON.stringify(draft.sequenceIds) !== JSON.stringify(known?.sequenceIds)
  const begins = draft.on && (condition || scope || !known?.on)
  const saved: Automation = {
    id: known?.id ?? newId(),
    kind,
    name: automationName(draft.name),
    sequenceIds: draft.sequenceIds,
    condition: draft.condition,
    on: draft.on,
    savedBy: user.id,
    since: begins || !known ? newId() : known.since,
    createdAt: known?.createdAt ?? at,
    savedAt: at,
  }
  await putAutomation(tx, saved, newId())
  if (condition) await liftMarksOf(tx, saved.id)
  if (begins || !saved.on) await dropRounds(tx, saved.id)
  if (begins) await beginRounds(tx, context, saved)
  await audit(tx, context, user, `save-${kind}`, saved.id)
  return saved
}

/** Inside the caller's transaction. What it ended stays ended. */
export async function dropAutomation(
  tx: Db,
  context: Context,
  user: User,
  { id, kind }: Automation,
): Promise<void> {
  await removeAutomation(tx, id, context.clock.now(), newId())
  await liftMarksOf(tx, id)
  await dropRounds(tx, id)
  await audit(tx, context, user, `remove-${kind}`, id)
}

async function beginRounds(tx: Db, context: Context, { id, sequenceIds }: Automation) {
  for (const sequenceId of sequenceIds ?? [null])
    await addRound(tx, { id: newId(), kind: 'automation', automationId: id, sequenceId })
  await requestJob(tx, 'automation', context.clock.now())
}

function automationName(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function audit(tx: Db, { clock }: Context, user: User, action: string, subjectId: string) {
  return addAudit(tx, { id: newId(), at: clock.now(), userId: user.id, action, subjectId })
}
