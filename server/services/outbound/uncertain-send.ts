/** What follows when Graph was asked to send an email and did not say that it went. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { pauseTexts } from '../../domain/unenrollment/describe-pause.ts'
import { GraphError } from '../../graph/errors.ts'
import { emailById } from '../../graph/drafts.ts'
import { setDue, setWaits } from '../../store/enrollments/due.ts'
import { moveEmail } from '../../store/outbound/emails.ts'
import { pauseEnrollment } from '../enrollments/pause.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** Characters of Graph's own sentence that a person is shown. */
const mostSaid = 300

/** No answer, or a refusal: either way only the mailbox can tell whether the email went. */
export async function inDoubt(
  sync: MailboxSync,
  enrollment: Enrollment,
  email: Email,
  error: unknown,
): Promise<void> {
  if (!(error instanceof GraphError)) throw error
  const { db } = sync.context
  recheckIn(sync, 2_000)
  if (error.kind === 'not-found') {
    await draftGone(sync, enrollment, email)
    return
  }
  if (error.kind === 'refused') {
    // It would be refused again and again; once it is proved that it did not go, the draft is withdrawn.
    const isHere = await isStillHere(sync, email, error)
    await db.transaction(async (tx) => {
      if (isHere && (await moveEmail(tx, email.id, ['sending'], { state: 'drafted' })))
        await setDue(tx, enrollment.id, sync.context.clock.now())
      await pauseEnrollment(tx, sync.context, enrollment.id, {
        reason: 'email-rejected',
        text: refusedText(error),
        evidence: null,
      })
    })
    return
  }
  await setWaits(
    db,
    enrollment.id,
    'Microsoft 365 did not say whether the email went out. It is being looked into.',
  )
  if (error.kind !== 'unavailable') throw error
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

/** Somebody deleted the draft, and it did not go: whoever does that does not want the email sent. */
export async function draftGone(
  sync: MailboxSync,
  enrollment: Enrollment,
  email: Email,
): Promise<void> {
  const { context } = sync
  await context.db.transaction(async (tx) => {
    if (!(await moveEmail(tx, email.id, ['stored', 'drafted', 'sending'], { state: 'withdrawn' })))
      return
    await setDue(tx, enrollment.id, context.clock.now())
    await pauseEnrollment(tx, context, enrollment.id, {
      reason: 'email-rejected',
      text: `The draft of email ${String(email.number)} was deleted from the mailbox before it went out. Resume to write it anew.`,
      evidence: null,
    })
  })
}

export function refusedText(error: GraphError): string {
  const said = error.sentence?.replace(/\.$/, '').slice(0, mostSaid)
  const answer = said ? `“${said}” (${error.code})` : `only the code ${error.code}`
  return `${pauseTexts['email-rejected']} Its answer: ${answer}.`
}
