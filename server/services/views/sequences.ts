/** Sequences as routes answer them, a page with all its performance figures at once. */

import type { SequenceResource as Shown } from '../../../shared/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import { editTag } from '../../domain/sequences/edit-tag.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { performanceOf } from '../../store/sequences/stats.ts'
import { countLeftToRollOut, rolloutsIn, type Rollout } from '../../store/enrollments/rollouts.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { userById } from '../../store/directory/users.ts'

export async function showSequences(db: Db, sequences: Sequence[]): Promise<Shown[]> {
  const performance = await performanceOf(
    db,
    sequences.map((one) => one.id),
  )
  const rollouts = await rolloutsIn(
    db,
    sequences.map((one) => one.id),
  )
  return Promise.all(
    sequences.map(async (one) => {
      const owner = await userById(db, one.ownerId)
      const counted = performance.get(one.id)
      if (!counted) throw new Error(`No performance figures for sequence ${one.id}.`)
      return {
        id: one.id,
        name: one.name,
        owner: { id: one.ownerId, name: owner?.name ?? '' },
        steps: await stepsOf(db, one.id, one.version),
        settings: one.settings,
        archivedAt: one.archivedAt,
        deletedAt: one.deletedAt,
        performance: counted,
        rollout: await shownRollout(db, rollouts.get(one.id)),
        createdAt: one.createdAt,
        updatedAt: one.updatedAt,
        updatedBy: await named(db, one.updatedBy, owner),
        etag: editTag(one),
      }
    }),
  )
}

async function named(db: Db, id: string | null, owner: User | null): Promise<Shown['updatedBy']> {
  if (id === null) return null
  const user = id === owner?.id ? owner : await userById(db, id)
  return { id, name: user?.name ?? '' }
}

async function shownRollout(db: Db, rollout: Rollout | undefined): Promise<Shown['rollout']> {
  return rollout ? { moved: rollout.moved, left: await countLeftToRollOut(db, rollout) } : null
}

export async function showSequence(db: Db, sequence: Sequence): Promise<Shown> {
  const [shown] = await showSequences(db, [sequence])
  if (!shown) throw new Error(`Sequence ${sequence.id} could not be shown.`)
  return shown
}
