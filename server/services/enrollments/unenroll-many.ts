/** Ends many enrollments of one sequence by hand, and takes such ends back: some at a time, so that emails go on being worked. */

import type {
  LeftOut,
  ManyUndone,
  ManyUnenrolled,
  WhichEnrollments,
} from '../../../shared/enrollment-list.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { matchingIds } from '../../store/enrollments/list.ts'
import { enrollmentsByIds } from '../../store/enrollments/enrollments.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { whyNotChangeOf } from '../policies/change-enrollment.ts'
import type { Context } from '../context.ts'
import { unique } from '../batches.ts'
import { notFound, type Refused } from '../problem.ts'
import { undoUnenrollment } from './undo-unenrollment.ts'
import { unenroll } from '../unenroll.ts'

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
  const end = { reason: 'manual', by: user, evidence: null } as const
  const ended: string[] = []
  const leftOut = new Map<string, number>()
  await inTransactions(context, wanted.slice(0, perRequest), async (tx, some) => {
    for (const one of await changeableOf(tx, user, sequenceId, some))
      if (typeof one === 'string') count(leftOut, one)
      else if (await unenroll(tx, context, one.id, end)) ended.push(one.id)
  })
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
  { all, cursor }: Extract<WhichEnrollments, { all: unknown }>,
): Promise<string[]> {
  return matchingIds(db, sequenceId, { ...all, open: true }, cursor ?? null, perRequest + 1)
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
  await inTransactions(context, ids, async (tx, some) => {
    for (const one of await changeableOf(tx, user, sequenceId, some)) {
      const resumed = typeof one === 'string' ? one : await undoUnenrollment(tx, context, user, one)
      if (typeof resumed === 'string') count(leftOut, resumed)
      else undone += 1
    }
  })
  return { undone, leftOut: told(leftOut) }
}

/** The loop is woken once, at the end: syncs in between would only find that more is to come. */
async function inTransactions(
  context: Context,
  ids: string[],
  work: (tx: Db, some: string[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < ids.length; from += perTransaction)
    await context.db.transaction((tx) => work(tx, ids.slice(from, from + perTransaction)))
  context.wake()
}

/** In the order of the ids: the enrollment, or the sentence why this user may not change it. Each rep is asked about once. */
async function changeableOf(
  tx: Db,
  user: User,
  sequenceId: string,
  ids: string[],
): Promise<(Enrollment | string)[]> {
  const found = new Map((await enrollmentsByIds(tx, ids)).map((one) => [one.id, one]))
  const because = new Map<string, string | null>()
  for (const { enrolledBy } of found.values())
    if (!because.has(enrolledBy))
      because.set(enrolledBy, await whyNotChangeOf(tx, user, enrolledBy))
  return unique(ids).map((id) => {
    const one = found.get(id)
    if (one?.sequenceId !== sequenceId) return notFound('enrollment').refused.detail
    return because.get(one.enrolledBy) ?? one
  })
}

function count(leftOut: Map<string, number>, sentence: string): void {
  leftOut.set(sentence, (leftOut.get(sentence) ?? 0) + 1)
}

function told(leftOut: Map<string, number>): LeftOut[] {
  return [...leftOut].map(([sentence, count]) => ({ sentence, count }))
}
