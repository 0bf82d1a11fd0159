/** What comes next for an enrollment, as it is kept: the one place that writes it. */

import sql, { type Sql } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import {
  dueAtOf,
  stepOf,
  waitsOf,
  type DueStep,
  type NextStep,
} from '../../domain/enrollments/next-step.ts'
import type { Db } from '../db/db.ts'
import { columns, publishChange, type Row } from './row.ts'

/** The assignments of an update that leaves `next` to come, whatever else it changes. */
export function nextIs(next: NextStep): Sql {
  return sql`next_kind = ${next.kind},
      next_step = ${stepOf(next)},
      wanted_at = ${'wantedAt' in next ? next.wantedAt : null},
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

/** Plans the step anew while it is due and nothing has become of it meanwhile. */
export async function setNextWhileDue(db: Db, id: string, next: DueStep): Promise<void> {
  const row = await db.one<Row>(sql`
    update enrollments
    set ${nextIs(next)}
    where id = ${id}
    and state <> 'ended'
    and next_kind = 'due'
    and next_step = ${next.step}
    returning ${columns}`)
  await publishChange(db, row)
}

/** Which email or task it is about; an enrollment that has gone on without it, for somebody skipped it, is left alone. */
interface OfStep {
  enrollmentId: string
  step: number
}

/** Its step is due at `now`, if this is still its next step. When it was wanted stays as it was. */
export async function setDueNow(
  db: Db,
  { enrollmentId, step }: OfStep,
  now: Instant,
): Promise<void> {
  const row = await db.one<Row>(sql`
    update enrollments
    set next_kind = 'due',
      due_at = ${now},
      waits = null
    where id = ${enrollmentId}
    and state <> 'ended'
    and next_step = ${step}
    returning ${columns}`)
  await publishChange(db, row)
}

/** Nothing of its step is due until somebody or something has done with it, if this is still its next step. */
export async function setUndue(
  db: Db,
  { enrollmentId, step }: OfStep,
  how: { kind: 'sending' | 'undecided'; waits: string } | { kind: 'task'; waits: null },
): Promise<void> {
  const row = await db.one<Row>(sql`
    update enrollments
    set next_kind = ${how.kind},
      due_at = null,
      waits = ${how.waits}
    where id = ${enrollmentId}
    and state <> 'ended'
    and next_step = ${step}
    returning ${columns}`)
  await publishChange(db, row)
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
