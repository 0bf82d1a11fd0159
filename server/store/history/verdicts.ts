/**
 * What each message meant for each enrollment. Nothing here is ever altered, save the note on a list post of which a copy came
 * directly.
 */

import sql from 'sql-template-tag'
import type { MessageEvidence } from '../../../shared/evidence.ts'
import type { Reason } from '../../../shared/reason.ts'
import type { MessageKind } from '../../../shared/verdict.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Effect } from '../../domain/unenrollment/decide.ts'
import type { Db } from '../db/db.ts'
import { countOnEmail } from '../sequences/step-stats.ts'
import { readMessageEvidence } from './evidence.ts'

export interface Verdict {
  id: string
  enrollmentId: string
  mailboxId: string
  messageKey: string
  kind: MessageKind
  sub: string | null
  rule: Reason | null
  effect: Effect
  evidence: MessageEvidence
  judgedAt: Instant
}

/**
 * Stores the verdict; false when this mail was judged for this enrollment before. Only what was noted of a list post (a
 * person's mail without a rule) gives way to what a copy means that did not come through the list.
 */
export async function addVerdict(
  db: Db,
  verdict: Verdict & {
    /** The email of the enrollment that the message answers or reports on: it is marked for the performance. */
    emailId: string | null
  },
): Promise<boolean> {
  const row = await db.one(sql`
    insert into verdicts (id, enrollment_id, mailbox_id, message_key, kind, sub, rule, effect, evidence, judged_at)
    values (${verdict.id}, ${verdict.enrollmentId}, ${verdict.mailboxId}, ${verdict.messageKey}, ${verdict.kind},
      ${verdict.sub}, ${verdict.rule}, ${verdict.effect}, ${JSON.stringify(verdict.evidence)}, ${verdict.judgedAt})
    on conflict (enrollment_id, message_key) do update set
      mailbox_id = excluded.mailbox_id,
      kind = excluded.kind,
      sub = excluded.sub,
      rule = excluded.rule,
      effect = excluded.effect,
      evidence = excluded.evidence,
      judged_at = excluded.judged_at
    where verdicts.kind = 'human'
    and verdicts.effect = 'noted'
    and verdicts.rule is null
    and (excluded.rule is not null or excluded.effect = 'paused')
    returning id`)
  if (row !== undefined) await countAnswer(db, verdict)
  return row !== undefined
}

/** Marks the enrollment for the figures: once answered or bounced it stays so, whatever comes later. */
async function countAnswer(
  db: Db,
  { enrollmentId, rule, emailId }: Parameters<typeof addVerdict>[1],
): Promise<void> {
  if (emailId !== null) await countOnEmail(db, emailId, rule)
  if (rule === 'replied' || rule === 'replied-from-other-address')
    await db.all(sql`update enrollments set replied = 1 where id = ${enrollmentId}`)
  if (rule === 'bounced')
    await db.all(sql`update enrollments set bounced = 1 where id = ${enrollmentId}`)
}

export interface VerdictRow {
  id: string
  enrollment_id: string
  mailbox_id: string
  message_key: string
  kind: MessageKind
  sub: string | null
  rule: Reason | null
  effect: Effect
  evidence: string
  judged_at: string
}

/** What this mail meant, for every enrollment it concerned, the newest verdict first; `limit` at most. */
export async function verdictsOn(db: Db, messageKey: string, limit: number): Promise<Verdict[]> {
  const rows = await db.all<VerdictRow>(sql`
    select id, enrollment_id, mailbox_id, message_key, kind, sub, rule, effect, evidence, judged_at
    from verdicts
    where message_key = ${messageKey}
    order by judged_at desc, id desc
    limit ${limit}`)
  return rows.map((row) => ({
    id: row.id,
    enrollmentId: row.enrollment_id,
    mailboxId: row.mailbox_id,
    messageKey: row.message_key,
    kind: row.kind,
    sub: row.sub,
    rule: row.rule,
    effect: row.effect,
    evidence: readMessageEvidence(row.evidence),
    judgedAt: row.judged_at,
  }))
}

/** Whether a person answered one of its emails after it had ended. */
export async function answeredAfterEnd(db: Db, enrollmentId: string): Promise<boolean> {
  const row = await db.one(sql`
    select id
    from verdicts
    where enrollment_id = ${enrollmentId}
    and effect = 'noted'
    and rule in ('replied', 'replied-from-other-address')
    limit 1`)
  return row !== undefined
}
