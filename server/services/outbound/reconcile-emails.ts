/** Letters left unfinished by an earlier turn or a crash: withdrawn when their enrollment stopped, cleared up when in doubt. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { msOf } from '../../domain/time/instant.ts'
import type { Letter } from '../../domain/outbound/email.ts'
import { holdTexts } from '../../domain/unenrollment/describe-pause.ts'
import { GraphError } from '../../graph/errors.ts'
import {
  deleteDraft,
  letterById,
  lettersByMessageId,
  type LetterInGraph,
} from '../../graph/drafts.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { setDue } from '../../store/enrollments/due.ts'
import {
  knowLetterAs,
  messageIdsOf,
  moveLetter,
  unfinishedLetters,
} from '../../store/outbound/emails.ts'
import { cancelTasks } from '../../store/outbound/tasks.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId } from '../context.ts'
import { draftsOf } from './create-draft.ts'
import { hold } from '../enrollments/pause.ts'
import { finishStep, recordSent } from './record-sent.ts'
import { lookAgainIn, type Turn } from '../mailboxes/mailbox-sync.ts'

/** How long a letter that Graph was asked to send, and that still lies among the drafts, may yet go. Real time. */
const patienceRealMs = 10 * 60_000
/** How long a letter may be nowhere before nobody can say what became of it. Product time. */
const lostAfterMs = 24 * 3600_000
/** How soon a doubt is looked into again: often at first, for it mostly clears at once. Product time. */
const soonMs = 15_000
const laterMs = 5 * 60_000

export async function finishLetters(turn: Turn): Promise<void> {
  for (const id of turn.strayDrafts.splice(0))
    await unlessRefused(turn, () => deleteDraft(turn.ask, turn.mailbox.id, id))
  for (const letter of await unfinishedLetters(turn.context.db, turn.mailbox.id)) {
    if (letter.state === 'sending') await unlessRefused(turn, () => clearUp(turn, letter))
    else if (!(await isWanted(turn, letter)))
      await unlessRefused(turn, () => withdraw(turn, letter))
  }
}

/** One letter that Graph will not touch (a legal hold, say) must not keep back the others; it is tried again later. */
async function unlessRefused(turn: Turn, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind !== 'refused') throw error
    turn.context.report({ event: 'letter-refused', mailbox: turn.mailbox.id, error: error.message })
    lookAgainIn(turn, laterMs)
  }
}

async function isWanted(turn: Turn, letter: Letter): Promise<boolean> {
  // An email by hand that is still wanted is not among the unfinished ones at all.
  if (letter.byHand && letter.state === 'drafted') return false
  const enrollment = await enrollmentById(turn.context.db, letter.enrollmentId)
  return enrollment?.state === 'active' && enrollment.nextStep === letter.step
}

async function withdraw(turn: Turn, letter: Letter): Promise<void> {
  const { context, mailbox } = turn
  const there = await draftsOf(turn, letter)
  const went = there.find((found) => !found.isDraft)
  if (went) {
    // The rep sent the draft by hand: what lies in Sent Items now is no draft to delete, but the rep's own mail.
    await context.db.transaction((tx) => recordSent(tx, context, letter, went.sentAt))
    return
  }
  for (const found of there) await deleteDraft(turn.ask, mailbox.id, found.id)
  await context.db.transaction(async (tx) => {
    if (!(await moveLetter(tx, letter.id, ['stored', 'drafted'], { state: 'withdrawn' }))) return
    const enrollment = await enrollmentById(tx, letter.enrollmentId)
    const goes = letter.byHand ? 'is drafted anew' : 'goes'
    const comesLater = enrollment?.state === 'held' ? ` It ${goes} when the hold is over.` : ''
    if (letter.byHand) await dueAnew(tx, turn, letter, enrollment)
    const text = `Letter ${String(letter.step)} was withdrawn before it went out.${comesLater}`
    await note(tx, turn, letter, 'letter-withdrawn', text)
  })
}

/** Without its draft there is nothing to do for the rep; if the step still comes, it is written anew. */
async function dueAnew(
  tx: Db,
  turn: Turn,
  { enrollmentId, step }: Letter,
  enrollment: Enrollment | null,
): Promise<void> {
  await cancelTasks(tx, enrollmentId, step)
  if (enrollment?.nextStep === step) await setDue(tx, enrollmentId, turn.context.clock.now())
}

/** Graph was asked to send it and nobody knows whether it did. Proof is looked for; it is never simply sent again. */
async function clearUp(turn: Turn, letter: Letter): Promise<void> {
  const { context } = turn
  const found = await findIt(turn, letter)
  if (found && !found.isDraft) {
    if (found.messageId && found.messageId !== letter.messageId)
      await knowLetterAs(context.db, letter.id, found.messageId)
    await context.db.transaction((tx) => recordSent(tx, context, letter, found.sentAt))
    return
  }
  const waitedReal = context.clock.real() - (letter.sendingReal ?? 0)
  const waited = msOf(context.clock.now()) - msOf(letter.sendingAt ?? context.clock.now())
  if (found && waitedReal >= patienceRealMs) await backToDrafted(turn, letter)
  else if (!found && waited >= lostAfterMs) await giveUp(turn, letter)
  else lookAgainIn(turn, waitedReal < patienceRealMs ? soonMs : laterMs)
}

/** By its id, else under any Message-ID it is known by; a sent copy outweighs a draft. */
export async function findIt(turn: Turn, letter: Letter): Promise<LetterInGraph | null> {
  const byId = letter.graphId ? await letterById(turn.ask, turn.mailbox.id, letter.graphId) : null
  if (byId) return byId
  const names = await messageIdsOf(turn.context.db, letter.id)
  const found: LetterInGraph[] = []
  for (const name of names)
    found.push(...(await lettersByMessageId(turn.ask, turn.mailbox.id, name)))
  return found.find((one) => !one.isDraft) ?? found[0] ?? null
}

async function backToDrafted(turn: Turn, letter: Letter): Promise<void> {
  const { context } = turn
  await context.db.transaction(async (tx) => {
    if (await moveLetter(tx, letter.id, ['sending'], { state: 'drafted' }))
      await setDue(tx, letter.enrollmentId, context.clock.now())
  })
  // Sent by this very turn if it is still wanted, withdrawn by the next one if not.
  lookAgainIn(turn, 0)
}

async function giveUp(turn: Turn, letter: Letter): Promise<void> {
  const { context } = turn
  await context.db.transaction(async (tx) => {
    if (!(await moveLetter(tx, letter.id, ['sending'], { state: 'unknown' }))) return
    const text = `It cannot be proven whether letter ${String(letter.step)} went out. It will not be sent again.`
    await note(tx, turn, letter, 'letter-unknown', text)
    await hold(tx, context, letter.enrollmentId, {
      reason: 'letter-unknown',
      text: holdTexts['letter-unknown'],
      evidence: null,
    })
    await finishStep(tx, context, letter, { lettersSent: 0, doneAt: context.clock.now() })
  })
}

async function note(
  tx: Db,
  turn: Turn,
  letter: Letter,
  kind: 'letter-withdrawn' | 'letter-unknown',
  text: string,
): Promise<void> {
  const enrollment = await enrollmentById(tx, letter.enrollmentId)
  if (!enrollment) return
  await addEntry(tx, {
    id: newId(),
    enrollmentId: letter.enrollmentId,
    contactId: enrollment.contactId,
    at: turn.context.clock.now(),
    kind,
    text,
    evidence: null,
  })
}
