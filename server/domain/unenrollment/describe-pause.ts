/** Says in one sentence why an enrollment waits, and why it goes on again. */

import type { HoldReason } from '../../../shared/enrollment.ts'
import type { Instant } from '../time/instant.ts'
import { dayOf } from '../time/day.ts'

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

/** What the person reads while a mail holds an enrollment back. `successor` is the address named instead, or null. */
export function tellHold(reason: HoldReason, contact: string, successor: string | null): string {
  if (reason === 'out-of-office') return `${contact} is out of the office.`
  if (reason !== 'left-company') return holdTexts[reason]
  const instead = successor ? `, and names ${successor} instead` : ''
  return `An automatic reply says that ${contact} has left the company${instead}. Unenroll, or resume if that is wrong.`
}

/** The same for the timeline, with the day on which it ends; `timeZone` is an IANA name. */
export function tellHeld(text: string, until: Instant | null, timeZone: string): string {
  return until === null ? `On hold. ${text}` : `On hold until ${dayOf(until, timeZone)}. ${text}`
}

/** Why a hold ended by itself, and what comes next; `nextStep` null: every step was done meanwhile. */
export function tellResumed(
  reason: HoldReason | null,
  contact: string,
  nextStep: number | null,
): string {
  const why = reason === 'out-of-office' ? `${contact} should be back` : whyOver(reason)
  return nextStep === null
    ? `${why}.`
    : `${why}: the sequence goes on with step ${String(nextStep)}.`
}

function whyOver(reason: HoldReason | null): string {
  return reason === 'paused' ? 'The pause is over' : 'The hold is over'
}
