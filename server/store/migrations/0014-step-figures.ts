/** What each email came to, so that a sequence's figures can be told step by step. */

import sql from 'sql-template-tag'
import type { Db } from '../db/db.ts'
import { readMessageEvidence } from '../history/evidence.ts'
import { countOnEmail } from '../sequences/step-stats.ts'

export const stepPerformance: readonly string[] = [
  `alter table emails add column replied integer not null default 0 check (replied in (0, 1))`,
  `alter table emails add column bounced integer not null default 0 check (bounced in (0, 1))`,
  // Holds all that is counted, so that no email with its body is fetched for it.
  `create index emails_of_steps on emails (enrollment_id, step, replied, bounced) where state = 'sent'`,
]

/** The email that an answer or a report is about stands in the evidence of its verdict. */
export async function fillStepPerformance(tx: Db): Promise<void> {
  const rows = await tx.all<{ enrollment_id: string; rule: string; evidence: string }>(sql`
    select enrollment_id, rule, evidence
    from verdicts
    where rule in ('replied', 'replied-from-other-address', 'bounced')`)
  for (const { enrollment_id: enrollmentId, rule, evidence } of rows)
    await countOnEmail(tx, enrollmentId, rule, readMessageEvidence(evidence).emailNumber)
}
