/** Jobs: which is due, and which process does it. */

import sql from 'sql-template-tag'
import type { JobName } from '../../domain/mailboxes/job.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'

export interface JobLease {
  name: JobName
  owner: string
  /** How often it had been asked for when the lease was taken. */
  asks: number
  /** How often in a row it has failed. */
  attempts: number
}

/** Makes sure that every job has its row; one that has keeps its time. */
export async function addJobs(db: Db, names: readonly JobName[], dueAt: Instant): Promise<void> {
  for (const name of names)
    await db.all(sql`
      insert into jobs (name, due_at)
      values (${name}, ${dueAt})
      on conflict (name) do nothing`)
}

/** Takes the lease on a job that is due, or null. `now` is product time; `real` and the lease are real milliseconds. */
export async function leaseJob(
  db: Db,
  lease: { owner: string; now: Instant; real: number; untilReal: number },
): Promise<JobLease | null> {
  const row = await db.one<{ name: JobName; asks: number | string; attempts: number }>(sql`
    update jobs
    set lease_owner = ${lease.owner},
      lease_until_real = ${lease.untilReal}
    where name = (
      select name
      from jobs
      where due_at <= ${lease.now}
      and lease_until_real <= ${lease.real}
      and not_before_real <= ${lease.real}
      order by due_at
      limit 1
      ${db.skipLocked})
    returning name, asks, attempts`)
  return row
    ? { name: row.name, owner: lease.owner, asks: Number(row.asks), attempts: row.attempts }
    : null
}

/** Prolongs the lease; false when it was lost, and the work must stop. */
export async function renewJob(db: Db, lease: JobLease, untilReal: number): Promise<boolean> {
  const row = await db.one(sql`
    update jobs
    set lease_until_real = ${untilReal}
    where name = ${lease.name}
    and lease_owner = ${lease.owner}
    returning name`)
  return row !== undefined
}

/** Asks for a job at once. */
export async function requestJob(db: Db, name: JobName, now: Instant): Promise<void> {
  await db.all(sql`
    update jobs
    set asks = asks + 1,
      due_at = case when due_at > ${now} then ${now} else due_at end
    where name = ${name}`)
}

/** Ends the work. A job that was asked for meanwhile stays due. */
export async function endJob(
  db: Db,
  lease: JobLease,
  end: { now: Instant; dueAt: Instant; notBeforeReal: number; error: string | null },
): Promise<void> {
  await db.all(sql`
    update jobs
    set lease_owner = null,
      lease_until_real = 0,
      due_at = case when asks > ${lease.asks} then ${end.now} else ${end.dueAt} end,
      not_before_real = ${end.notBeforeReal},
      attempts = case when ${end.error === null ? 1 : 0} = 1 then 0 else attempts + 1 end,
      last_error = ${end.error}
    where name = ${lease.name}
    and lease_owner = ${lease.owner}`)
}

/** Gives back what a process of this name still held when it died. */
export async function releaseJobs(db: Db, processName: string): Promise<void> {
  await db.all(sql`
    update jobs
    set lease_owner = null,
      lease_until_real = 0
    where substr(lease_owner, 1, ${processName.length + 1}) = ${`${processName}#`}`)
}
