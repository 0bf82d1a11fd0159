/** Says in one sentence what a mail meant for an enrollment, for the timeline that people read. */

import type { HoldReason } from '../../../shared/enrollment.ts'
import { capital } from '../sentence.ts'
import type { ReadMail } from './subject.ts'
import type { Judgement } from './decide.ts'

/** `contact` is the contact's name. */
export function tellVerdict(
  mail: Pick<ReadMail, 'kind' | 'sub'>,
  judgement: Judgement,
  contact: string,
): string {
  if (judgement.effect === 'noted')
    return `${contact}: ${whatCame(mail)} arrived after the enrollment had ended. It is noted.`
  if (judgement.effect === 'held' && judgement.hold) return tellHold(judgement, contact)
  const goesOn = 'it ends nothing, so the enrollment goes on'
  if (mail.kind === 'auto-reply')
    switch (mail.sub) {
      case 'out-of-office':
        return `${contact} is out of the office: ${goesOn}.`
      case 'left-company':
        return `An automatic reply says that ${contact} has left the company: ${goesOn} until you end it.`
      case 'ticket':
        return `A ticket system answered for ${contact}: ${goesOn}.`
      case 'other':
      case null:
        return `An automatic reply came from ${contact}: ${goesOn}.`
    }
  return `${capital(whatCame(mail))} arrived from ${contact}: ${goesOn}.`
}

/** What the person reads while a mail holds an enrollment back. */
export function tellHold(judgement: Pick<Judgement, 'hold'>, contact: string): string {
  if (judgement.hold === 'out-of-office') return `${contact} is out of the office.`
  if (judgement.hold === 'left-company')
    return `An automatic reply says that ${contact} has left the company. Unenroll, or resume if that is wrong.`
  return judgement.hold === null ? '' : holdTexts[judgement.hold]
}

/** What the person reads while an enrollment is held. */
export const holdTexts: Record<HoldReason, string> = {
  'out-of-office': 'The contact is out of the office.',
  'left-company': 'An automatic reply says that the contact has left the company.',
  paused: 'Paused by hand.',
  'rep-away': 'Your own automatic replies are on: nothing is sent meanwhile.',
  'mailbox-disconnected':
    'Microsoft 365 does not let us into the mailbox that sends. It is tried again and again.',
  'owner-removed': 'The owner of the sequence has gone. An administrator decides what happens.',
  'letter-unknown':
    'It cannot be proven whether the last letter went out. Look into Sent Items, then resume: the letter will not be sent again.',
  'letter-not-ready':
    'The next letter cannot be written: a token has no value. Complete the contact, then resume.',
  'letter-refused':
    'Microsoft 365 does not take this letter. Look at the contact’s address and the letter, then resume.',
  'mail-unreadable':
    'A mail from this contact could not be read. Look at it in Outlook, then resume or unenroll.',
  'sender-blocked':
    'The mail server refuses letters from this mailbox, not the contact’s address. Ask your administrator, then resume.',
}

function whatCame(mail: Pick<ReadMail, 'kind' | 'sub'>): string {
  switch (mail.kind) {
    case 'bounce':
      return 'a delivery report'
    case 'receipt':
      return 'a receipt'
    case 'calendar':
      return 'a meeting message'
    case 'auto-reply':
      return mail.sub === 'out-of-office' ? 'an out-of-office answer' : 'an automatic reply'
    case 'unreadable':
      return 'a mail that could not be read'
    case 'human':
    case 'own':
      return 'a mail'
    default: {
      const never: never = mail.kind
      return never
    }
  }
}
