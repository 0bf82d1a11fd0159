/** Rounds: looks at many enrollments, a batch at a time, that go on where they stopped when a process died. */

import sql from 'sql-template-tag'
import type { EvaluationProgress } from '../../../shared/automation.ts'
import type { Db } from '../db/db.ts'

export interface Round {
  id: string
  /** After the saving of an automation, after a change of a company, or because time passes. */
  kind: 'automation' | 'company' | 'clock'
  automationId: string | null
  /** Whose enrollments are looked at; both null: everybody's. */
  sequenceId: string | null
  companyId: string | null
  /** The domains that the company had or has. */
  domains: string[]
  /** The last id that was looked at: of an enrollment, or of a contact of the company. */
  evaluatedTo: string
}

interface Row {
  id: string
  kind: Round['kind']
  automation_id: string | null
  sequence_id: string | null
  company_id: string | null
  domains: string
  evaluated_to: string
}

const everything = { automationId: null, sequenceId: null, companyId: null, domains: [] }

/** What is left out does not narrow it down. */
export async function addRound(
  db: Db,
  given: Pick<Round, 'id' | 'kind'> & Partial<Round>,
): Promise<void> {
  const round = { ...everything, ...given }
  await db.all(sql`
    insert into evaluation_runs (id, kind, automation_id, sequence_id, company_id, domains)
    values (${round.id}, ${round.kind}, ${round.automationId}, ${round.sequenceId}, ${round.companyId},
      ${JSON.stringify(round.domains)})`)
}

/** The oldest that is not done, or null. */
export async function nextRound(db: Db): Promise<Round | null> {
  const row = await db.one<Row>(sql`
    select id, kind, automation_id, sequence_id, company_id, domains, evaluated_to
    from evaluation_runs
    where done = 0
    order by id
    limit 1`)
  return row
    ? {
        id: row.id,
        kind: row.kind,
        automationId: row.automation_id,
        sequenceId: row.sequence_id,
        companyId: row.company_id,
        domains: JSON.parse(row.domains) as string[],
        evaluatedTo: row.evaluated_to,
      }
    : null
}

/** Records a batch. Only rounds of automations stay when they are done, for people to see what came of them. */
export async function moveRound(
  db: Db,
  round: Round,
  batch: { evaluatedTo: string; looked: number; ended: number; done: boolean },
): Promise<void> {
  if (batch.done && round.kind !== 'automation') {
    await db.all(sql`delete from evaluation_runs where id = ${round.id}`)
    return
  }
  await db.all(sql`
    update evaluation_runs
    set evaluated_to = ${batch.evaluatedTo},
      evaluated = evaluated + ${batch.looked},
      ended = ended + ${batch.ended},
      done = ${batch.done ? 1 : 0}
    where id = ${round.id}`)
  db.publish({ kind: 'automation', id: round.automationId ?? round.id })
}

/** Forgets the rounds of an automation, done or not. */
export async function dropRounds(db: Db, automationId: string): Promise<void> {
  await db.all(sql`delete from evaluation_runs where automation_id = ${automationId}`)
}

export async function progressOf(db: Db, automationId: string): Promise<EvaluationProgress | null> {
  const row = await db.one<{
    evaluated: number | string | null
    ended: number | string | null
    done: number | string | null
  }>(sql`
    select sum(evaluated) as evaluated, sum(ended) as ended, min(done) as done
    from evaluation_runs
    where automation_id = ${automationId}`)
  if (row?.evaluated == null) return null
  return { looked: Number(row.evaluated), ended: Number(row.ended), done: Number(row.done) === 1 }
}
