/** Our own letters, met in a read: they tell under which Message-ID they went, and that they went. */

import type { Letter } from '../../domain/outbound/email.ts'
import type { Mail } from '../../domain/mail/message/message.ts'
import {
  knowLetterAs,
  lettersByGraphId,
  lettersNamed,
  setSubject,
} from '../../store/outbound/emails.ts'
import { recordSent } from './record-sent.ts'
import type { Turn } from '../mailboxes/mailbox-sync.ts'

/** Also tells the turn of drafts that bear a letter's name without being it. */
export async function meetOwnLetters(turn: Turn, mails: Mail[]): Promise<void> {
  const { db } = turn.context
  const byId = await lettersByGraphId(
    db,
    turn.mailbox.id,
    mails.map((mail) => mail.id),
  )
  const byName = await lettersNamed(
    db,
    mails.filter((mail) => mail.isDraft).flatMap((mail) => mail.messageId ?? []),
  )
  for (const mail of mails) {
    const letter = byId.get(mail.id)
    if (letter) await meet(turn, letter, mail)
    else if (mail.isDraft && isStray(mail, byName)) turn.strayDrafts.push(mail.id)
  }
}

async function meet(turn: Turn, letter: Letter, mail: Mail): Promise<void> {
  const { db } = turn.context
  if (mail.messageId && mail.messageId !== letter.messageId)
    await knowLetterAs(db, letter.id, mail.messageId)
  if (mail.isDraft || (letter.state !== 'sending' && letter.state !== 'drafted')) return
  const subject = letter.byHand && mail.subject ? mail.subject : letter.subject
  await db.transaction(async (tx) => {
    if (subject !== letter.subject) await setSubject(tx, letter.id, subject)
    await recordSent(tx, turn.context, { ...letter, subject }, mail.receivedAt)
  })
}

/** A draft that bears a letter's name while the letter is another draft, or is done with. */
function isStray(mail: Mail, byName: Map<string, Letter>): boolean {
  const letter = mail.messageId ? byName.get(mail.messageId) : undefined
  return letter !== undefined && letter.state !== 'stored' && letter.graphId !== mail.id
}
