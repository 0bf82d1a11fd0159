/** Sends what is due: draft first, then read the mailbox, then through the gate, one email after the other. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dayMs, instant, msOf } from '../../domain/time/instant.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { mayGo, sentLately } from '../../domain/outbound/pace.ts'
import { sendDraft } from '../../graph/drafts.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { dueEnrollments, moveDue, setDue, setWaits } from '../../store/enrollments/due.ts'
import { passGate, sendingTimes } from '../../store/outbound/send-gate.ts'
import { createDraftOf } from './create-draft.ts'
import { inDoubt } from './uncertain-send.ts'
import { scheduleNextStep } from '../enrollments/schedule-next-step.ts'
import { recordSent } from './record-sent.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { composeEmail, type ReadyEmail } from './compose-email.ts'

/** A complete read counts for so long, in real milliseconds. */
const freshMs = 10_000
/** Asked anew a little earlier, so that the gate need not refuse. */
const staleMs = 7_000
/** When so many emails in a row are not taken, it is Graph that is away, and the rest need not be tried. */
const mostAway = 3

/** `readMail` reads the mailbox completely and notes when it was done; it is handed in, for sending does not know how reading goes. */
export async function sendDueEmails(
  sync: MailboxSync,
  readMail: (sync: MailboxSync) => Promise<unknown>,
): Promise<void> {
  for (const { enrollment, email } of await draftAll(sync)) {
    await beFresh(sync, readMail)
    await send(sync, enrollment, email)
  }
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
    const planned = await scheduleNextStep(db, one, one.wantedAt ?? now, now)
    if (planned.dueAt <= now) open.push(one)
    else await moveDue(db, one.id, planned)
  }
  // Behind those that were moved, others may be due.
  if (open.length < due.length) recheckIn(sync, 0)
  return open
}

/** The last word before an email is a complete read: read again unless the last request was one, moments ago. */
async function beFresh(
  sync: MailboxSync,
  readMail: (sync: MailboxSync) => Promise<unknown>,
): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const age = sync.freshRead === null ? Infinity : sync.context.clock.real() - sync.freshRead
    if (age < staleMs) return
    await readMail(sync)
  }
}

async function send(sync: MailboxSync, enrollment: Enrollment, email: Email): Promise<void> {
  const { context, mailbox } = sync
  if (!email.graphId) throw new Error('An email without a draft came to the gate.')
  const readAt = sync.freshRead
  const passed = readAt !== null && (await throughGate(sync, enrollment, email))
  if (!passed) {
    await putOff(sync, enrollment)
    return
  }
  try {
    await sendDraft(sync.ask, mailbox.id, email.graphId)
  } catch (error) {
    await inDoubt(sync, enrollment, email, error)
    return
  }
  // Emails in a row may share one read while it is young; the gate holds them to its age.
  sync.freshRead = readAt
  await context.db.transaction((tx) => recordSent(tx, context, email, null))
}

const refusedCheckMs = 15_000

/** The gate refused. Ended or paused: the next look withdraws the draft. Still wanted: looked at later, not in a circle. */
async function putOff(sync: MailboxSync, { id }: Enrollment): Promise<void> {
  const isWanted = (await enrollmentById(sync.context.db, id))?.state === 'active'
  recheckIn(sync, isWanted ? refusedCheckMs : 0)
}

async function throughGate(
  sync: MailboxSync,
  enrollment: Enrollment,
  email: Email,
): Promise<boolean> {
  const { db, clock } = sync.context
  return db.transaction(async (tx) => {
    const real = clock.real()
    const gate = { now: clock.now(), real, freshReal: real - freshMs }
    // Reading takes its time: the window may have closed meanwhile, or have been changed.
    if ((await scheduleNextStep(tx, enrollment, gate.now, gate.now)).dueAt > gate.now) return false
    if (!(await passGate(tx, email.id, sync.lease, gate))) return false
    // Nothing is due while Graph has not answered: what comes next counts from when the email really went.
    await setDue(tx, enrollment.id, null)
    await setWaits(tx, enrollment.id, `Email ${String(email.number)} is on its way.`)
    return true
  })
}
