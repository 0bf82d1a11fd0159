/** The figures of a sequence step by step: emails by what they came to, and where those enrolled stand. */

import sql from 'sql-template-tag'
import type { StepPerformance } from '../../../shared/sequence.ts'
import type { Db } from '../db/db.ts'

/** Marks the email that an answer or a report is about. Once marked it stays so. */
export async function countOnEmail(db: Db, emailId: string, rule: string | null): Promise<void> {
  const what = { replied: sql`replied = 1`, bounced: sql`bounced = 1` }
  const mark = rule === 'bounced' ? what.bounced : what.replied
  if (rule !== 'bounced' && rule !== 'replied' && rule !== 'replied-from-other-address') return
  await db.all(sql`
    update emails
    set ${mark}
    where id = ${emailId}
    and state = 'sent'`)
}

/** By step number, whichever version it was of; a step that nobody has come to is left out. */
export async function stepPerformanceOf(db: Db, sequenceId: string): Promise<StepPerformance[]> {
  const performance = new Map<number, StepPerformance>()
  const at = (step: number): StepPerformance => {
    const known = performance.get(step) ?? { step, coming: 0, sent: 0, replied: 0, bounced: 0 }
    performance.set(step, known)
    return known
  }
  const emails = await db.all<{
    step: number
    sent: number | string
    replied: number | string
    bounced: number | string
  }>(sql`
    select l.step, count(*) as sent, sum(l.replied) as replied, sum(l.bounced) as bounced
    from enrollments e
    join emails l on l.enrollment_id = e.id
    where e.sequence_id = ${sequenceId}
    and l.state = 'sent'
    group by l.step`)
  for (const { step, sent, replied, bounced } of emails)
    Object.assign(at(step), {
      sent: Number(sent),
      replied: Number(replied),
      bounced: Number(bounced),
    })
  const standing = await db.all<{ step: number; n: number | string }>(sql`
    select next_step as step, count(*) as n
    from enrollments
    where sequence_id = ${sequenceId}
    and state in ('active', 'paused')
    and next_step is not null
    group by next_step`)
  for (const { step, n } of standing) at(step).coming = Number(n)
  return [...performance.values()].sort((one, other) => one.step - other.step)
}
