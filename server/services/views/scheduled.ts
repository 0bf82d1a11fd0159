/** A page of what comes next in all sequences, tasks that wait for a person among it, as the asking user may see it and act on it. */

import type { ScheduledFilter, ScheduledPage } from '../../../shared/scheduled.ts'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentsByIds } from '../../store/enrollments/enrollments.ts'
import { readOnce } from '../../store/db/cached-reads.ts'
import { comingPlaces, pausedPlaces, type Place } from '../../store/enrollments/scheduled.ts'
import { openPlaces } from '../../store/outbound/tasks.ts'
import { showEnrollment } from './enrollment.ts'
import { refuse, type Refused } from '../problem.ts'

const pageSize = 100

/** `after` is the `next` of the page before; null: the first page. */
export async function listScheduled(
  db: Db,
  user: User,
  { rep }: ScheduledFilter,
  after: string | null,
): Promise<ScheduledPage | Refused> {
  const from = after === null ? null : readPlace(after)
  if (from === undefined)
    return refuse(
      422,
      'bad-cursor',
      'Unknown place in the list',
      'Send as “after” what the page before answered as “next”, or leave it out.',
    )
  const coming = await comingPlaces(db, rep ?? null, from, pageSize + 1)
  const open = await openPlaces(db, rep ?? null, from, pageSize + 1)
  const paused = await pausedPlaces(db, rep ?? null, from, pageSize + 1)
  const found = [...coming, ...paused, ...open].sort(inOrder).slice(0, pageSize + 1)
  const places = found.slice(0, pageSize)
  const ids = places.map(({ id }) => id)
  const byId = new Map((await enrollmentsByIds(db, ids)).map((one) => [one.id, one]))
  const rows = ids.flatMap((id) => byId.get(id) ?? [])
  const last = places.at(-1)
  // Nearly all rows share their sequence, steps, rep and mailbox.
  const readingOnce = readOnce(db)
  return {
    items: await Promise.all(rows.map((one) => showEnrollment(readingOnce, user, one))),
    next: found.length > pageSize && last ? `${last.dueAt}_${last.id}` : null,
  }
}

function inOrder(one: Place, other: Place): number {
  if (one.dueAt !== other.dueAt) return one.dueAt < other.dueAt ? -1 : 1
  return one.id < other.id ? -1 : 1
}

function readPlace(text: string): Place | undefined {
  const [, dueAt, id] = /^(.{24})_(.+)$/.exec(text) ?? []
  return dueAt !== undefined && id !== undefined ? { dueAt, id } : undefined
}
