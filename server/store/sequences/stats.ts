/** The figures of sequences, all of a page by one walk along one index. */

import sql, { join } from 'sql-template-tag'
import type { Reason } from '../../../shared/reason.ts'
import type { SequencePerformance } from '../../../shared/sequence.ts'
import type { Db } from '../db/db.ts'

interface Row {
  sequence_id: string
  state: 'active' | 'paused' | 'ended'
  reason: Reason | null
  n: number | string
  replied: number | string
  bounced: number | string
  emails: number | string
}

/**
 * By sequence id; one that nobody was ever enrolled in has zeros. Everything asked for lies in the index
 * `enrollments_by_sequence`: a row of an enrollment itself is never fetched.
 */
export async function performanceOf(
  db: Db,
  sequenceIds: string[],
): Promise<Map<string, SequencePerformance>> {
  const performance = new Map(sequenceIds.map((id) => [id, none()]))
  if (sequenceIds.length === 0) return performance
  const rows = await db.all<Row>(sql`
    select sequence_id, state, reason, count(*) as n, sum(replied) as replied, sum(bounced) as bounced,
      sum(emails_sent) as emails
    from enrollments
    where sequence_id in (${join(sequenceIds)})
    group by sequence_id, state, reason`)
  for (const row of rows) add(performance.get(row.sequence_id) ?? none(), row)
  return performance
}

function add(to: SequencePerformance, row: Row): void {
  const n = Number(row.n)
  to.enrolled += n
  if (row.state !== 'ended') to[row.state] += n
  if (row.reason) to.ended[row.reason] = n
  to.replied += Number(row.replied)
  to.bounced += Number(row.bounced)
  to.emailsSent += Number(row.emails)
}

function none(): SequencePerformance {
  return { enrolled: 0, active: 0, paused: 0, ended: {}, emailsSent: 0, replied: 0, bounced: 0 }
}
