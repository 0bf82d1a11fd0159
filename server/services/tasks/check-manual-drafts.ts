/** Looks whether emails that the rep is to send still lie among the drafts; mostly the mailbox's own mail tells before. */

import { later } from '../../domain/time/instant.ts'
import type { Letter } from '../../domain/outbound/email.ts'
import { GraphError } from '../../graph/errors.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { knowLetterAs, lettersOf } from '../../store/outbound/emails.ts'
import { markLooked, tasksToLookAt } from '../../store/outbound/tasks.ts'
import { isThrownAway } from '../outbound/create-draft.ts'
import { findIt } from '../outbound/reconcile-emails.ts'
import { draftGone } from '../outbound/uncertain-send.ts'
import { recordSent } from '../outbound/record-sent.ts'
import type { Turn } from '../mailboxes/mailbox-sync.ts'

/** Each draft is looked at so seldom, and so many a turn at most: what lies there for weeks costs next to nothing. */
const lookMs = 15 * 60_000
const looksPerTurn = 20

export async function lookAtDrafts(turn: Turn): Promise<void> {
  const { context } = turn
  const { db, clock } = context
  const since = later(clock.now(), -lookMs)
  for (const task of await tasksToLookAt(db, turn.mailbox.id, since, looksPerTurn)) {
    // First of all, so that one that Graph will not show does not come first again and again.
    await markLooked(db, task.id, clock.now())
    const letters = await lettersOf(db, task.enrollmentId)
    const letter = letters.find((one) => one.step === task.step && one.state === 'drafted')
    try {
      if (letter) await lookAt(turn, letter)
    } catch (error) {
      if (!(error instanceof GraphError) || error.kind !== 'refused') throw error
      context.report({ event: 'draft-not-shown', mailbox: turn.mailbox.id, error: error.message })
    }
  }
}

async function lookAt(turn: Turn, letter: Letter): Promise<void> {
  const { context } = turn
  const found = await findIt(turn, letter)
  if (found && !found.isDraft) {
    if (found.messageId && found.messageId !== letter.messageId)
      await knowLetterAs(context.db, letter.id, found.messageId)
    await context.db.transaction((tx) => recordSent(tx, context, letter, found.sentAt))
    return
  }
  if (found && !(await isThrownAway(turn, found))) return
  const enrollment = await enrollmentById(context.db, letter.enrollmentId)
  if (enrollment) await draftGone(turn, enrollment, letter)
}
