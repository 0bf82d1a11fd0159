/** Sends what is due: draft first, then read the mailbox, then through the gate, one email after the other. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dayMs, instant, msOf } from '../../domain/time/instant.ts'
import { mayGo, sentLately } from '../../domain/outbound/pace.ts'
import { dueEnrollments, moveDue, setWaits } from '../../store/enrollments/due.ts'
import { sendingTimes } from '../../store/outbound/send-gate.ts'
import { createDraftOf } from './create-draft.ts'
import { scheduleNextStep } from '../enrollments/schedule-next-step.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { composeEmail, type ReadyEmail } from './compose-email.ts'
import { openSender, type ReadMail } from './send-email.ts'

/** When so many emails in a row are not taken, it is Graph that is away, and the rest need not be tried. */
const mostAway = 3

export async function sendDueEmails(sync: MailboxSync, readMail: ReadMail): Promise<void> {
  const send = openSender(sync, readMail)
  for (const ready of await draftAll(sync)) await send(ready)
}

async function draftAll(sync: MailboxSync): Promise<ReadyEmail[]> {
  const ready: ReadyEmail[] = []
  let away = 0
  for (const enrollment of await allowedNow(sync)) {
    if (away >= mostAway) break
    const one = await composeEmail(sync, enrollment)
    const drafted = one ? await createDraftOf(sync, one) : 'no'
    away = drafted === 'away' ? away + 1 : 0
    if (one && drafted === 'yes') ready.push(one)
  }
  return ready
}

/** Due enrollments whose email may go now; the others are told what they wait for. */
async function allowedNow(sync: MailboxSync): Promise<Enrollment[]> {
  const { db, clock, pace } = sync.context
  const now = clock.now()
  const due = await inTheirWindow(
    sync,
    await dueEnrollments(db, sync.mailbox.id, now, 2 * pace.perMinute),
  )
  if (due.length === 0) return []
  const times = await sendingTimes(db, sync.mailbox.id, instant(msOf(now) - dayMs), pace.perDay)
  const allowed: Enrollment[] = []
  // First emails were asked for by a person a moment ago; they do not wait behind the follow-ups' gaps.
  for (const enrollment of due) {
    const isFirst = enrollment.nextStep === 1
    const permit = mayGo(isFirst, sentLately(times, pace, now), pace, now)
    if (permit.waits === null) {
      allowed.push(enrollment)
      times.unshift(now)
      continue
    }
    recheckIn(sync, msOf(permit.at) - msOf(now))
    if (enrollment.waits !== permit.waits) await setWaits(db, enrollment.id, permit.waits)
  }
  return allowed
}

/** Those whose send window is open. The others had to wait until it closed: they come when it opens again. */
async function inTheirWindow(sync: MailboxSync, due: Enrollment[]): Promise<Enrollment[]> {
  const { db, clock } = sync.context
  const now = clock.now()
  const open: Enrollment[] = []
  for (const one of due) {
    const planned = await scheduleNextStep(db, one, now)
    if (planned.dueAt <= now) open.push(one)
    else await moveDue(db, one.id, planned)
  }
  // Behind those that were moved, others may be due.
  if (open.length < due.length) recheckIn(sync, 0)
  return open
}
