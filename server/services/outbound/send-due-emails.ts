/** Sends what is due: draft first, then read the mailbox, then through the gate, one email after the other. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dueAs, stepOf } from '../../domain/enrollments/next-step.ts'
import { dayMs, instant, later, msOf } from '../../domain/time/instant.ts'
import { alternate, mayGo, sentLately } from '../../domain/outbound/pace.ts'
import { dueFirsts, dueFollowUps } from '../../store/enrollments/due.ts'
import { setNextWhileDue } from '../../store/enrollments/next-step.ts'
import { setPaceWait } from '../../store/mailboxes/pace-wait.ts'
import { unseenBefore } from '../../store/outbound/emails.ts'
import { sendingTimes, sentFirstLast } from '../../store/outbound/send-gate.ts'
import { createDraftOf } from './create-draft.ts'
import { scheduleStep } from '../enrollments/schedule-next-step.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { composeEmail, type ReadyEmail } from './compose-email.ts'
import { openSender, type ReadMail } from './send-email.ts'

/** So long a follow-up lets every first email go before it. Product time. */
const patienceMs = 15 * 60_000
/** When so many emails in a row are not taken, it is Graph that is away, and the rest need not be tried. */
const mostAway = 3

export async function sendDueEmails(sync: MailboxSync, readMail: ReadMail): Promise<void> {
  const send = openSender(sync, readMail)
  for (const ready of await draftAll(sync, readMail)) await send(ready)
}

async function draftAll(sync: MailboxSync, readMail: ReadMail): Promise<ReadyEmail[]> {
  const ready: ReadyEmail[] = []
  let away = 0
  const allowed = await allowedNow(sync)
  // A follow-up names the email before it by the Message-ID that the contact has: the sent item is read first.
  const unseen = await unseenBefore(
    sync.context.db,
    allowed.map((one) => one.id),
  )
  if (unseen > 0) await readMail(sync)
  for (const enrollment of allowed) {
    if (away >= mostAway) break
    const one = await composeEmail(sync, enrollment)
    const drafted = one ? await createDraftOf(sync, one) : 'no'
    away = drafted === 'away' ? away + 1 : 0
    if (one && drafted === 'yes') ready.push(one)
  }
  return ready
}

/** Due enrollments whose email may go now; what the others wait for is kept with the mailbox, for it is the same for all. */
async function allowedNow(sync: MailboxSync): Promise<Enrollment[]> {
  const { db, clock, pace } = sync.context
  const now = clock.now()
  const due = await dueAlternating(sync)
  const times =
    due.length === 0
      ? []
      : await sendingTimes(db, sync.mailbox.id, instant(msOf(now) - dayMs), pace.perDay)
  const allowed: Enrollment[] = []
  let waits: string | null = null
  for (const enrollment of due) {
    const permit = mayGo(isFirst(enrollment), sentLately(times, pace, now), pace, now)
    if (permit.waits === null) {
      allowed.push(enrollment)
      times.unshift(now)
      continue
    }
    waits = permit.waits
    recheckIn(sync, msOf(permit.at) - msOf(now))
  }
  await setPaceWait(db, sync.lease, waits === null ? null : { waits, at: now })
  return allowed
}

/** What is due in an open window: first emails before follow-ups, but by turns once a follow-up has waited for long. */
async function dueAlternating(sync: MailboxSync): Promise<Enrollment[]> {
  const { db, clock, pace } = sync.context
  const { id } = sync.mailbox
  const most = 2 * pace.perMinute
  const firsts = await inTheirWindow(sync, await dueFirsts(db, id, clock.now(), most))
  const others = await inTheirWindow(sync, await dueFollowUps(db, id, clock.now(), most))
  const oldest = others[0]?.next
  const isPatient = oldest?.kind !== 'due' || later(oldest.dueAt, patienceMs) > clock.now()
  // First emails were asked for by a person a moment ago.
  if (isPatient) return [...firsts, ...others].slice(0, most)
  return alternate(firsts, others, (await sentFirstLast(db, id)) ? 'second' : 'first').slice(
    0,
    most,
  )
}

function isFirst({ next }: Enrollment): boolean {
  return stepOf(next) === 1
}

/** Those whose send window is open. The others had to wait until it closed: they come when it opens again. */
async function inTheirWindow(sync: MailboxSync, due: Enrollment[]): Promise<Enrollment[]> {
  const { db, clock } = sync.context
  const now = clock.now()
  const open: Enrollment[] = []
  for (const one of due) {
    if (one.next.kind !== 'due') continue
    const planned = await scheduleStep(db, one, one.next.step, one.next.wantedAt, now)
    if (planned.dueAt <= now) open.push(one)
    else await setNextWhileDue(db, one.id, dueAs(one.next.step, planned))
  }
  // Behind those that were moved, others may be due.
  if (open.length < due.length) recheckIn(sync, 0)
  return open
}
