/** Emails left unfinished by an earlier sync or a crash: withdrawn when their enrollment stopped, cleared up when in doubt. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { msOf } from '../../domain/time/instant.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { pauseTexts } from '../../domain/unenrollment/describe-pause.ts'
import { GraphError } from '../../graph/errors.ts'
import { deleteDraft, emailById, emailsByMessageId, type EmailInGraph } from '../../graph/drafts.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { setDue } from '../../store/enrollments/due.ts'
import {
  addMessageIdOf,
  messageIdsOf,
  moveEmail,
  unfinishedEmails,
} from '../../store/outbound/emails.ts'
import { cancelTasks } from '../../store/outbound/tasks.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId } from '../context.ts'
import { draftsOf } from './create-draft.ts'
import { pauseEnrollment } from '../enrollments/pause.ts'
import { finishStep, recordSent } from './record-sent.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** How long an email that Graph was asked to send, and that still lies among the drafts, may yet go. Real time. */
const patienceRealMs = 10 * 60_000
/** How long an email may be nowhere before nobody can say what became of it. Product time. */
const lostAfterMs = 24 * 3600_000
/** How soon a doubt is looked into again: often at first, for it mostly clears at once. Product time. */
const soonMs = 15_000
const laterMs = 5 * 60_000

export async function reconcileEmails(sync: MailboxSync): Promise<void> {
  for (const id of sync.strayDrafts.splice(0))
    await unlessRefused(sync, () => deleteDraft(sync.ask, sync.mailbox.id, id))
  for (const email of await unfinishedEmails(sync.context.db, sync.mailbox.id)) {
    if (email.state === 'sending') await unlessRefused(sync, () => clearUp(sync, email))
    else if (!(await isWanted(sync, email))) await unlessRefused(sync, () => withdraw(sync, email))
  }
}

/** One email that Graph will not touch (a legal hold, say) must not keep back the others; it is tried again later. */
async function unlessRefused(sync: MailboxSync, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind !== 'refused') throw error
    sync.context.report({ event: 'email-rejected', mailbox: sync.mailbox.id, error: error.message })
    recheckIn(sync, laterMs)
  }
}

async function isWanted(sync: MailboxSync, email: Email): Promise<boolean> {
  // An email by hand that is still wanted is not among the unfinished ones at all.
  if (email.byHand && email.state === 'drafted') return false
  const enrollment = await enrollmentById(sync.context.db, email.enrollmentId)
  return enrollment?.state === 'active' && enrollment.nextStep === email.step
}

async function withdraw(sync: MailboxSync, email: Email): Promise<void> {
  const { context, mailbox } = sync
  const there = await draftsOf(sync, email)
  const went = there.find((found) => !found.isDraft)
  if (went) {
    // The rep sent the draft by hand: what lies in Sent Items now is no draft to delete, but the rep's own mail.
    await context.db.transaction((tx) => recordSent(tx, context, email, went.sentAt))
    return
  }
  for (const found of there) await deleteDraft(sync.ask, mailbox.id, found.id)
  await context.db.transaction(async (tx) => {
    if (!(await moveEmail(tx, email.id, ['stored', 'drafted'], { state: 'withdrawn' }))) return
    const enrollment = await enrollmentById(tx, email.enrollmentId)
    const goes = email.byHand ? 'is drafted anew' : 'goes'
    const comesLater = enrollment?.state === 'paused' ? ` It ${goes} when the pause is over.` : ''
    if (email.byHand) await dueAnew(tx, sync, email, enrollment)
    const text = `Email ${String(email.number)} was withdrawn before it went out.${comesLater}`
    await note(tx, sync, email, 'email-withdrawn', text)
  })
}

/** Without its draft there is nothing to do for the rep; if the step still comes, it is written anew. */
async function dueAnew(
  tx: Db,
  sync: MailboxSync,
  { enrollmentId, step }: Email,
  enrollment: Enrollment | null,
): Promise<void> {
  await cancelTasks(tx, enrollmentId, step)
  if (enrollment?.nextStep === step) await setDue(tx, enrollmentId, sync.context.clock.now())
}

/** Graph was asked to send it and nobody knows whether it did. Proof is looked for; it is never simply sent again. */
async function clearUp(sync: MailboxSync, email: Email): Promise<void> {
  const { context } = sync
  const found = await findIt(sync, email)
  if (found && !found.isDraft) {
    if (found.messageId && found.messageId !== email.messageId)
      await addMessageIdOf(context.db, email.id, found.messageId)
    await context.db.transaction((tx) => recordSent(tx, context, email, found.sentAt))
    return
  }
  const waitedReal = context.clock.real() - (email.sendingReal ?? 0)
  const waited = msOf(context.clock.now()) - msOf(email.sendingAt ?? context.clock.now())
  if (found && waitedReal >= patienceRealMs) await backToDrafted(sync, email)
  else if (!found && waited >= lostAfterMs) await giveUp(sync, email)
  else recheckIn(sync, waitedReal < patienceRealMs ? soonMs : laterMs)
}

/** By its id, else under any Message-ID it is known by; a sent copy outweighs a draft. */
export async function findIt(sync: MailboxSync, email: Email): Promise<EmailInGraph | null> {
  const byId = email.graphId ? await emailById(sync.ask, sync.mailbox.id, email.graphId) : null
  if (byId) return byId
  const names = await messageIdsOf(sync.context.db, email.id)
  const found: EmailInGraph[] = []
  for (const name of names)
    found.push(...(await emailsByMessageId(sync.ask, sync.mailbox.id, name)))
  return found.find((one) => !one.isDraft) ?? found[0] ?? null
}

async function backToDrafted(sync: MailboxSync, email: Email): Promise<void> {
  const { context } = sync
  await context.db.transaction(async (tx) => {
    if (await moveEmail(tx, email.id, ['sending'], { state: 'drafted' }))
      await setDue(tx, email.enrollmentId, context.clock.now())
  })
  // Sent by this very sync if it is still wanted, withdrawn by the next one if not.
  recheckIn(sync, 0)
}

async function giveUp(sync: MailboxSync, email: Email): Promise<void> {
  const { context } = sync
  await context.db.transaction(async (tx) => {
    if (!(await moveEmail(tx, email.id, ['sending'], { state: 'unknown' }))) return
    const text = `It cannot be proven whether email ${String(email.number)} went out. It will not be sent again.`
    await note(tx, sync, email, 'email-unconfirmed', text)
    await pauseEnrollment(tx, context, email.enrollmentId, {
      reason: 'email-unconfirmed',
      text: pauseTexts['email-unconfirmed'],
      evidence: null,
    })
    await finishStep(tx, context, email, { emailsSent: 0, doneAt: context.clock.now() })
  })
}

async function note(
  tx: Db,
  sync: MailboxSync,
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
    at: sync.context.clock.now(),
    kind,
    text,
    evidence: null,
  })
}
