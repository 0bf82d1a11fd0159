/** The timeline that people read. Nothing here is ever altered. */

import sql from 'sql-template-tag'
import type { Evidence } from '../../../shared/evidence.ts'
import type { TimelineKind } from '../../../shared/contact.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'
import { evidenceText, readEvidence } from './evidence.ts'

export interface Entry {
  id: string
  enrollmentId: string
  contactId: string
  at: Instant
  kind: TimelineKind
  text: string
  evidence: Evidence | null
}

export async function addEntry(db: Db, entry: Entry): Promise<void> {
  await db.all(sql`
    insert into timeline (id, enrollment_id, contact_id, at, kind, words, evidence)
    values (${entry.id}, ${entry.enrollmentId}, ${entry.contactId}, ${entry.at}, ${entry.kind}, ${entry.text},
      ${evidenceText(entry.evidence)})`)
  db.publish(
    { kind: 'enrollment', id: entry.enrollmentId },
    { kind: 'contact', id: entry.contactId },
  )
}

export interface EntryOfSequence extends Entry {
  sequence: { id: string; name: string }
}

interface Row {
  id: string
  enrollment_id: string
  contact_id: string
  at: string
  kind: TimelineKind
  words: string
  evidence: string | null
  sequence_id: string
  sequence_name: string
}

/** Newest first, `limit` at most. */
export async function timelineOf(
  db: Db,
  contactId: string,
  limit: number,
): Promise<EntryOfSequence[]> {
  const rows = await db.all<Row>(sql`
    select t.id, t.enrollment_id, t.contact_id, t.at, t.kind, t.words, t.evidence,
      s.id as sequence_id, s.name as sequence_name
    from timeline t
    join enrollments e on e.id = t.enrollment_id
    join sequences s on s.id = e.sequence_id
    where t.contact_id = ${contactId}
    order by t.at desc, t.id desc
    limit ${limit}`)
  return rows.map((row) => ({
    id: row.id,
    enrollmentId: row.enrollment_id,
    contactId: row.contact_id,
    at: row.at,
    kind: row.kind,
    text: row.words,
    evidence: readEvidence(row.evidence),
    sequence: { id: row.sequence_id, name: row.sequence_name },
  }))
}
