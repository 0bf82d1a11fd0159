/** The pauses of enrollments, a row each: the one place that reads and writes them. */

import sql, { join } from 'sql-template-tag'
import type { PauseKind } from '../../../shared/enrollment.ts'
import type { OwnPause } from '../../domain/enrollments/pause.ts'
import type { Db } from '../db/db.ts'
import { evidenceText, readEvidence } from '../history/evidence.ts'

interface PauseRow {
  id: string
  enrollment_id: string
  kind: PauseKind
  text: string
  since: string
  until: string | null
  evidence: string | null
}

/** Those of each of these enrollments, by its id, in the order in which they came. */
export async function pausesOf(db: Db, enrollmentIds: string[]): Promise<Map<string, OwnPause[]>> {
  const byEnrollment = new Map<string, OwnPause[]>()
  if (enrollmentIds.length === 0) return byEnrollment
  const rows = await db.all<PauseRow>(sql`
    select id, enrollment_id, kind, text, since, until, evidence
    from pauses
    where enrollment_id in (${join(enrollmentIds)})
    order by enrollment_id, since, id`)
  for (const row of rows) {
    const some = byEnrollment.get(row.enrollment_id)
    if (some) some.push(toPause(row))
    else byEnrollment.set(row.enrollment_id, [toPause(row)])
  }
  return byEnrollment
}

/** Adds it, in the place of the one of its kind if there is one. */
export async function putPause(db: Db, enrollmentId: string, pause: OwnPause): Promise<void> {
  await db.all(sql`
    insert into pauses (id, enrollment_id, kind, text, since, until, evidence)
    values (${pause.id}, ${enrollmentId}, ${pause.kind}, ${pause.text}, ${pause.since}, ${pause.until},
      ${evidenceText(pause.evidence)})
    on conflict (enrollment_id, kind) do update set
      id = excluded.id,
      text = excluded.text,
      since = excluded.since,
      until = excluded.until,
      evidence = excluded.evidence`)
  await noteThem(db, enrollmentId)
}

export async function dropPauses(db: Db, enrollmentId: string, ids: string[]): Promise<void> {
  if (ids.length > 0)
    await db.all(sql`
      delete from pauses
      where enrollment_id = ${enrollmentId}
      and id in (${join(ids)})`)
  await noteThem(db, enrollmentId)
}

/**
 * What the enrollment says of them itself: how many, and the first and the last end, by which lists are ordered. An open one is
 * paused exactly while one stands.
 */
async function noteThem(db: Db, enrollmentId: string): Promise<void> {
  await db.all(sql`
    update enrollments
    set state = case
        when state = 'ended' then state
        when exists (select 1 from pauses p where p.enrollment_id = enrollments.id) then 'paused'
        else 'active'
      end,
      pause_count = (
        select count(*)
        from pauses p
        where p.enrollment_id = enrollments.id),
      next_pause_end = (
        select min(p.until)
        from pauses p
        where p.enrollment_id = enrollments.id),
      paused_until = (
        select case when count(*) = count(p.until) then max(p.until) end
        from pauses p
        where p.enrollment_id = enrollments.id)
    where id = ${enrollmentId}`)
}

function toPause(row: PauseRow): OwnPause {
  return {
    id: row.id,
    kind: row.kind,
    text: row.text,
    since: row.since,
    until: row.until,
    evidence: readEvidence(row.evidence),
  }
}
