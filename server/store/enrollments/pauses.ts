/** The pauses of enrollments, a row each: the one place that reads and writes them. */

import sql, { join } from 'sql-template-tag'
import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Pause } from '../../domain/enrollments/pause.ts'
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
export async function pausesOf(db: Db, enrollmentIds: string[]): Promise<Map<string, Pause[]>> {
  const byEnrollment = new Map<string, Pause[]>()
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
export async function putPause(db: Db, enrollmentId: string, pause: Pause): Promise<void> {
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
  await noteEnds(db, enrollmentId)
}

export async function dropPauses(db: Db, enrollmentId: string, ids: string[]): Promise<void> {
  if (ids.length > 0)
    await db.all(sql`
      delete from pauses
      where enrollment_id = ${enrollmentId}
      and id in (${join(ids)})`)
  await noteEnds(db, enrollmentId)
}

/** The enrollment's own copy of the first and the last end, by which the lists of what is due are ordered. */
async function noteEnds(db: Db, enrollmentId: string): Promise<void> {
  await db.all(sql`
    update enrollments
    set next_pause_end = (
        select min(p.until)
        from pauses p
        where p.enrollment_id = enrollments.id),
      paused_until = (
        select case when count(*) = count(p.until) then max(p.until) end
        from pauses p
        where p.enrollment_id = enrollments.id)
    where id = ${enrollmentId}`)
}

function toPause(row: PauseRow): Pause {
  return {
    id: row.id,
    kind: row.kind,
    text: row.text,
    since: row.since,
    until: row.until,
    evidence: readEvidence(row.evidence),
  }
}
