/** What automations remember of enrollments: whom they pass over because a person resumed it, and what properties were. */

import sql, { join } from 'sql-template-tag'
import type { Db } from '../db/db.ts'

/** Ids of the automations that pass over each of these enrollments. */
export async function marksOn(db: Db, enrollmentIds: string[]): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  if (enrollmentIds.length === 0) return found
  const rows = await db.all<{ enrollment_id: string; automation_id: string }>(sql`
    select enrollment_id, automation_id
    from automation_marks
    where enrollment_id in (${join(enrollmentIds)})`)
  for (const row of rows) {
    const marks = found.get(row.enrollment_id) ?? new Set()
    found.set(row.enrollment_id, marks.add(row.automation_id))
  }
  return found
}

export async function addMark(db: Db, enrollmentId: string, automationId: string): Promise<void> {
  await db.all(sql`
    insert into automation_marks (enrollment_id, automation_id)
    values (${enrollmentId}, ${automationId})
    on conflict (enrollment_id, automation_id) do nothing`)
}

export async function liftMark(db: Db, enrollmentId: string, automationId: string): Promise<void> {
  await db.all(sql`
    delete from automation_marks
    where enrollment_id = ${enrollmentId}
    and automation_id = ${automationId}`)
}

/** A condition that was written anew asks everybody anew. */
export async function liftMarksOf(db: Db, automationId: string): Promise<void> {
  await db.all(sql`delete from automation_marks where automation_id = ${automationId}`)
}

/** What changed before `since`, an id, does not count as changed for this enrollment. */
export async function putResumption(db: Db, enrollmentId: string, since: string): Promise<void> {
  await db.all(sql`
    insert into enrollment_resumptions (enrollment_id, since)
    values (${enrollmentId}, ${since})
    on conflict (enrollment_id) do update set since = excluded.since`)
}

/** A property of a contact, a company or an enrollment, and its values before it was written. */
export interface PropertyChange {
  /** Ids tell the order of the changes. */
  id: string
  subjectId: string
  property: string
  was: string[]
}

export async function addPropertyChange(db: Db, change: PropertyChange): Promise<void> {
  await db.all(sql`
    insert into property_changes (id, subject_id, property, was)
    values (${change.id}, ${change.subjectId}, ${change.property}, ${JSON.stringify(change.was)})`)
}

/** The changes of these subjects, oldest first. */
export async function changesOf(
  db: Db,
  subjectIds: string[],
): Promise<Map<string, PropertyChange[]>> {
  const found = new Map<string, PropertyChange[]>()
  if (subjectIds.length === 0) return found
  const rows = await db.all<{ id: string; subject_id: string; property: string; was: string }>(sql`
    select id, subject_id, property, was
    from property_changes
    where subject_id in (${join(subjectIds)})
    order by id`)
  for (const row of rows) {
    const changes = found.get(row.subject_id) ?? []
    changes.push({
      id: row.id,
      subjectId: row.subject_id,
      property: row.property,
      was: JSON.parse(row.was) as string[],
    })
    found.set(row.subject_id, changes)
  }
  return found
}

/** Forgets changes older than the id `before`: nothing compares with them any more. */
export async function dropChanges(db: Db, subjectId: string, before: string): Promise<void> {
  await db.all(sql`
    delete from property_changes
    where subject_id = ${subjectId}
    and id < ${before}`)
}
