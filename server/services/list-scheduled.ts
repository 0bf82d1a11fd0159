/** A page of what comes next in all sequences, as the asking user may see it and act on it. */

import type { ScheduledFilter, ScheduledPage } from '../../shared/scheduled.ts'
import type { User } from '../domain/user.ts'
import type { Db } from '../store/db.ts'
import { enrollmentsByIds } from '../store/enrollments.ts'
import { comingPlaces, type Place } from '../store/scheduled.ts'
import { showEnrollment } from './contact-card.ts'
import { refuse, type Refused } from './refusal.ts'

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
  const found = await comingPlaces(db, rep ?? null, from, pageSize + 1)
  const places = found.slice(0, pageSize)
  const ids = places.map(({ id }) => id)
  const byId = new Map((await enrollmentsByIds(db, ids)).map((one) => [one.id, one]))
  const rows = ids.flatMap((id) => byId.get(id) ?? [])
  const last = places.at(-1)
  return {
    items: await Promise.all(rows.map((one) => showEnrollment(db, user, one))),
    next: found.length > pageSize && last ? `${last.dueAt}_${last.id}` : null,
  }
}

function readPlace(text: string): Place | undefined {
  const [, dueAt, id] = /^(.{24})_(.+)$/.exec(text) ?? []
  return dueAt !== undefined && id !== undefined ? { dueAt, id } : undefined
}
