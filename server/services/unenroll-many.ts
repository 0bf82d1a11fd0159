/** Ends many enrollments of one sequence by hand, and takes such ends back: some at a time, so that letters go on being worked. */

import type {
  LeftOut,
  ManyUndone,
  ManyUnenrolled,
  WhichEnrollments,
} from '../../shared/enrollment-list.ts'
import type { User } from '../domain/user.ts'
import type { Db } from '../store/db.ts'
import { matchingIds } from '../store/enrollment-list.ts'
import { enrollmentById } from '../store/enrollments.ts'
import { sequenceById } from '../store/sequences.ts'
import { changeable } from './changeable.ts'
import type { Context } from './context.ts'
import { isRefused, notFound, type Refused } from './refusal.ts'
import { undoUnenrollment } from './unenroll-by-hand.ts'
import { unenroll } from './unenroll.ts'

/** So many a request: an answer comes within a moment, and the screen can show how far it is. */
const perRequest = 500
/** So many a transaction: everybody else waits no longer than these take. */
const perTransaction = 50

/** Every end goes through the one door; what this user may not end stays, with the sentence why. */
export async function unenrollMany(
  context: Context,
  user: User,
  sequenceId: string,
  which: WhichEnrollments,
): Promise<ManyUnenrolled | Refused> {
  const { db } = context
  if (!(await sequenceById(db, sequenceId))) return notFound('sequence')
  const wanted = 'ids' in which ? which.ids : await nextOf(db, sequenceId, which)
  const ended: string[] = []
  const leftOut = new Map<string, number>()
  for (const some of inChunks(wanted.slice(0, perRequest)))
    await db.transaction(async (tx) => {
      for (const id of some) {
        const why = await endOne(tx, context, user, sequenceId, id)
        if (why === 'ended') ended.push(id)
        else if (why !== 'before') leftOut.set(why, (leftOut.get(why) ?? 0) + 1)
      }
    })
  context.wake()
  const more = 'all' in which && wanted.length > perRequest
  return {
    ids: ended,
    leftOut: told(leftOut),
    next: more ? (wanted[perRequest - 1] ?? null) : null,
  }
}

/** One more than a request works, to know whether any are left. */
function nextOf(
  db: Db,
  sequenceId: string,
  { all, after }: Extract<WhichEnrollments, { all: unknown }>,
): Promise<string[]> {
  return matchingIds(db, sequenceId, { ...all, open: true }, after ?? null, perRequest + 1)
}

/** `before`: it had ended already. Anything else is the sentence of a refusal. */
async function endOne(
  tx: Db,
  context: Context,
  user: User,
  sequenceId: string,
  id: string,
): Promise<string> {
  const enrollment = await changeable(tx, user, id)
  if (isRefused(enrollment)) return enrollment.refused.detail
  if (enrollment.sequenceId !== sequenceId) return notFound('enrollment').refused.detail
  const ended = await unenroll(tx, context, id, { reason: 'manual', by: user, evidence: null })
  return ended ? 'ended' : 'before'
}

/** Takes back the ends of those named; one that cannot be taken back stays ended, with the sentence why. */
export async function undoMany(
  context: Context,
  user: User,
  sequenceId: string,
  ids: string[],
): Promise<ManyUndone> {
  let undone = 0
  const leftOut = new Map<string, number>()
  for (const id of ids) {
    const known = await enrollmentById(context.db, id)
    const result =
      known?.sequenceId === sequenceId
        ? await undoUnenrollment(context, user, id)
        : notFound('enrollment')
    if (isRefused(result))
      leftOut.set(result.refused.detail, (leftOut.get(result.refused.detail) ?? 0) + 1)
    else undone += 1
  }
  return { undone, leftOut: told(leftOut) }
}

function told(leftOut: Map<string, number>): LeftOut[] {
  return [...leftOut].map(([sentence, count]) => ({ sentence, count }))
}

function inChunks(ids: string[]): string[][] {
  const count = Math.ceil(ids.length / perTransaction)
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * perTransaction, (index + 1) * perTransaction),
  )
}
