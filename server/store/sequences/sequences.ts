/** Sequences, their settings and what has become of them. */

import sql, { type Sql } from 'sql-template-tag'
import type { SequenceSettings } from '../../../shared/sequence.ts'
import { defaultSettings, type Sequence, type Step } from '../../domain/sequences/sequence.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'
import { putSteps } from './steps.ts'

interface Row {
  id: string
  name: string
  owner_id: string
  version: number
  settings: string
  archived_at: string | null
  deleted_at: string | null
  deleted_by: string | null
  halt: Sequence['halt']
  created_at: string
  updated_at: string
  updated_by: string | null
}

const columns = sql`id, name, owner_id, version, settings, archived_at, deleted_at, deleted_by, halt, created_at,
  updated_at, updated_by`

export async function sequenceById(db: Db, id: string): Promise<Sequence | null> {
  const row = await db.one<Row>(sql`select ${columns} from sequences where id = ${id}`)
  return row ? toSequence(row) : null
}

/** Which sequences a list is of: a deleted one is among the deleted, archived or not. */
export type SequencesShown = 'in-use' | 'archived' | 'deleted'

/** In the order they were made, starting after the id `after`; `limit` at most. */
export function listSequences(
  db: Db,
  after: string,
  limit: number,
  shown: SequencesShown,
): Promise<Sequence[]> {
  const which = {
    'in-use': sql`deleted_at is null and archived_at is null`,
    archived: sql`deleted_at is null and archived_at is not null`,
    deleted: sql`deleted_at is not null`,
  }[shown]
  return list(db, sql`where id > ${after} and ${which} order by id limit ${limit}`)
}

export function sequencesOf(db: Db, ownerId: string): Promise<Sequence[]> {
  return list(db, sql`where owner_id = ${ownerId} order by id`)
}

/** Those whose owner is gone, and those in which that has not been worked off. */
export function haltedSequences(db: Db, after: string, limit: number): Promise<Sequence[]> {
  return list(db, sql`where halt is not null and id > ${after} order by id limit ${limit}`)
}

/** Deleted ones in which enrollments still run. */
export function unfinishedDeletions(db: Db, limit: number): Promise<Sequence[]> {
  return list(
    db,
    sql`
    where deleted_at is not null
    and exists (
      select 1 from enrollments e where e.sequence_id = sequences.id and e.state in ('active', 'paused'))
    order by id
    limit ${limit}`,
  )
}

/** Adds the sequence, or its next version when the id is known, with the steps of that version. */
export async function putSequence(db: Db, sequence: Sequence, steps: Step[]): Promise<void> {
  await db.all(sql`
    insert into sequences (${columns}, same_company)
    values (${sequence.id}, ${sequence.name}, ${sequence.ownerId}, ${sequence.version},
      ${JSON.stringify(sequence.settings)}, ${sequence.archivedAt}, ${sequence.deletedAt}, ${sequence.deletedBy},
      ${sequence.halt},
      ${sequence.createdAt}, ${sequence.updatedAt}, ${sequence.updatedBy}, ${sequence.settings.unenrollSameCompany ? 1 : 0})
    on conflict (id) do update set
      name = excluded.name,
      version = excluded.version,
      settings = excluded.settings,
      same_company = excluded.same_company,
      updated_at = excluded.updated_at,
      updated_by = excluded.updated_by`)
  await putSteps(db, sequence.id, sequence.version, steps)
  db.publish({ kind: 'sequence', id: sequence.id })
}

export async function setHalt(db: Db, id: string, halt: Sequence['halt']): Promise<void> {
  await db.all(sql`update sequences set halt = ${halt} where id = ${id}`)
  db.publish({ kind: 'sequence', id })
}

export async function setOwner(db: Db, id: string, ownerId: string): Promise<void> {
  await db.all(sql`update sequences set owner_id = ${ownerId} where id = ${id}`)
  db.publish({ kind: 'sequence', id })
}

/** Marks it deleted, or not deleted any more; null when it already was. */
export async function markDeleted(
  db: Db,
  id: string,
  deleted: { at: Instant; by: string } | null,
): Promise<Sequence | null> {
  const row = await db.one<Row>(sql`
    update sequences
    set deleted_at = ${deleted?.at ?? null},
      deleted_by = ${deleted?.by ?? null}
    where id = ${id}
    and ${deleted === null ? sql`deleted_at is not null` : sql`deleted_at is null`}
    returning ${columns}`)
  if (row) db.publish({ kind: 'sequence', id })
  return row ? toSequence(row) : null
}

/** Archives it at this moment, or null: takes it out again. Null when it was so already. */
export async function markArchived(
  db: Db,
  id: string,
  at: Instant | null,
): Promise<Sequence | null> {
  const row = await db.one<Row>(sql`
    update sequences
    set archived_at = ${at}
    where id = ${id}
    and ${at === null ? sql`archived_at is not null` : sql`archived_at is null`}
    returning ${columns}`)
  if (row) db.publish({ kind: 'sequence', id })
  return row ? toSequence(row) : null
}

/** Whose coming steps are to be planned anew, and after which enrollment's id that goes on. */
export function nextToPlan(db: Db): Promise<{ id: string; after: string } | undefined> {
  return db.one<{ id: string; after: string }>(sql`
    select id, plan_after as after
    from sequences
    where plan_after is not null
    order by id
    limit 1`)
}

/** Empty: from the first enrollment; null: all are planned. */
export async function setPlanAfter(db: Db, id: string, after: string | null): Promise<void> {
  await db.all(sql`update sequences set plan_after = ${after} where id = ${id}`)
}

async function list(db: Db, rest: Sql): Promise<Sequence[]> {
  const rows = await db.all<Row>(sql`select ${columns} from sequences ${rest}`)
  return rows.map(toSequence)
}

function toSequence(row: Row): Sequence {
  return {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    version: row.version,
    settings: { ...defaultSettings, ...(JSON.parse(row.settings) as Partial<SequenceSettings>) },
    archivedAt: row.archived_at,
    deletedAt: row.deleted_at,
    deletedBy: row.deleted_by,
    halt: row.halt,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }
}
