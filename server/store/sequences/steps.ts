/** The steps of sequences, version by version. */

import sql from 'sql-template-tag'
import type { Step } from '../../domain/sequences/sequence.ts'
import type { Db } from '../db/db.ts'

/** The steps of one version, which has none yet. */
export async function putSteps(
  db: Db,
  sequenceId: string,
  version: number,
  steps: Step[],
): Promise<void> {
  for (const step of steps)
    await db.all(sql`
      insert into steps (sequence_id, version, step_id, number, kind, delay, subject, body, thread)
      values (${sequenceId}, ${version}, ${step.id}, ${step.number}, ${step.kind}, ${step.delay},
        ${step.subject}, ${step.body}, ${step.thread})`)
}

/** The highest version that has steps, whoever goes by it; 0 for a sequence that is not there. */
export async function lastVersion(db: Db, sequenceId: string): Promise<number> {
  const row = await db.one<{ last: number | null }>(sql`
    select max(version) as last
    from steps
    where sequence_id = ${sequenceId}`)
  return row?.last ?? 0
}

/** The ids of all steps it ever had. */
export async function stepIdsOf(db: Db, sequenceId: string): Promise<Set<string>> {
  const rows = await db.all<{ id: string }>(sql`
    select distinct step_id as id
    from steps
    where sequence_id = ${sequenceId}`)
  return new Set(rows.map(({ id }) => id))
}

export async function stepsOf(db: Db, sequenceId: string, version: number): Promise<Step[]> {
  return db.all<Step>(sql`
    select step_id as id, number, kind, delay, subject, body, thread
    from steps
    where sequence_id = ${sequenceId}
    and version = ${version}
    order by number`)
}
