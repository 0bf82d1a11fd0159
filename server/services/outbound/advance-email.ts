/** Takes an email a step on in its life, and lets follow what that means for its enrollment: the one way for every service. */

import { pauseTexts } from '../../domain/unenrollment/describe-pause.ts'
import type { Email } from '../../domain/outbound/email.ts'
import type { EmailEvent } from '../../domain/outbound/email-life.ts'
import type { EmailInGraph } from '../../graph/drafts.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { forgetEmailOnItsWay } from '../../store/enrollments/ended.ts'
import { setDueNow } from '../../store/enrollments/next-step.ts'
import { addMessageIdOf, advanceEmail } from '../../store/outbound/emails.ts'
import { cancelTasks } from '../../store/outbound/tasks.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'
import { pauseEnrollment } from '../enrollments/pause.ts'
import { finishStep, recordSent } from './record-sent.ts'

/** The gate is one statement of its own. */
type Event = Exclude<EmailEvent, 'gate-passed'>

/**
 * In a transaction of its own; told twice, it happens once. `item` is what lies in the mailbox of it, where that is what proves
 * the event. False: the email had moved on already.
 */
export function advance(
  context: Context,
  email: Email,
  event: Event,
  item: EmailInGraph | null = null,
): Promise<boolean> {
  return context.db.transaction((tx) => advanceIn(tx, context, email, event, item))
}

/** The same inside the caller's transaction. */
export async function advanceIn(
  tx: Db,
  context: Context,
  email: Email,
  event: Event,
  item: EmailInGraph | null = null,
): Promise<boolean> {
  if (item?.messageId && item.messageId !== email.messageId)
    await addMessageIdOf(tx, email.id, item.messageId)
  if (event === 'accepted' || event === 'seen-sent')
    return recordSent(tx, context, email, event, item)
  const draft = item && { draft: { graphId: item.id, print: item.print } }
  const moved = await advanceEmail(
    tx,
    email.id,
    event,
    event === 'draft-there' && draft ? draft : {},
  )
  if (!moved) return false
  switch (event) {
    case 'draft-there':
    case 'taken-up':
      break
    case 'not-asked':
    case 'refused':
    case 'still-a-draft':
      // Sent by the next sync if it is still wanted, withdrawn if not.
      await forgetEmailOnItsWay(tx, email.enrollmentId)
      await setDueNow(tx, email, context.clock.now())
      break
    case 'taken-back':
      await noteTakenBack(tx, context, email)
      break
    case 'left-to-rep':
      await note(tx, context, email, 'email-withdrawn', leftToRep(email))
      break
    case 'thrown-away':
      await askAboutDeleted(tx, context, email)
      break
    case 'nowhere':
      await askAboutLost(tx, context, email)
      break
    default: {
      const never: never = event
      return never
    }
  }
  return true
}

async function noteTakenBack(tx: Db, context: Context, email: Email): Promise<void> {
  const enrollment = await enrollmentById(tx, email.enrollmentId)
  const goes = email.byHand ? 'is drafted anew' : 'goes'
  const comesLater = enrollment?.state === 'paused' ? ` It ${goes} when the pause is over.` : ''
  // Without its draft there is nothing to do for the rep; if the step still comes, it is written anew.
  if (email.byHand) {
    await cancelTasks(tx, email.enrollmentId, email.step)
    await setDueNow(tx, email, context.clock.now())
  }
  const text = `Email ${String(email.number)} was withdrawn before it went out.${comesLater}`
  await note(tx, context, email, 'email-withdrawn', text)
}

function leftToRep({ number }: Email): string {
  return `Email ${String(number)} is not sent. You changed its draft, so it was left among your drafts.`
}

/** Whoever deletes the draft does not want the email sent. After the end nobody is asked, and the timeline says what became of it. */
async function askAboutDeleted(tx: Db, context: Context, email: Email): Promise<void> {
  await forgetEmailOnItsWay(tx, email.enrollmentId)
  if ((await enrollmentById(tx, email.enrollmentId))?.state === 'ended') {
    await noteTakenBack(tx, context, email)
    return
  }
  await setDueNow(tx, email, context.clock.now())
  await pauseEnrollment(tx, context, email.enrollmentId, {
    reason: 'email-rejected',
    text: `The draft of email ${String(email.number)} was deleted from the mailbox before it went out. Resume to write it anew.`,
    evidence: null,
  })
}

async function askAboutLost(tx: Db, context: Context, email: Email): Promise<void> {
  const what =
    email.state === 'sending'
      ? `It cannot be proven whether email ${String(email.number)} went out.`
      : `The draft of email ${String(email.number)} is no longer in the mailbox. Whether somebody sent it or deleted it cannot be seen.`
  await note(tx, context, email, 'email-unconfirmed', `${what} It will not be sent again.`)
  await pauseEnrollment(tx, context, email.enrollmentId, {
    reason: 'email-unconfirmed',
    text: pauseTexts['email-unconfirmed'],
    evidence: null,
  })
  if (email.byHand) await cancelTasks(tx, email.enrollmentId, email.step)
  await finishStep(tx, context, email, { emailsSent: 0, doneAt: context.clock.now() })
}

async function note(
  tx: Db,
  context: Context,
  email: Email,
  kind: 'email-withdrawn' | 'email-unconfirmed',
  text: string,
): Promise<void> {
  const enrollment = await enrollmentById(tx, email.enrollmentId)
  if (!enrollment) return
  await addEntry(tx, {
    id: newId(),
    enrollmentId: email.enrollmentId,
    contactId: enrollment.contactId,
    at: context.clock.now(),
    kind,
    text,
    evidence: null,
  })
}
