/** Sends what is due: draft first, then read the mailbox, then through the gate, one letter after the other. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dayMs, instant, msOf } from '../../domain/time/instant.ts'
import type { Letter } from '../../domain/outbound/email.ts'
import { mayGo, sentLately } from '../../domain/outbound/pace.ts'
import { sendDraft } from '../../graph/drafts.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { dueEnrollments, moveDue, setDue, setWaits } from '../../store/enrollments/due.ts'
import { passGate, sendingTimes } from '../../store/outbound/send-gate.ts'
import { draftLetter } from './create-draft.ts'
import { inDoubt } from './uncertain-send.ts'
import { planDue } from '../enrollments/schedule-next-step.ts'
import { recordSent } from './record-sent.ts'
import { lookAgainIn, type Turn } from '../mailboxes/mailbox-sync.ts'
import { writeLetter, type Ready } from './compose-email.ts'

/** A complete read counts for so long, in real milliseconds. */
const freshMs = 10_000
/** Asked anew a little earlier, so that the gate need not refuse. */
const staleMs = 7_000
/** When so many letters in a row are not taken, it is Graph that is away, and the rest need not be tried. */
const mostAway = 3

/** `readMail` reads the mailbox completely and notes when it was done; it is handed in, for sending does not know how reading goes. */
export async function sendLetters(
  turn: Turn,
  readMail: (turn: Turn) => Promise<unknown>,
): Promise<void> {
  for (const { enrollment, letter } of await draftAll(turn)) {
    await beFresh(turn, readMail)
    await send(turn, enrollment, letter)
  }
}

async function draftAll(turn: Turn): Promise<Ready[]> {
  const ready: Ready[] = []
  let away = 0
  for (const enrollment of await allowedNow(turn)) {
    if (away >= mostAway) break
    const one = await writeLetter(turn, enrollment)
    const drafted = one ? await draftLetter(turn, one) : 'no'
    away = drafted === 'away' ? away + 1 : 0
    if (one && drafted === 'yes') ready.push(one)
  }
  return ready
}

/** Due enrollments whose letter may go now; the others are told what they wait for. */
async function allowedNow(turn: Turn): Promise<Enrollment[]> {
  const { db, clock, pace } = turn.context
  const now = clock.now()
  const due = await inTheirWindow(
    turn,
    await dueEnrollments(db, turn.mailbox.id, now, 2 * pace.perMinute),
  )
  if (due.length === 0) return []
  const times = await sendingTimes(db, turn.mailbox.id, instant(msOf(now) - dayMs), pace.perDay)
  const allowed: Enrollment[] = []
  // First letters were asked for by a person a moment ago; they do not wait behind the follow-ups' gaps.
  for (const enrollment of due) {
    const isFirst = enrollment.nextStep === 1
    const permit = mayGo(isFirst, sentLately(times, pace, now), pace, now)
    if (permit.waits === null) {
      allowed.push(enrollment)
      times.unshift(now)
      continue
    }
    lookAgainIn(turn, msOf(permit.at) - msOf(now))
    if (enrollment.waits !== permit.waits) await setWaits(db, enrollment.id, permit.waits)
  }
  return allowed
}

/** Those whose send window is open. The others had to wait until it closed: they come when it opens again. */
async function inTheirWindow(turn: Turn, due: Enrollment[]): Promise<Enrollment[]> {
  const { db, clock } = turn.context
  const now = clock.now()
  const open: Enrollment[] = []
  for (const one of due) {
    const planned = await planDue(db, one, now)
    if (planned.dueAt <= now) open.push(one)
    else await moveDue(db, one.id, planned)
  }
  // Behind those that were moved, others may be due.
  if (open.length < due.length) lookAgainIn(turn, 0)
  return open
}

/** The last word before a letter is a complete read: read again unless the last request was one, moments ago. */
async function beFresh(turn: Turn, readMail: (turn: Turn) => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const age = turn.freshRead === null ? Infinity : turn.context.clock.real() - turn.freshRead
    if (age < staleMs) return
    await readMail(turn)
  }
}

async function send(turn: Turn, enrollment: Enrollment, letter: Letter): Promise<void> {
  const { context, mailbox } = turn
  if (!letter.graphId) throw new Error('A letter without a draft came to the gate.')
  const readAt = turn.freshRead
  const passed = readAt !== null && (await throughGate(turn, enrollment, letter))
  if (!passed) {
    await putOff(turn, enrollment)
    return
  }
  try {
    await sendDraft(turn.ask, mailbox.id, letter.graphId)
  } catch (error) {
    await inDoubt(turn, enrollment, letter, error)
    return
  }
  // Letters in a row may share one read while it is young; the gate holds them to its age.
  turn.freshRead = readAt
  await context.db.transaction((tx) => recordSent(tx, context, letter, null))
}

const refusedLookMs = 15_000

/** The gate refused. Ended or held: the next look withdraws the draft. Still wanted: looked at later, not in a circle. */
async function putOff(turn: Turn, { id }: Enrollment): Promise<void> {
  const isWanted = (await enrollmentById(turn.context.db, id))?.state === 'active'
  lookAgainIn(turn, isWanted ? refusedLookMs : 0)
}

async function throughGate(turn: Turn, enrollment: Enrollment, letter: Letter): Promise<boolean> {
  const { db, clock } = turn.context
  return db.transaction(async (tx) => {
    const real = clock.real()
    const gate = { now: clock.now(), real, freshReal: real - freshMs }
    // Reading takes its time: the window may have closed meanwhile, or have been changed.
    if ((await planDue(tx, enrollment, gate.now)).dueAt > gate.now) return false
    if (!(await passGate(tx, letter.id, turn.lease, gate))) return false
    // Nothing is due while Graph has not answered: what comes next counts from when the letter really went.
    await setDue(tx, enrollment.id, null)
    await setWaits(tx, enrollment.id, `Letter ${String(letter.step)} is on its way.`)
    return true
  })
}
