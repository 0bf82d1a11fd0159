/** An email that should lie in the mailbox and is not found: nothing of it is due until it is, and people are told why. */

import { later } from '../../domain/time/instant.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { searchedFor } from '../../domain/outbound/email-life.ts'
import { noteMissed } from '../../store/outbound/emails.ts'
import { makeUndecided } from '../enrollments/next-step.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'

const firstLookMs = 2_000

/** A 404 proves nothing: an item that is being moved or sent is in neither folder for some seconds. */
export async function missDraft(sync: MailboxSync, email: Email): Promise<void> {
  if (email.missedAt !== null || email.state === 'sending') return
  const { db, clock } = sync.context
  const now = clock.now()
  await db.transaction(async (tx) => {
    await noteMissed(tx, email.id, { at: now, real: clock.real() })
    const until = later(now, searchedFor('drafted'))
    await makeUndecided(tx, email, missing(email.number, until))
  })
  recheckIn(sync, firstLookMs)
}

function missing(number: number, until: string): string {
  return `The draft of email ${String(number)} is not in the mailbox at this moment. It is looked for until ${until.slice(11, 16)} UTC; then you are asked.`
}
