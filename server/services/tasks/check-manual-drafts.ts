/** Looks whether emails that the rep is to send still lie among the drafts; mostly the mailbox's own mail tells before. */

import { later } from '../../domain/time/instant.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { GraphError } from '../../graph/errors.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { addMessageIdOf, emailsOf } from '../../store/outbound/emails.ts'
import { markLooked, tasksToCheck } from '../../store/outbound/tasks.ts'
import { isThrownAway } from '../outbound/create-draft.ts'
import { findIt } from '../outbound/reconcile-emails.ts'
import { draftGone } from '../outbound/uncertain-send.ts'
import { recordSent } from '../outbound/record-sent.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** Each draft is looked at so seldom, and so many a sync at most: what lies there for weeks costs next to nothing. */
const checkMs = 15 * 60_000
const checksPerSync = 20

export async function checkManualDrafts(sync: MailboxSync): Promise<void> {
  const { context } = sync
  const { db, clock } = context
  const since = later(clock.now(), -checkMs)
  for (const task of await tasksToCheck(db, sync.mailbox.id, since, checksPerSync)) {
    // First of all, so that one that Graph will not show does not come first again and again.
    await markLooked(db, task.id, clock.now())
    const emails = await emailsOf(db, task.enrollmentId)
    const email = emails.find((one) => one.step === task.step && one.state === 'drafted')
    try {
      if (email) await checkDraft(sync, email)
    } catch (error) {
      if (!(error instanceof GraphError) || error.kind !== 'refused') throw error
      context.report({ event: 'draft-not-shown', mailbox: sync.mailbox.id, error: error.message })
    }
  }
}

async function checkDraft(sync: MailboxSync, email: Email): Promise<void> {
  const { context } = sync
  const found = await findIt(sync, email)
  if (found && !found.isDraft) {
    if (found.messageId && found.messageId !== email.messageId)
      await addMessageIdOf(context.db, email.id, found.messageId)
    await context.db.transaction((tx) => recordSent(tx, context, email, found.sentAt))
    return
  }
  if (found && !(await isThrownAway(sync, found))) return
  const enrollment = await enrollmentById(context.db, email.enrollmentId)
  if (enrollment) await draftGone(sync, enrollment, email)
}
