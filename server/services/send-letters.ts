/** Sends what is due: draft first, then read the mailbox, then through the gate, one letter after the other. */

import type { Enrollment } from '../domain/enrollment.ts'
import { dayMs, instant, msOf } from '../domain/instant.ts'
import { asHtml, asText, compose, mintMessageId, type Letter } from '../domain/letter.ts'
import { mayGo, sentLately } from '../domain/schedule.ts'
import type { Step } from '../domain/sequence.ts'
import { holdTexts } from '../domain/unenrollment/tell.ts'
import { GraphError } from '../graph/client.ts'
import { composeMime, createDraft, lettersByMessageId, sendDraft } from '../graph/letters.ts'
import { contactById } from '../store/contacts.ts'
import { dueEnrollments, enrollmentById, setDue, setWaits } from '../store/enrollments.ts'
import {
  addLetter,
  knowLetterAs,
  lettersOf,
  markDrafted,
  moveLetter,
  passGate,
  sendingTimes,
} from '../store/letters.ts'
import { stepsOf } from '../store/sequences.ts'
import { userById } from '../store/users.ts'
import { newId } from './context.ts'
import { hold } from './hold.ts'
import { readMail } from './read-mail.ts'
import { recordSent } from './record-sent.ts'
import { tenantDomains } from './tenant.ts'
import { tokenValues } from './token-values.ts'
import { lookAgainIn, type Turn } from './turn.ts'
import { unsubscribeLink, unsubscribeSubject } from './unsubscribe.ts'

/** A complete read counts for so long, in real milliseconds. */
const freshMs = 10_000
/** Asked anew a little earlier, so that the gate need not refuse. */
const staleMs = 7_000

interface Ready {
  enrollment: Enrollment
  letter: Letter
  references: string[]
  /** An earlier turn began it: a draft of it may lie in the mailbox already. */
  begunBefore: boolean
}

export async function sendLetters(turn: Turn): Promise<void> {
  const ready: Ready[] = []
  for (const enrollment of await allowedNow(turn)) {
    const one = await write(turn, enrollment)
    if (one && (await draftOrHold(turn, one))) ready.push(one)
  }
  for (const { enrollment, letter } of ready) {
    await beFresh(turn)
    await send(turn, enrollment, letter)
  }
}

/** Due enrollments whose letter may go now; the others are told what they wait for. */
async function allowedNow(turn: Turn): Promise<Enrollment[]> {
  const { db, clock, pace } = turn.context
  const now = clock.now()
  const due = await dueEnrollments(db, turn.mailbox.id, now, 2 * pace.perMinute)
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

/** The letter of the due step: the one already stored, or a new one; null when it cannot be written. */
async function write(turn: Turn, enrollment: Enrollment): Promise<Ready | null> {
  const { context, mailbox } = turn
  const letters = await lettersOf(context.db, enrollment.id)
  const steps = await stepsOf(context.db, enrollment.sequenceId, enrollment.edition)
  const step = steps.find((one) => one.number === enrollment.nextStep)
  if (!step)
    throw new Error(`Enrollment ${enrollment.id} has no step ${String(enrollment.nextStep)}.`)
  const inThread = step.thread === 'same' ? threadBefore(step.number, steps, letters) : []
  const references = inThread.map((letter) => letter.messageId)
  const ofStep = letters.filter((one) => one.step === step.number)
  if (ofStep.some((one) => one.state === 'sending')) {
    // Undone or resumed while its letter is in doubt: first it must be known whether that one went.
    await setDue(context.db, enrollment.id, null)
    return null
  }
  const begun = ofStep.find((one) => one.state === 'stored' || one.state === 'drafted')
  if (begun) return { enrollment, letter: begun, references, begunBefore: true }
  const contact = await contactById(context.db, enrollment.contactId)
  const rep = await userById(context.db, mailbox.userId)
  if (!contact || !rep) throw new Error(`Enrollment ${enrollment.id} lacks its contact or its rep.`)
  const values = tokenValues(contact, { name: rep.name, address: mailbox.address })
  const written = compose(step, values, { subject: inThread.at(-1)?.subject ?? null, references })
  if ('missing' in written) {
    await context.db.transaction((tx) =>
      hold(tx, context, enrollment.id, {
        reason: 'letter-not-ready',
        text: `${holdTexts['letter-not-ready']} Missing: ${written.missing}.`,
        evidence: null,
      }),
    )
    return null
  }
  const attempt = ofStep.length + 1
  const name = { enrollmentId: enrollment.id, step: step.number, attempt }
  const letter: Letter = {
    id: newId(),
    ...name,
    mailboxId: mailbox.id,
    state: 'stored',
    subject: written.subject,
    text: written.text,
    messageId: mintMessageId(context.messageIdKey, name, mailbox.address),
    graphId: null,
    sendingAt: null,
    sendingReal: null,
    sentAt: null,
  }
  await context.db.transaction((tx) => addLetter(tx, letter, context.clock.now()))
  return { enrollment, letter, references, begunBefore: false }
}

/** The letters of the thread that a step goes on with. One that is unknown may well have gone, so it belongs to it too. */
function threadBefore(number: number, steps: Step[], letters: Letter[]): Letter[] {
  const opening = steps.filter((one) => one.number < number && one.thread === 'new').at(-1)
  return letters.filter(
    (letter) =>
      (letter.state === 'sent' || letter.state === 'unknown') &&
      letter.step >= (opening?.number ?? 1) &&
      letter.step < number,
  )
}

/** A letter that Graph will never take must not stand in the way of the mailbox's others: a person has to look at it. */
async function draftOrHold(turn: Turn, ready: Ready): Promise<boolean> {
  try {
    return await draft(turn, ready)
  } catch (error) {
    const isItsFault = error instanceof GraphError && (error.status === 400 || error.status === 413)
    if (!isItsFault) throw error
    await turn.context.db.transaction((tx) =>
      hold(tx, turn.context, ready.enrollment.id, {
        reason: 'letter-refused',
        text: refusedText(error),
        evidence: null,
      }),
    )
    lookAgainIn(turn, 0)
    return false
  }
}

/** Puts the letter among the mailbox's drafts; one that an earlier try left there is adopted. */
async function draft(turn: Turn, ready: Ready): Promise<boolean> {
  const { letter } = ready
  if (letter.state === 'drafted') return true
  const { context, mailbox } = turn
  const known = ready.begunBefore
    ? await lettersByMessageId(turn.ask, mailbox.id, letter.messageId)
    : []
  const went = known.find((one) => !one.isDraft)
  if (went) {
    // The rep found the draft whose answer was lost, and sent it by hand.
    await context.db.transaction((tx) => recordSent(tx, context, letter, went.sentAt))
    return false
  }
  const there = known[0]
  const drafted = there ?? (await createDraft(turn.ask, mailbox.id, await mimeFor(turn, ready)))
  return context.db.transaction(async (tx) => {
    if (drafted.messageId && drafted.messageId !== letter.messageId)
      await knowLetterAs(tx, letter.id, drafted.messageId)
    letter.graphId = drafted.id
    letter.state = 'drafted'
    return markDrafted(tx, letter.id, drafted.id)
  })
}

async function mimeFor(turn: Turn, { enrollment, letter, references }: Ready): Promise<Buffer> {
  const { db } = turn.context
  const contact = await contactById(db, enrollment.contactId)
  const rep = await userById(db, turn.mailbox.userId)
  const url = unsubscribeLink(turn.context, enrollment.id)
  return composeMime({
    from: { address: turn.mailbox.address, name: rep?.name ?? '' },
    to: { address: enrollment.address, name: contact?.name ?? '' },
    subject: letter.subject,
    text: asText(letter.text, url),
    html: asHtml(letter.text, url),
    messageId: letter.messageId,
    references,
    date: turn.context.clock.now(),
    unsubscribe: {
      url,
      mail: {
        address: turn.mailbox.address,
        subject: unsubscribeSubject(turn.context, enrollment.id),
      },
    },
  })
}

/** The last word before a letter is a complete read: read again unless the last request was one, moments ago. */
async function beFresh(turn: Turn): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const age = turn.freshRead === null ? Infinity : turn.context.clock.real() - turn.freshRead
    if (age < staleMs) return
    // Judging may want the company's domains: asked for now, that request cannot come between the read and the letter.
    await tenantDomains(turn.context)
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
    if (!(await passGate(tx, letter.id, turn.lease, gate))) return false
    // Nothing is due while Graph has not answered: what comes next counts from when the letter really went.
    await setDue(tx, enrollment.id, null)
    await setWaits(tx, enrollment.id, `Letter ${String(letter.step)} is on its way.`)
    return true
  })
}

/** No answer, or a refusal: either way only the mailbox can tell whether the letter went. */
async function inDoubt(
  turn: Turn,
  enrollment: Enrollment,
  letter: Letter,
  error: unknown,
): Promise<void> {
  if (!(error instanceof GraphError)) throw error
  const { db } = turn.context
  lookAgainIn(turn, 2_000)
  if (error.kind === 'not-found') {
    await draftGone(turn, enrollment, letter)
    return
  }
  if (error.kind === 'refused') {
    // It would be refused again and again; once it is proved that it did not go, the draft is withdrawn.
    await db.transaction((tx) =>
      hold(tx, turn.context, enrollment.id, {
        reason: 'letter-refused',
        text: refusedText(error),
        evidence: null,
      }),
    )
    return
  }
  await setWaits(
    db,
    enrollment.id,
    'Microsoft 365 did not say whether the letter went out. It is being looked into.',
  )
  if (error.kind === 'throttled' || error.kind === 'signed-out') throw error
}

/** The one time it was asked for, the draft was not there to be sent: somebody deleted it, and it did not go. */
async function draftGone(turn: Turn, enrollment: Enrollment, letter: Letter): Promise<void> {
  const { context } = turn
  await context.db.transaction(async (tx) => {
    if (!(await moveLetter(tx, letter.id, ['sending'], { state: 'withdrawn' }))) return
    await setDue(tx, enrollment.id, context.clock.now())
    await hold(tx, context, enrollment.id, {
      reason: 'letter-refused',
      text: `The draft of letter ${String(letter.step)} was deleted from the mailbox before it went out. Resume to write it anew.`,
      evidence: null,
    })
  })
}

function refusedText(error: GraphError): string {
  return `${holdTexts['letter-refused']} It says: ${error.code}.`
}
