/** Says in one sentence why an enrollment waits, and why it goes on again. */

import { pauseTitles, type PauseKind } from '../../../shared/enrollment.ts'
import { lastToEnd, type OwnPause } from '../enrollments/pause.ts'
import type { Instant } from '../time/instant.ts'
import { dayOf } from '../time/day.ts'

/** What the person reads while an enrollment is paused. */
export const pauseTexts: Record<PauseKind, string> = {
  'out-of-office': 'The contact is out of the office.',
  'left-company': 'An automatic reply says that the contact has left the company.',
  manual: 'Paused by hand.',
  'rep-away': 'Your own automatic replies are on: nothing is sent meanwhile.',
  'mailbox-disconnected':
    'Microsoft 365 does not let us into the mailbox that sends. It is tried again and again.',
  'owner-removed': 'The owner of the sequence has gone. An administrator decides what happens.',
  'email-unconfirmed':
    'It cannot be proven whether the last email went out. Look into Sent Items, then resume: the email will not be sent again.',
  'email-not-ready':
    'The next email cannot be written: a token has no value. Complete the contact, then resume.',
  'email-rejected':
    'Microsoft 365 does not take this email. Look at the contact’s address and the email, then resume.',
  'message-unreadable':
    'A message from this contact could not be read. Look at it in Outlook, then resume or unenroll.',
  'sender-blocked':
    'The mail server refuses emails from this mailbox, not the contact’s address. Ask your administrator, then resume.',
}

/** What the person reads while a message pauses an enrollment. `successor` is the address named instead, or null. */
export function describePause(
  reason: PauseKind,
  contact: string,
  successor: string | null,
): string {
  if (reason === 'out-of-office') return `${contact} is out of the office.`
  if (reason !== 'left-company') return pauseTexts[reason]
  const instead = successor ? `, and names ${successor} instead` : ''
  return `An automatic reply says that ${contact} has left the company${instead}. Unenroll, or resume if that is wrong.`
}

/** The same for the timeline, with the day on which it ends; `timeZone` is an IANA name. */
export function describePausedUntil(text: string, until: Instant | null, timeZone: string): string {
  const day = until === null ? null : dayOf(until, timeZone)
  if (text.startsWith('Paused by '))
    return day === null ? text : `${text.replace(/\.$/, '')} until ${day}.`
  return day === null ? `Paused. ${text}` : `Paused until ${day}. ${text}`
}

/**
 * Why a pause ended by itself, and what comes next; `nextStep` null: nothing comes of it, for every step was done meanwhile, or
 * something else pauses it.
 */
export function describeResumed(
  reason: PauseKind,
  contact: string,
  nextStep: number | null,
): string {
  const why = reason === 'out-of-office' ? `${contact} should be back` : 'The pause is over'
  return nextStep === null
    ? `${why}.`
    : `${why}: the sequence goes on with step ${String(nextStep)}.`
}

/** Who ended one of several pauses, and which. */
export function describeEndedBy(who: string, reason: PauseKind): string {
  const title = reason === 'manual' ? 'Paused by hand' : pauseTitles[reason]
  return `${who} ended the pause “${title}”.`
}

/** `text` says that a pause is over; `left` are those that stand still: nothing goes before they are over too. */
export function describeStillPaused(text: string, left: readonly OwnPause[]): string {
  const last = lastToEnd(left)
  return last ? `${text} It stays paused: ${last.text}` : text
}
