/** Puts a letter among the mailbox's drafts; one that an earlier try left there is adopted. */

import { asHtml, asText, type Letter } from '../../domain/outbound/email.ts'
import { later } from '../../domain/time/instant.ts'
import { GraphError } from '../../graph/errors.ts'
import {
  composeMime,
  createDraft,
  deletedItemsId,
  letterById,
  lettersByMessageId,
  type LetterInGraph,
} from '../../graph/drafts.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { setDue, setWaits } from '../../store/enrollments/due.ts'
import { knowLetterAs, markDrafted } from '../../store/outbound/emails.ts'
import { userById } from '../../store/directory/users.ts'
import { hold } from '../enrollments/pause.ts'
import { draftGone, refusedText } from './uncertain-send.ts'
import { recordSent } from './record-sent.ts'
import { lookAgainIn, type Turn } from '../mailboxes/mailbox-sync.ts'
import { unsubscribeLink, unsubscribeSubject } from '../links.ts'
import type { Ready } from './compose-email.ts'

/** `away`: Graph did not take it this time, it is tried again later; `no`: it is not to be sent now. */
export type Drafted = 'yes' | 'no' | 'away'

/** A letter that Graph does not take must not stand in the way of the mailbox's others. */
export async function draftLetter(turn: Turn, ready: Ready): Promise<Drafted> {
  try {
    return (await draft(turn, ready)) ? 'yes' : 'no'
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    if (error.kind === 'refused' || error.kind === 'not-found')
      return neverTaken(turn, ready, error)
    // Told to wait, the whole mailbox waits.
    if (error.kind === 'unavailable' && error.retryAfterMs === null) return notNow(turn, ready)
    throw error
  }
}

/** A person has to look at it. */
async function neverTaken(turn: Turn, ready: Ready, error: GraphError): Promise<Drafted> {
  await turn.context.db.transaction((tx) =>
    hold(tx, turn.context, ready.enrollment.id, {
      reason: 'letter-refused',
      text: refusedText(error),
      evidence: null,
    }),
  )
  lookAgainIn(turn, 0)
  return 'no'
}

const firstRetryMs = 5_000
const retryMs = 60_000

async function notNow(turn: Turn, { enrollment, begunBefore }: Ready): Promise<Drafted> {
  const { db, clock } = turn.context
  await setDue(db, enrollment.id, later(clock.now(), begunBefore ? retryMs : firstRetryMs))
  await setWaits(
    db,
    enrollment.id,
    'Microsoft 365 did not take the letter just now. It is tried again within a minute.',
  )
  return 'away'
}

async function draft(turn: Turn, ready: Ready): Promise<boolean> {
  const { enrollment, letter } = ready
  const { context, mailbox } = turn
  const known = ready.begunBefore ? await draftsOf(turn, letter) : []
  const went = known.find((one) => !one.isDraft)
  if (went) {
    // The rep found the draft of an earlier turn, and sent it by hand.
    await context.db.transaction((tx) => recordSent(tx, context, letter, went.sentAt))
    return false
  }
  const there = known[0]
  // Whoever throws the draft away does not want it sent.
  if (there ? await isThrownAway(turn, there) : letter.state === 'drafted') {
    await draftGone(turn, enrollment, letter)
    return false
  }
  if (letter.state === 'drafted') return true
  const drafted = there ?? (await createDraft(turn.ask, mailbox.id, await mimeFor(turn, ready)))
  return context.db.transaction(async (tx) => {
    if (drafted.messageId && drafted.messageId !== letter.messageId)
      await knowLetterAs(tx, letter.id, drafted.messageId)
    letter.graphId = drafted.id
    letter.state = 'drafted'
    return markDrafted(tx, letter.id, drafted.id)
  })
}

/** What lies in the mailbox of a letter that Graph was never asked to send. */
export async function draftsOf(turn: Turn, letter: Letter): Promise<LetterInGraph[]> {
  if (letter.graphId === null)
    return lettersByMessageId(turn.ask, turn.mailbox.id, letter.messageId)
  const found = await letterById(turn.ask, turn.mailbox.id, letter.graphId)
  return found ? [found] : []
}

export async function isThrownAway(turn: Turn, { folderId }: LetterInGraph): Promise<boolean> {
  return folderId !== null && folderId === (await deletedItemsId(turn.ask, turn.mailbox.id))
}

async function mimeFor(turn: Turn, { enrollment, letter, references }: Ready): Promise<Buffer> {
  const { db } = turn.context
  const contact = await contactById(db, enrollment.contactId)
  const rep = await userById(db, turn.mailbox.userId)
  const url = unsubscribeLink(turn.context, enrollment.id)
  return composeMime({
    from: { address: turn.mailbox.address, name: rep?.name ?? '' },
    to: { address: enrollment.address, name: contact?.name ?? '' },
    subject: letter.subject,
    text: asText(letter.text, url),
    html: asHtml(letter.text, url),
    messageId: letter.messageId,
    references,
    date: turn.context.clock.now(),
    unsubscribe: {
      url,
      mail: {
        address: turn.mailbox.address,
        subject: unsubscribeSubject(turn.context, enrollment.id),
      },
    },
  })
}
