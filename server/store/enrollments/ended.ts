/** Ends of enrollments, and taking an end back. */

import sql from 'sql-template-tag'
import type { Evidence } from '../../../shared/evidence.ts'
import type { Reason } from '../../../shared/reason.ts'
import { addressKey } from '../../domain/contacts/address.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { NextStep } from '../../domain/enrollments/next-step.ts'
import type { Db } from '../db/db.ts'
import { nextIs } from './next-step.ts'
import { columns, publishChange, type Row } from './row.ts'
import { evidenceText } from '../history/evidence.ts'

export interface EnrollmentEnd {
  reason: Reason
  at: Instant
  by: string | null
  evidence: Evidence | null
  explanation: string
  /** What is left of the next step. */
  next: NextStep
  emailOnItsWay: number | null
}

/** Ends it, unless it has ended; then null. */
export async function markEnded(
  db: Db,
  id: string,
  end: EnrollmentEnd,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set state = 'ended',
      reason = ${end.reason},
      ended_at = ${end.at},
      ended_by = ${end.by},
      evidence = ${evidenceText(end.evidence)},
      explanation = ${end.explanation},
      email_on_its_way = ${end.emailOnItsWay},
      ${nextIs(end.next)}
    where id = ${id}
    and state <> 'ended'
    returning ${columns}`)
  return publishChange(db, row)
}

/** It ended while an email may have gone that did not go. */
export async function forgetEmailOnItsWay(db: Db, id: string): Promise<void> {
  const row = await db.one<Row>(sql`
    update enrollments
    set email_on_its_way = null
    where id = ${id}
    and email_on_its_way is not null
    returning ${columns}`)
  await publishChange(db, row)
}

/**
 * Takes an end back: `next` comes, to `address`. One that was paused when it ended is paused again. Null when it has
 * not ended.
 */
export async function markResumed(
  db: Db,
  id: string,
  next: NextStep,
  address: string,
): Promise<Enrollment | null> {
  const row = await db.one<Row>(sql`
    update enrollments
    set state = case when pause_count = 0 then 'active' else 'paused' end,
      address = ${address},
      address_key = ${addressKey(address)},
      ${nextIs(next)},
      reason = null,
      ended_at = null,
      ended_by = null,
      evidence = null,
      explanation = null,
      resume_suggestion = null,
      email_on_its_way = null,
      meetings_known = case
        when meetings_known = 'no' or address_key <> ${addressKey(address)} then 'no'
        else 'again'
      end
    where id = ${id}
    and state = 'ended'
    returning ${columns}`)
  return publishChange(db, row)
}
