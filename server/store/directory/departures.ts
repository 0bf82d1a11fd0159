/** Users who seem to be gone: in doubt, waiting for an administrator, or removed. */

import sql, { type Sql } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Removal } from '../../domain/directory/owner.ts'
import type { Db } from '../db/db.ts'

interface Row {
  user_id: string
  cause: Removal['cause']
  state: Removal['state']
  seen_at: string
  look_at: string | null
  confirmed_at: string | null
  decided_by: string | null
}

const columns = sql`user_id, cause, state, seen_at, look_at, confirmed_at, decided_by`

export async function removalOf(db: Db, userId: string): Promise<Removal | null> {
  return (await list(db, sql`where user_id = ${userId}`)).at(0) ?? null
}

/** Those whose second look is due, the longest due first. */
export function removalsToLookAt(db: Db, now: Instant, limit: number): Promise<Removal[]> {
  return list(db, sql`where look_at <= ${now} order by look_at, user_id limit ${limit}`)
}

/** Those in doubt about whom nothing is left to be asked. */
export function removalsSeenTwice(db: Db): Promise<Removal[]> {
  return list(db, sql`where state = 'doubted' and look_at is null order by user_id`)
}

export async function nextLookAt(db: Db): Promise<Instant | null> {
  const row = await db.one<{ at: string | null }>(sql`
    select min(look_at) as at
    from removals
    where look_at is not null`)
  return row?.at ?? null
}

/** All, those first seen first; `limit` at most. */
export function listRemovals(db: Db, after: string, limit: number): Promise<Removal[]> {
  return list(db, sql`where user_id > ${after} order by user_id limit ${limit}`)
}

/** Removals for want of a mailbox. */
export function removalsOfMailboxes(db: Db): Promise<Removal[]> {
  return list(db, sql`where cause = 'mailbox-gone' order by user_id`)
}

/** Adds it, or brings the one of the same user up to date. */
export async function putRemoval(db: Db, removal: Removal): Promise<void> {
  await db.all(sql`
    insert into removals (${columns})
    values (${removal.userId}, ${removal.cause}, ${removal.state}, ${removal.seenAt}, ${removal.lookAt},
      ${removal.confirmedAt}, ${removal.decidedBy})
    on conflict (user_id) do update set
      cause = excluded.cause,
      state = excluded.state,
      seen_at = excluded.seen_at,
      look_at = excluded.look_at,
      confirmed_at = excluded.confirmed_at,
      decided_by = excluded.decided_by`)
  db.tell({ kind: 'user', id: removal.userId })
}

export async function setLookAt(db: Db, userId: string, at: Instant | null): Promise<void> {
  await db.all(sql`update removals set look_at = ${at} where user_id = ${userId}`)
}

export async function dropRemoval(db: Db, userId: string): Promise<void> {
  await db.all(sql`delete from removals where user_id = ${userId}`)
  db.tell({ kind: 'user', id: userId })
}

/**
 * How many users are missing at once, how many of them own sequences, and how many owners there are: those in doubt, those
 * an administrator is asked about, and those confirmed at `since` or later. A seat taken away is nobody's accident and
 * does not count.
 */
export async function goneTogether(
  db: Db,
  since: Instant,
): Promise<{ users: number; owners: number; ofOwners: number }> {
  const gone = await db.one<{ users: number | string; owners: number | string | null }>(sql`
    select count(*) as users,
      sum(case when exists (
        select 1 from sequences s where s.owner_id = r.user_id and s.deleted_at is null) then 1 else 0 end) as owners
    from removals r
    where r.cause <> 'no-seat'
    and (r.state in ('doubted', 'asked') or (r.state = 'removed' and r.confirmed_at >= ${since}))`)
  const all = await db.one<{ n: number | string }>(sql`
    select count(distinct owner_id) as n
    from sequences
    where deleted_at is null`)
  return {
    users: Number(gone?.users ?? 0),
    owners: Number(gone?.owners ?? 0),
    ofOwners: Number(all?.n ?? 0),
  }
}

async function list(db: Db, rest: Sql): Promise<Removal[]> {
  const rows = await db.all<Row>(sql`select ${columns} from removals ${rest}`)
  return rows.map((row) => ({
    userId: row.user_id,
    cause: row.cause,
    state: row.state,
    seenAt: row.seen_at,
    lookAt: row.look_at,
    confirmedAt: row.confirmed_at,
    decidedBy: row.decided_by,
  }))
}
