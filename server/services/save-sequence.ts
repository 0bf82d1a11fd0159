/** Saves a sequence, new or in a new edition that reaches new enrollments only. */

import type { Sequence as Shown, SequenceRequest } from '../../shared/sequence.ts'
import { defaultSettings, planSteps, type Sequence } from '../domain/sequence.ts'
import { limitsOf, type User } from '../domain/user.ts'
import type { Db } from '../store/db.ts'
import { figuresOf, putSequence, sequenceById, stepsOf } from '../store/sequences.ts'
import { addAudit } from '../store/timeline.ts'
import { userById } from '../store/users.ts'
import { newId, type Context } from './context.ts'
import { isRefused, notFound, refuse, type Refused } from './refusal.ts'

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
    const sequence = await editionFor(tx, user, id)
    if (isRefused(sequence)) return sequence
    const saved = {
      ...sequence,
      name,
      settings: { ...sequence.settings, ...request.settings },
      createdAt: sequence.createdAt || at,
      updatedAt: at,
    }
    await putSequence(tx, saved, plan.steps)
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

async function editionFor(tx: Db, user: User, id: string | null): Promise<Sequence | Refused> {
  if (id === null)
    return {
      id: newId(),
      name: '',
      ownerId: user.id,
      edition: 1,
      settings: defaultSettings,
      deletedAt: null,
      deletedBy: null,
      createdAt: '',
      updatedAt: '',
    }
  const known = await sequenceById(tx, id)
  if (!known) return notFound('sequence')
  if (known.ownerId !== user.id && user.role !== 'admin')
    return refuse(
      403,
      'not-yours',
      'Not yours to change',
      'Only its owner or an administrator edits a sequence.',
    )
  return { ...known, edition: known.edition + 1 }
}

export async function showSequence(db: Db, sequence: Sequence): Promise<Shown> {
  const owner = await userById(db, sequence.ownerId)
  return {
    id: sequence.id,
    name: sequence.name,
    owner: { id: sequence.ownerId, name: owner?.name ?? '' },
    steps: await stepsOf(db, sequence.id, sequence.edition),
    settings: sequence.settings,
    deletedAt: sequence.deletedAt,
    figures: await figuresOf(db, sequence.id),
    createdAt: sequence.createdAt,
    updatedAt: sequence.updatedAt,
  }
}
