/** Saves a sequence, new or in a new edition that reaches new enrollments only. */

import type { SequenceRequest } from '../../shared/sequence.ts'
import { defaultSettings, planSteps, type Sequence, type Step } from '../domain/sequence.ts'
import { limitsOf, type User } from '../domain/user.ts'
import type { Db } from '../store/db.ts'
import { putSequence, stepsOf } from '../store/sequences.ts'
import { addAudit } from '../store/timeline.ts'
import { newId, type Context } from './context.ts'
import { manageable } from './manageable.ts'
import { isRefused, refuse, type Refused } from './refusal.ts'

/** `id` null makes a new sequence. */
export async function saveSequence(
  context: Context,
  user: User,
  id: string | null,
  request: SequenceRequest,
): Promise<Sequence | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const name = request.name.replace(/\s+/g, ' ').trim()
  if (!name) return refuse(422, 'no-name', 'No name', 'Give the sequence a name.')
  const plan = planSteps(request.steps)
  if ('refused' in plan) return refuse(422, 'bad-step', 'A step needs attention', plan.refused)
  return context.db.transaction(async (tx) => {
    const at = context.clock.now()
    const sequence = await editionFor(tx, user, id, plan.steps)
    if (isRefused(sequence)) return sequence
    const saved = {
      ...sequence,
      name,
      settings: { ...sequence.settings, ...request.settings },
      createdAt: sequence.createdAt || at,
      updatedAt: at,
    }
    const isNewEdition = (await stepsOf(tx, saved.id, saved.edition)).length === 0
    await putSequence(tx, saved, isNewEdition ? plan.steps : [])
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: 'save-sequence',
      subjectId: saved.id,
    })
    return saved
  })
}

/** A new edition only when the steps differ: another name or setting is no reason to keep the same letters twice. */
async function editionFor(
  tx: Db,
  user: User,
  id: string | null,
  steps: Step[],
): Promise<Sequence | Refused> {
  if (id === null) return newSequence(user)
  const known = await manageable(tx, user, id)
  if (isRefused(known)) return known
  if (known.deletedAt)
    return refuse(
      409,
      'sequence-deleted',
      'The sequence was deleted',
      `“${known.name}” is deleted. Restore it before you change it.`,
    )
  const before = await stepsOf(tx, id, known.edition)
  return areSame(before, steps) ? known : { ...known, edition: known.edition + 1 }
}

function areSame(before: Step[], after: Step[]): boolean {
  const words = (steps: Step[]) =>
    JSON.stringify(
      steps.map((one) => [one.number, one.kind, one.delay, one.subject, one.body, one.thread]),
    )
  return words(before) === words(after)
}

function newSequence(owner: User): Sequence {
  return {
    id: newId(),
    name: '',
    ownerId: owner.id,
    edition: 1,
    settings: defaultSettings,
    deletedAt: null,
    deletedBy: null,
    halt: null,
    createdAt: '',
    updatedAt: '',
  }
}
