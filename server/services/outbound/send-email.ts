/** Sends drafted emails, one after the other: the mailbox is read, the gate passed, and asked again in the last moment. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { CompleteRead } from '../../domain/mailboxes/complete-read.ts'
import { objectionTexts, type Objection } from '../../domain/mailboxes/last-word.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { ageOf } from '../../domain/time/clock.ts'
import { sendDraft } from '../../graph/drafts.ts'
import { isOverload, NotAskedError } from '../../graph/errors.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { setPaceWait } from '../../store/mailboxes/pace-wait.ts'
import { passGate } from '../../store/outbound/send-gate.ts'
import { makeSending, noteWait } from '../enrollments/next-step.ts'
import { scheduleStep } from '../enrollments/schedule-next-step.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { advance } from './advance-email.ts'
import type { ReadyEmail } from './compose-email.ts'
import { inDoubt } from './uncertain-send.ts'

/** Reads the mailbox completely; handed in, for sending does not know how reading goes. Null: there is more to be read. */
export type ReadMail = (sync: MailboxSync) => Promise<CompleteRead | null>

/** A read that was not just made is made anew a little before it is too old, so that nobody need refuse. */
const staleMs = 7_000
const mostTries = 6
/** After so many reads for one email that were each overtaken by news alone, the next one counts: floods must not starve it. */
const mostNews = 3
/** After so many reads that took longer than they count, Graph is too slow for now. */
const mostSlow = 3
const slowCheckMs = 15_000

const tooSlowText =
  'Waits: Microsoft 365 answers too slowly to be sure that nobody has replied. It is tried again and again.'

/** For a sync that broke off before it came to its emails: whatever is due waits for this, until a sync gets so far. */
export function noteTooSlow({ context, lease }: MailboxSync): Promise<void> {
  return setPaceWait(context.db, lease, { waits: tooSlowText, at: context.clock.now() })
}

export type Send = (ready: ReadyEmail) => Promise<void>

/** Emails in a row share a read while nothing speaks against it. */
export function openSender(sync: MailboxSync, readMail: ReadMail): Send {
  let read: CompleteRead | null = null
  let isTooSlow = false
  return async ({ enrollment, email }) => {
    let overtaken = 0
    let slow = 0
    let last: Objection | null = null
    for (let tries = 0; tries < mostTries && !isTooSlow; tries += 1) {
      const isNewRead = read === null || isStale(sync, read)
      if (isNewRead) read = await readFor(sync, enrollment, readMail)
      if (read === null) continue
      last = await trySend(sync, { enrollment, email, read }, overtaken >= mostNews)
      if (last === null) return
      read = null
      if (isNewRead) overtaken = last === 'news' ? overtaken + 1 : 0
      if (isNewRead && last === 'old') slow += 1
      isTooSlow = slow >= mostSlow
    }
    if (isTooSlow) await noteWait(sync.context.db, enrollment, tooSlowText)
    // What is asked of Graph after each read would be asked again at once.
    recheckIn(sync, isTooSlow || last === 'not-last' ? slowCheckMs : 0)
  }
}

function isStale({ context }: MailboxSync, read: CompleteRead): boolean {
  return ageOf(read.asked, context.clock.readings()) >= staleMs
}

async function readFor(
  sync: MailboxSync,
  enrollment: Enrollment,
  readMail: ReadMail,
): Promise<CompleteRead | null> {
  try {
    return await readMail(sync)
  } catch (error) {
    if (isOverload(error)) await noteWait(sync.context.db, enrollment, tooSlowText)
    throw error
  }
}

interface Ready {
  enrollment: Enrollment
  email: Email
  read: CompleteRead
}

/** What spoke against it, so that the mailbox is to be read again; null when it is dealt with, sent or not. */
async function trySend(
  sync: MailboxSync,
  ready: Ready,
  despiteNews: boolean,
): Promise<Objection | null> {
  const ask = (): Objection | null => {
    const objection = sync.objectionTo(ready.read)
    return objection === 'news' && despiteNews ? null : objection
  }
  const early = ask()
  if (early !== null) return early
  if (!(await throughGate(sync, ready))) {
    await putOff(sync, ready.enrollment)
    return null
  }
  const late = await request(sync, ready, ask)
  // Nothing of the request was written: that is proof enough that it did not go.
  if (late !== null) await advance(sync.context, ready.email, 'not-asked')
  return late
}

/** Between the gate and the first byte lie the lane, the token and the connection, and all of them may take their time. */
async function request(
  sync: MailboxSync,
  { email }: Ready,
  ask: () => Objection | null,
): Promise<Objection | null> {
  const { context, mailbox } = sync
  if (!email.graphId) throw new Error('An email without a draft came to the gate.')
  sync.ownMessages.add(email.graphId)
  const said: { objection: Objection | null } = { objection: null }
  const lastWord = (): string | null => {
    said.objection = ask()
    return said.objection && objectionTexts[said.objection]
  }
  try {
    await sendDraft(sync.ask, mailbox.id, email.graphId, lastWord)
  } catch (error) {
    if (error instanceof NotAskedError) return said.objection
    await inDoubt(sync, email, error)
    return null
  }
  await advance(context, email, 'accepted')
  return null
}

const refusedCheckMs = 15_000

/** The gate refused. Ended or paused: the next look withdraws the draft. Still wanted: looked at later, not in a circle. */
async function putOff(sync: MailboxSync, { id }: Enrollment): Promise<void> {
  const isWanted = (await enrollmentById(sync.context.db, id))?.state === 'active'
  recheckIn(sync, isWanted ? refusedCheckMs : 0)
}

async function throughGate(
  sync: MailboxSync,
  { enrollment, email, read }: Ready,
): Promise<boolean> {
  const { db, clock } = sync.context
  return db.transaction(async (tx) => {
    const gate = { now: clock.now(), real: clock.real() }
    // Reading takes its time: the window may have closed meanwhile, or have been changed.
    const { step } = email
    if ((await scheduleStep(tx, enrollment, step, gate.now, gate.now)).dueAt > gate.now)
      return false
    if (!(await passGate(tx, email.id, sync.lease, read, gate))) return false
    // Nothing is due while Graph has not answered: what comes next counts from when the email really went.
    await makeSending(tx, email)
    return true
  })
}
