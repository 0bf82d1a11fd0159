/** The steps of sequences, edition by edition. */

import sql from 'sql-template-tag'
import type { Step } from '../../domain/sequences/sequence.ts'
import type { Db } from '../db/db.ts'

export async function putSteps(
  db: Db,
  sequenceId: string,
  edition: number,
  steps: Step[],
): Promise<void> {
  for (const step of steps)
    await db.all(sql`
      insert into steps (sequence_id, edition, step_id, number, kind, delay, subject, body, thread)
      values (${sequenceId}, ${edition}, ${step.id}, ${step.number}, ${step.kind}, ${step.delay},
        ${step.subject}, ${step.body}, ${step.thread})`)
}

export async function lastEdition(db: Db, sequenceId: string): Promise<number> {
  const row = await db.one<{ last: number | null }>(sql`
    select max(edition) as last
    from steps
    where sequence_id = ${sequenceId}`)
  return row?.last ?? 0
}

export async function stepIdsOf(db: Db, sequenceId: string): Promise<Set<string>> {
  const rows = await db.all<{ id: string }>(sql`
    select distinct step_id as id
    from steps
    where sequence_id = ${sequenceId}`)
  return new Set(rows.map(({ id }) => id))
}

export async function stepsOf(db: Db, sequenceId: string, edition: number): Promise<Step[]> {
  return db.all<Step>(sql`
    select step_id as id, number, kind, delay, subject, body, thread
    from steps
    where sequence_id = ${sequenceId}
    and edition = ${edition}
    order by number`)
}
