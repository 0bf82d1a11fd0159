/** The audit log: who changed what, and when. Nothing here is ever altered. */

import sql from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'

export async function addAudit(
  db: Db,
  entry: { id: string; at: Instant; userId: string; action: string; subjectId: string },
): Promise<void> {
  await db.all(sql`
    insert into audit (id, at, user_id, action, subject_id)
    values (${entry.id}, ${entry.at}, ${entry.userId}, ${entry.action}, ${entry.subjectId})`)
}
