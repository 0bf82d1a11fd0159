/** The figures of a sequence step by step: letters by what they came to, and where those enrolled stand. */

import sql from 'sql-template-tag'
import type { StepFigures } from '../../../shared/sequence.ts'
import type { Db } from '../db/db.ts'

/** Marks the letter that an answer or a report is about; null: nobody knows which. Once marked it stays so. */
export async function countOnLetter(
  db: Db,
  enrollmentId: string,
  rule: string | null,
  step: number | null,
): Promise<void> {
  if (step === null) return
  const what = { replied: sql`replied = 1`, bounced: sql`bounced = 1` }
  const mark = rule === 'bounced' ? what.bounced : what.replied
  if (rule !== 'bounced' && rule !== 'replied' && rule !== 'replied-from-other-address') return
  await db.all(sql`
    update letters
    set ${mark}
    where enrollment_id = ${enrollmentId}
    and step = ${step}
    and state = 'sent'`)
}

/** By step number, whichever edition it was of; a step that nobody has come to is left out. */
export async function stepFiguresOf(db: Db, sequenceId: string): Promise<StepFigures[]> {
  const figures = new Map<number, StepFigures>()
  const at = (step: number): StepFigures => {
    const known = figures.get(step) ?? { step, coming: 0, sent: 0, replied: 0, bounced: 0 }
    figures.set(step, known)
    return known
  }
  const letters = await db.all<{
    step: number
    sent: number | string
    replied: number | string
    bounced: number | string
  }>(sql`
    select l.step, count(*) as sent, sum(l.replied) as replied, sum(l.bounced) as bounced
    from enrollments e
    join letters l on l.enrollment_id = e.id
    where e.sequence_id = ${sequenceId}
    and l.state = 'sent'
    group by l.step`)
  for (const { step, sent, replied, bounced } of letters)
    Object.assign(at(step), {
      sent: Number(sent),
      replied: Number(replied),
      bounced: Number(bounced),
    })
  const standing = await db.all<{ step: number; n: number | string }>(sql`
    select next_step as step, count(*) as n
    from enrollments
    where sequence_id = ${sequenceId}
    and state in ('active', 'held')
    and next_step is not null
    group by next_step`)
  for (const { step, n } of standing) at(step).coming = Number(n)
  return [...figures.values()].sort((one, other) => one.step - other.step)
}
