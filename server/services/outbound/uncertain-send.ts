/** What follows when Graph was asked to send a letter and did not say that it went. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Letter } from '../../domain/outbound/email.ts'
import { holdTexts } from '../../domain/unenrollment/describe-pause.ts'
import { GraphError } from '../../graph/errors.ts'
import { letterById } from '../../graph/drafts.ts'
import { setDue, setWaits } from '../../store/enrollments/due.ts'
import { moveLetter } from '../../store/outbound/emails.ts'
import { hold } from '../enrollments/pause.ts'
import { lookAgainIn, type Turn } from '../mailboxes/mailbox-sync.ts'

/** Characters of Graph's own sentence that a person is shown. */
const mostSaid = 300

/** No answer, or a refusal: either way only the mailbox can tell whether the letter went. */
export async function inDoubt(
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
    const isHere = await isStillHere(turn, letter, error)
    await db.transaction(async (tx) => {
      if (isHere && (await moveLetter(tx, letter.id, ['sending'], { state: 'drafted' })))
        await setDue(tx, enrollment.id, turn.context.clock.now())
      await hold(tx, turn.context, enrollment.id, {
        reason: 'letter-refused',
        text: refusedText(error),
        evidence: null,
      })
    })
    return
  }
  await setWaits(
    db,
    enrollment.id,
    'Microsoft 365 did not say whether the letter went out. It is being looked into.',
  )
  if (error.kind !== 'unavailable') throw error
}

/**
 * Graph's own no, and the letter still among the drafts: the two together prove that it did not go. A no without Graph's
 * code may come from something on the way, and proves nothing.
 */
async function isStillHere(turn: Turn, letter: Letter, no: GraphError): Promise<boolean> {
  if (letter.graphId === null || no.code.startsWith('HTTP ')) return false
  try {
    const found = await letterById(turn.ask, turn.mailbox.id, letter.graphId)
    return found?.isDraft === true
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return false
  }
}

/** Somebody deleted the draft, and it did not go: whoever does that does not want the letter sent. */
export async function draftGone(turn: Turn, enrollment: Enrollment, letter: Letter): Promise<void> {
  const { context } = turn
  await context.db.transaction(async (tx) => {
    if (
      !(await moveLetter(tx, letter.id, ['stored', 'drafted', 'sending'], { state: 'withdrawn' }))
    )
      return
    await setDue(tx, enrollment.id, context.clock.now())
    await hold(tx, context, enrollment.id, {
      reason: 'letter-refused',
      text: `The draft of letter ${String(letter.step)} was deleted from the mailbox before it went out. Resume to write it anew.`,
      evidence: null,
    })
  })
}

export function refusedText(error: GraphError): string {
  const said = error.sentence?.replace(/\.$/, '').slice(0, mostSaid)
  const answer = said ? `“${said}” (${error.code})` : `only the code ${error.code}`
  return `${holdTexts['letter-refused']} Its answer: ${answer}.`
}
