/** Sequences, the editions of their steps, and their figures. */

import sql from 'sql-template-tag'
import type { SequenceFigures, SequenceSettings } from '../../shared/sequence.ts'
import type { Reason } from '../../shared/reason.ts'
import { defaultSettings, type Sequence, type Step } from '../domain/sequence.ts'
import type { Db } from './db.ts'

interface Row {
  id: string
  name: string
  owner_id: string
  edition: number
  settings: string
  deleted_at: string | null
  deleted_by: string | null
  created_at: string
  updated_at: string
}

const columns = sql`id, name, owner_id, edition, settings, deleted_at, deleted_by, created_at, updated_at`

export async function sequenceById(db: Db, id: string): Promise<Sequence | null> {
  const row = await db.one<Row>(sql`select ${columns} from sequences where id = ${id}`)
  return row ? toSequence(row) : null
}

/** In the order they were made, starting after the id `after`; `limit` at most. */
export async function listSequences(db: Db, after: string, limit: number): Promise<Sequence[]> {
  const rows = await db.all<Row>(sql`
    select ${columns}
    from sequences
    where id > ${after}
    order by id
    limit ${limit}`)
  return rows.map(toSequence)
}

/** Adds the sequence, or its next edition when the id is known, with the steps of that edition. */
export async function putSequence(db: Db, sequence: Sequence, steps: Step[]): Promise<void> {
  await db.all(sql`
    insert into sequences (${columns})
    values (${sequence.id}, ${sequence.name}, ${sequence.ownerId}, ${sequence.edition},
      ${JSON.stringify(sequence.settings)}, ${sequence.deletedAt}, ${sequence.deletedBy}, ${sequence.createdAt}, ${sequence.updatedAt})
    on conflict (id) do update set
      name = excluded.name,
      edition = excluded.edition,
      settings = excluded.settings,
      updated_at = excluded.updated_at`)
  for (const step of steps)
    await db.all(sql`
      insert into steps (sequence_id, edition, number, kind, delay, subject, body, thread)
      values (${sequence.id}, ${sequence.edition}, ${step.number}, ${step.kind}, ${step.delay},
        ${step.subject}, ${step.body}, ${step.thread})`)
}

export async function stepsOf(db: Db, sequenceId: string, edition: number): Promise<Step[]> {
  return db.all<Step>(sql`
    select number, kind, delay, subject, body, thread
    from steps
    where sequence_id = ${sequenceId}
    and edition = ${edition}
    order by number`)
}

export async function figuresOf(db: Db, sequenceId: string): Promise<SequenceFigures> {
  const counts = await db.all<{
    state: string
    reason: Reason | null
    n: number | string
    letters: number | string
  }>(sql`
    select state, reason, count(*) as n, sum(letters_sent) as letters
    from enrollments
    where sequence_id = ${sequenceId}
    group by state, reason`)
  const answers = await db.all<{ rule: Reason; n: number | string }>(sql`
    select v.rule, count(distinct v.enrollment_id) as n
    from enrollments e
    join verdicts v on v.enrollment_id = e.id
    where e.sequence_id = ${sequenceId}
    and v.rule in ('replied', 'replied-from-other-address', 'bounced')
    group by v.rule`)
  const total = (filter: (row: { state: string }) => boolean) =>
    counts.filter(filter).reduce((sum, row) => sum + Number(row.n), 0)
  const ended: SequenceFigures['ended'] = {}
  for (const row of counts) if (row.reason) ended[row.reason] = Number(row.n)
  const answered = (rules: Reason[]) =>
    answers.filter((row) => rules.includes(row.rule)).reduce((sum, row) => sum + Number(row.n), 0)
  return {
    enrolled: total(() => true),
    active: total((row) => row.state === 'active'),
    held: total((row) => row.state === 'held'),
    ended,
    lettersSent: counts.reduce((sum, row) => sum + Number(row.letters), 0),
    replied: answered(['replied', 'replied-from-other-address']),
    bounced: answered(['bounced']),
  }
}

function toSequence(row: Row): Sequence {
  return {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    edition: row.edition,
    settings: { ...defaultSettings, ...(JSON.parse(row.settings) as Partial<SequenceSettings>) },
    deletedAt: row.deleted_at,
    deletedBy: row.deleted_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
