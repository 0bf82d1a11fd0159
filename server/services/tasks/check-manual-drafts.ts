/** Looks whether emails that the rep is to send still lie among the drafts; mostly the mailbox's own mail tells before. */

import { later } from '../../domain/time/instant.ts'
import { GraphError } from '../../graph/errors.ts'
import { emailsOf } from '../../store/outbound/emails.ts'
import { markLooked, tasksToCheck } from '../../store/outbound/tasks.ts'
import { findEmail } from '../outbound/find-email.ts'
import { followFound } from '../outbound/follow-found.ts'
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
      if (email) await followFound(sync, email, await findEmail(sync, email))
    } catch (error) {
      if (!(error instanceof GraphError) || error.kind !== 'refused') throw error
      context.report({ event: 'draft-not-shown', mailbox: sync.mailbox.id, error: error.message })
    }
  }
}
