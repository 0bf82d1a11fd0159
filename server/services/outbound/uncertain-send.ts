/** What follows when Graph was asked to send an email and did not say that it went. */

import type { Email } from '../../domain/outbound/email.ts'
import { pauseTexts } from '../../domain/unenrollment/describe-pause.ts'
import { GraphError } from '../../graph/errors.ts'
import { emailById } from '../../graph/drafts.ts'
import { noteSendAnswer } from '../../store/outbound/emails.ts'
import { makeUndecided } from '../enrollments/next-step.ts'
import { pauseEnrollment } from '../enrollments/pause.ts'
import { advanceIn } from './advance-email.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** Characters of Graph's own sentence that a person is shown. */
const mostSaid = 300

/** No answer, or a refusal: either way only the mailbox can tell whether the email went. */
export async function inDoubt(sync: MailboxSync, email: Email, error: unknown): Promise<void> {
  if (!(error instanceof GraphError)) throw error
  const { db } = sync.context
  recheckIn(sync, 2_000)
  if (error.kind === 'refused') {
    await refused(sync, email, error)
    return
  }
  // A 404 proves nothing: the rep may be sending the draft, or it was made a moment ago.
  if (error.kind === 'not-found') await noteSendAnswer(db, email.id, 'not-found')
  await makeUndecided(
    db,
    email,
    `Microsoft 365 did not say whether email ${String(email.number)} went out. That is being looked into, and you need not do anything.`,
  )
  if (error.kind !== 'unavailable' && error.kind !== 'not-found') throw error
}

/** It would be refused again and again; once it is proved that it did not go, the draft is withdrawn. */
async function refused(sync: MailboxSync, email: Email, error: GraphError): Promise<void> {
  const { context } = sync
  const isHere = await isStillHere(sync, email, error)
  await context.db.transaction(async (tx) => {
    if (isHere) await advanceIn(tx, context, email, 'refused')
    await pauseEnrollment(tx, context, email.enrollmentId, {
      reason: 'email-rejected',
      text: refusedText(error),
      evidence: null,
    })
  })
}

/**
 * Graph's own no, and the email still among the drafts: the two together prove that it did not go. A no without Graph's
 * code may come from something on the way, and proves nothing.
 */
async function isStillHere(sync: MailboxSync, email: Email, no: GraphError): Promise<boolean> {
  if (email.graphId === null || no.code.startsWith('HTTP ')) return false
  try {
    const found = await emailById(sync.ask, sync.mailbox.id, email.graphId)
    return found?.isDraft === true
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return false
  }
}

export function refusedText(error: GraphError): string {
  const said = error.sentence?.replace(/\.$/, '').slice(0, mostSaid)
  const answer = said ? `“${said}” (${error.code})` : `only the code ${error.code}`
  return `${pauseTexts['email-rejected']} Its answer: ${answer}.`
}
