/** Users who seem to be gone: in doubt, waiting for an administrator, or removed. */

import sql, { type Sql } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Departure } from '../../domain/directory/owner.ts'
import type { Db } from '../db/db.ts'

interface Row {
  user_id: string
  cause: Departure['cause']
  state: Departure['state']
  seen_at: string
  check_at: string | null
  confirmed_at: string | null
  decided_by: string | null
}

const columns = sql`user_id, cause, state, seen_at, check_at, confirmed_at, decided_by`

export async function departureOf(db: Db, userId: string): Promise<Departure | null> {
  return (await list(db, sql`where user_id = ${userId}`)).at(0) ?? null
}

/** Those whose second look is due, the longest due first. */
export function departuresToCheck(db: Db, now: Instant, limit: number): Promise<Departure[]> {
  return list(db, sql`where check_at <= ${now} order by check_at, user_id limit ${limit}`)
}

/** Those in doubt about whom nothing is left to be asked. */
export function departuresSeenTwice(db: Db): Promise<Departure[]> {
  return list(db, sql`where state = 'doubted' and check_at is null order by user_id`)
}

export async function nextCheckAt(db: Db): Promise<Instant | null> {
  const row = await db.one<{ at: string | null }>(sql`
    select min(check_at) as at
    from departures
    where check_at is not null`)
  return row?.at ?? null
}

/** All, those first seen first; `limit` at most. */
export function listDepartures(db: Db, after: string, limit: number): Promise<Departure[]> {
  return list(db, sql`where user_id > ${after} order by user_id limit ${limit}`)
}

/** Departures for want of a mailbox. */
export function departuresOfMailboxes(db: Db): Promise<Departure[]> {
  return list(db, sql`where cause = 'mailbox-gone' order by user_id`)
}

/** Adds it, or brings the one of the same user up to date. */
export async function putDeparture(db: Db, departure: Departure): Promise<void> {
  await db.all(sql`
    insert into departures (${columns})
    values (${departure.userId}, ${departure.cause}, ${departure.state}, ${departure.seenAt}, ${departure.checkAt},
      ${departure.confirmedAt}, ${departure.decidedBy})
    on conflict (user_id) do update set
      cause = excluded.cause,
      state = excluded.state,
      seen_at = excluded.seen_at,
      check_at = excluded.check_at,
      confirmed_at = excluded.confirmed_at,
      decided_by = excluded.decided_by`)
  db.publish({ kind: 'user', id: departure.userId })
}

export async function setCheckAt(db: Db, userId: string, at: Instant | null): Promise<void> {
  await db.all(sql`update departures set check_at = ${at} where user_id = ${userId}`)
}

export async function dropDeparture(db: Db, userId: string): Promise<void> {
  await db.all(sql`delete from departures where user_id = ${userId}`)
  db.publish({ kind: 'user', id: userId })
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
    from departures r
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

async function list(db: Db, rest: Sql): Promise<Departure[]> {
  const rows = await db.all<Row>(sql`select ${columns} from departures ${rest}`)
  return rows.map((row) => ({
    userId: row.user_id,
    cause: row.cause,
    state: row.state,
    seenAt: row.seen_at,
    checkAt: row.check_at,
    confirmedAt: row.confirmed_at,
    decidedBy: row.decided_by,
  }))
}
