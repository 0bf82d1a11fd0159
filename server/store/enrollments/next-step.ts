/** What comes next for an enrollment, as it is kept: the one place that writes it. */

import sql, { type Sql } from 'sql-template-tag'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import {
  dueAtOf,
  stepOf,
  waitsOf,
  type ComingStep,
  type NextStep,
} from '../../domain/enrollments/next-step.ts'
import type { Db } from '../db/db.ts'
import { columns, publishChange, type Row } from './row.ts'

/** The assignments of an update that leaves `next` to come, whatever else it changes. */
export function nextIs(next: NextStep): Sql {
  return sql`next_kind = ${next.kind},
      next_step = ${stepOf(next)},
      wanted_at = ${next.kind === 'due' ? next.wantedAt : null},
      due_at = ${dueAtOf(next)},
      waits = ${waitsOf(next)},
      left_ms = ${next.kind === 'stopped' ? next.leftMs : null}`
}

/** Says what comes next for one that has not ended; null when it has. */
export async function setNext(db: Db, id: string, next: NextStep): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set ${nextIs(next)}
    where id = ${id}
    and state <> 'ended'
    returning ${columns}`)
  return publishChange(db, row)
}

/**
 * The same only while this is its next step: what Graph says of an email must not undo that a person skipped it meanwhile. Null
 * when it is not.
 */
export async function setNextOf(db: Db, id: string, next: ComingStep): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set ${nextIs(next)}
    where id = ${id}
    and state <> 'ended'
    and next_step = ${next.step}
    returning ${columns}`)
  return publishChange(db, row)
}

/** For one that has ended: what comes if the end is undone. */
export async function setStopped(db: Db, id: string, next: NextStep): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set ${nextIs(next)}
    where id = ${id}
    and state = 'ended'
    returning ${columns}`)
  return publishChange(db, row)
}
