/** Requests that bear a key of their client's making, so that one asked twice is done once. */

import sql, { type Sql } from 'sql-template-tag'
import type { Db } from '../db/db.ts'

/** A request that this process works. */
export interface Claim {
  userId: string
  /** With the query, if any; only POST is kept. */
  path: string
  key: string
  /** Digest of the body. */
  fingerprint: string
  /** The process and a mark of this one try. */
  owner: string
}

/** What is known of a key that somebody used before. */
export interface KeptRequest {
  fingerprint: string
  /** Until when it counts as being worked, real milliseconds. */
  untilReal: number
  /** Whether something was changed under this key. */
  changed: boolean
  /** Null: not answered. */
  status: number | null
  /** JSON; null: not answered, or too long to be kept. */
  answer: string | null
}

interface Row {
  owner: string
  fingerprint: string
  until_real: number | string
  changed: number
  status: number | null
  answer: string | null
}

/**
 * Takes the key, unless it was used since `keptSince`: then what is known of that use. One that died without changing anything
 * gives way to the same request. Times are real milliseconds.
 */
export async function claimRequest(
  db: Db,
  claim: Claim,
  { real, untilReal, keptSince }: { real: number; untilReal: number; keptSince: number },
): Promise<KeptRequest | null> {
  return db.transaction(async (tx) => {
    const taken = await tx.one(sql`
      insert into request_keys (user_id, path, key, fingerprint, owner, began_real, until_real)
      values (${claim.userId}, ${claim.path}, ${claim.key}, ${claim.fingerprint}, ${claim.owner}, ${real}, ${untilReal})
      on conflict (user_id, path, key) do update set
        fingerprint = excluded.fingerprint,
        owner = excluded.owner,
        began_real = excluded.began_real,
        until_real = excluded.until_real,
        changed = 0,
        status = null,
        answer = null
      where request_keys.began_real < ${keptSince}
      or (request_keys.status is null
        and request_keys.changed = 0
        and request_keys.until_real <= ${real}
        and request_keys.fingerprint = excluded.fingerprint)
      returning owner`)
    if (taken) return null
    const row = await tx.one<Row>(sql`
      select owner, fingerprint, until_real, changed, status, answer
      from request_keys
      where user_id = ${claim.userId}
      and path = ${claim.path}
      and key = ${claim.key}`)
    if (!row) throw new Error('A key was neither taken nor found.')
    const { fingerprint, status, answer } = row
    return {
      fingerprint,
      untilReal: Number(row.until_real),
      changed: row.changed === 1,
      status,
      answer,
    }
  })
}

/** Notes, in the transaction that changes something, that this request did. False: another try has taken the key over. */
export async function markChanged(tx: Db, claim: Claim): Promise<boolean> {
  const row = await tx.one(sql`
    update request_keys
    set changed = 1
    where ${is(claim)}
    returning owner`)
  return row !== undefined
}

/** Keeps the answer; null: it is too long to be kept. */
export async function keepAnswer(
  db: Db,
  claim: Claim,
  { status, answer }: { status: number; answer: string | null },
): Promise<void> {
  await db.all(sql`
    update request_keys
    set status = ${status},
      answer = ${answer}
    where ${is(claim)}`)
}

/** The key is free again: nothing was done that must not be done twice. */
export async function freeKey(db: Db, claim: Claim): Promise<void> {
  await db.all(sql`delete from request_keys where ${is(claim)}`)
}

/** Nobody works the request any more, and whatever it changed stays changed. */
export async function giveUp(db: Db, claim: Claim): Promise<void> {
  await db.all(sql`update request_keys set until_real = 0 where ${is(claim)}`)
}

/** Gives back what a process of this name still worked when it died. */
export async function releaseClaims(db: Db, processName: string): Promise<void> {
  await db.all(sql`
    update request_keys
    set until_real = 0
    where status is null
    and substr(owner, 1, ${processName.length + 1}) = ${`${processName}#`}`)
}

/** Forgets those that began before `real`. */
export async function forgetRequests(db: Db, real: number): Promise<void> {
  await db.all(sql`delete from request_keys where began_real < ${real}`)
}

function is({ userId, path, key, owner }: Claim): Sql {
  return sql`user_id = ${userId} and path = ${path} and key = ${key} and owner = ${owner}`
}
