/** Triggers and workflows as they were saved. */

import sql, { type Sql } from 'sql-template-tag'
import type { ConditionGroup } from '../../../shared/condition.ts'
import type { Automation } from '../../domain/automation/automation.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'
import { metaValue, putMeta } from '../db/meta.ts'

interface Row {
  id: string
  kind: Automation['kind']
  name: string
  sequence_id: string | null
  sequence_ids: string | null
  condition: string
  is_on: number
  saved_by: string
  since: string
  created_at: string
  saved_at: string
}

const columns = sql`id, kind, name, sequence_id, sequence_ids, condition, is_on, saved_by, since, created_at, saved_at`

export async function automationById(db: Db, id: string): Promise<Automation | null> {
  const row = await db.one<Row>(sql`
    select ${columns}
    from automations
    where id = ${id}
    and deleted_at is null`)
  return row ? toAutomation(row) : null
}

/** In the order they were made. */
export function triggersOf(db: Db, sequenceId: string): Promise<Automation[]> {
  return list(db, sql`where sequence_id = ${sequenceId} and deleted_at is null order by id`)
}

/** In the order they were made, after the id `after`; `limit` at most. */
export function listWorkflows(db: Db, after: string, limit: number): Promise<Automation[]> {
  return list(
    db,
    sql`
    where kind = 'workflow'
    and deleted_at is null
    and id > ${after}
    order by id
    limit ${limit}`,
  )
}

export async function countWorkflows(db: Db): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from automations
    where kind = 'workflow'
    and deleted_at is null`)
  return Number(row?.n ?? 0)
}

/** Every one that is on: triggers first, then workflows, each in the order they were made. */
export function automationsOn(db: Db): Promise<Automation[]> {
  return list(db, sql`where deleted_at is null and is_on = 1 order by kind, id`)
}

/** Adds it, or writes it over the one of the same id. Every process learns of it by the version. */
export async function putAutomation(db: Db, one: Automation, version: string): Promise<void> {
  const trigger = one.kind === 'trigger' ? (one.sequenceIds?.[0] ?? null) : null
  const several = one.kind === 'trigger' || one.sequenceIds === null ? null : one.sequenceIds
  await db.all(sql`
    insert into automations (${columns})
    values (${one.id}, ${one.kind}, ${one.name}, ${trigger}, ${several && JSON.stringify(several)},
      ${JSON.stringify(one.condition)}, ${one.on ? 1 : 0}, ${one.savedBy}, ${one.since}, ${one.createdAt},
      ${one.savedAt})
    on conflict (id) do update set
      name = excluded.name,
      sequence_ids = excluded.sequence_ids,
      condition = excluded.condition,
      is_on = excluded.is_on,
      saved_by = excluded.saved_by,
      since = excluded.since,
      saved_at = excluded.saved_at`)
  await putMeta(db, versionKey, version)
  db.publish({ kind: 'automation', id: one.id })
}

/** It stays in the store for what it ended; nothing reads it any more. */
export async function removeAutomation(
  db: Db,
  id: string,
  at: Instant,
  version: string,
): Promise<void> {
  await db.all(sql`
    update automations
    set deleted_at = ${at},
      is_on = 0
    where id = ${id}
    and deleted_at is null`)
  await putMeta(db, versionKey, version)
  db.publish({ kind: 'automation', id })
}

const versionKey = 'automations-version'

/** Another text whenever an automation was saved or removed; null while there never was one. */
export function automationsVersion(db: Db): Promise<string | null> {
  return metaValue(db, versionKey)
}

async function list(db: Db, rest: Sql): Promise<Automation[]> {
  return (await db.all<Row>(sql`select ${columns} from automations ${rest}`)).map(toAutomation)
}

function toAutomation(row: Row): Automation {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    sequenceIds:
      row.sequence_id !== null
        ? [row.sequence_id]
        : row.sequence_ids === null
          ? null
          : (JSON.parse(row.sequence_ids) as string[]),
    condition: JSON.parse(row.condition) as ConditionGroup,
    on: row.is_on === 1,
    savedBy: row.saved_by,
    since: row.since,
    createdAt: row.created_at,
    savedAt: row.saved_at,
  }
}
