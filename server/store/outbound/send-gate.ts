/** The gate that an email passes just before it is sent, and how much was sent lately. */

import sql, { join } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import { emailLife, mayHaveGone } from '../../domain/outbound/email-life.ts'
import type { CompleteRead } from '../../domain/mailboxes/complete-read.ts'
import { freshMs } from '../../domain/mailboxes/last-word.ts'
import type { Lease } from '../../domain/mailboxes/mailbox.ts'
import type { Db } from '../db/db.ts'

/**
 * The gate. In one statement: the email is drafted, it is one that the server sends and so is its step, no other email of
 * its step went or may have gone, its enrollment is active, its address not suppressed, its sequence not deleted nor halted,
 * the mailbox not paused and its owner with a seat, the lease still ours, and the read given is young and the last complete
 * one of the mailbox, with nothing asked for since that has to be read again. False: it must not be sent.
 */
export async function passGate(
  db: Db,
  emailId: string,
  lease: Lease,
  read: CompleteRead,
  gate: { now: Instant; real: number },
): Promise<boolean> {
  const row = await db.one(sql`
    update emails
    set state = ${emailLife['gate-passed'].to},
      send_answer = 'silence',
      sending_at = ${gate.now},
      sending_real = ${gate.real}
    where id = ${emailId}
    and state in (${join([...emailLife['gate-passed'].from])})
    and missed_at is null
    and by_hand = 0
    and exists (
      select 1
      from enrollments e
      join steps p on p.sequence_id = e.sequence_id and p.version = e.version and p.number = e.next_step
      where e.id = emails.enrollment_id
      and e.state = 'active'
      and e.next_step = emails.step
      and p.kind = 'automatic-email'
      and not exists (select 1 from suppressions s where s.address_key = e.address_key)
      and not exists (
        select 1
        from sequences q
        where q.id = e.sequence_id
        and (q.deleted_at is not null or q.halt in ('end', 'pause'))))
    and not exists (
      select 1
      from emails o
      where o.enrollment_id = emails.enrollment_id
      and o.step = emails.step
      and o.state in (${join([...mayHaveGone])}))
    and exists (
      select 1
      from mailboxes m
      join users u on u.id = m.user_id
      where m.id = emails.mailbox_id
      and m.pause_kind is null
      and u.seat <> 'none'
      and not exists (
        select 1
        from departures r
        where r.user_id = u.id
        and r.state in ('removed', 'asked'))
      and m.lease_owner = ${lease.owner}
      and m.lease_until_real > ${gate.real}
      and m.id = ${read.mailboxId}
      and m.read_real = ${read.asked.wall}
      and m.read_real > ${gate.real - freshMs})
    returning id`)
  return row !== undefined
}

/** When emails of this mailbox were asked to be sent, newest first, since then; `limit` at most. */
export async function sendingTimes(
  db: Db,
  mailboxId: string,
  since: Instant,
  limit: number,
): Promise<Instant[]> {
  const rows = await db.all<{ sending_at: string }>(sql`
    select sending_at
    from emails
    where mailbox_id = ${mailboxId}
    and sending_at > ${since}
    order by sending_at desc
    limit ${limit}`)
  return rows.map((row) => row.sending_at)
}

/** Whether the last email that this mailbox was asked to send was a sequence's first step. */
export async function sentFirstLast(db: Db, mailboxId: string): Promise<boolean> {
  const row = await db.one<{ step: number }>(sql`
    select step
    from emails
    where mailbox_id = ${mailboxId}
    and sending_at is not null
    order by sending_at desc
    limit 1`)
  return row?.step === 1
}
