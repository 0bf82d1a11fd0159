/** Sequences as routes answer them, a page with all its figures at once. */

import type { Sequence as Shown } from '../../../shared/sequence.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { figuresOf } from '../../store/sequences/stats.ts'
import {
  countStillToReach,
  reachesIn,
  type ReachUnderWay,
} from '../../store/enrollments/rollouts.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { userById } from '../../store/directory/users.ts'

export async function showSequences(db: Db, sequences: Sequence[]): Promise<Shown[]> {
  const figures = await figuresOf(
    db,
    sequences.map((one) => one.id),
  )
  const reaches = await reachesIn(
    db,
    sequences.map((one) => one.id),
  )
  return Promise.all(
    sequences.map(async (one) => {
      const owner = await userById(db, one.ownerId)
      const counted = figures.get(one.id)
      if (!counted) throw new Error(`No figures for sequence ${one.id}.`)
      return {
        id: one.id,
        name: one.name,
        owner: { id: one.ownerId, name: owner?.name ?? '' },
        steps: await stepsOf(db, one.id, one.edition),
        settings: one.settings,
        archivedAt: one.archivedAt,
        deletedAt: one.deletedAt,
        figures: counted,
        reaching: await shownReach(db, reaches.get(one.id)),
        createdAt: one.createdAt,
        updatedAt: one.updatedAt,
      }
    }),
  )
}

async function shownReach(db: Db, reach: ReachUnderWay | undefined): Promise<Shown['reaching']> {
  return reach ? { moved: reach.moved, left: await countStillToReach(db, reach) } : null
}

export async function showSequence(db: Db, sequence: Sequence): Promise<Shown> {
  const [shown] = await showSequences(db, [sequence])
  if (!shown) throw new Error(`Sequence ${sequence.id} could not be shown.`)
  return shown
}
