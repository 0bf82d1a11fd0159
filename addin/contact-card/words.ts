/** The pane's sentences about where a contact stands. */

import type { ContactCard } from '../../shared/contact.ts'
import type { EnrollmentResource, Pause } from '../../shared/enrollment.ts'
import { reasonTitles } from '../../shared/reason.ts'
import { opensAt, describeMoment } from '../../shared/send-window.ts'
import type { SequenceResource, StepKind } from '../../shared/sequence.ts'
import type { VerdictResource } from '../../shared/verdict.ts'
import type { Times } from '../ui/times.ts'
import type { Recipient } from '../outlook/recipients.ts'
import { taskSentence } from './task-words.ts'

export type Standing = 'enrolled' | 'paused' | 'not-enrolled'

/** The contact's own name before what Outlook shows before the bare address. */
export function fullName(card: ContactCard | null, person: Recipient): string {
  return (card?.contact?.name ?? '').trim() || person.name || person.email
}

/** "Ana" of "Ana Alpha" and of "Alpha, Ana"; a bare address stays whole. */
export function firstName(name: string): string {
  if (name.includes('@')) return name
  const given = name.includes(',') ? name.slice(name.indexOf(',') + 1) : name
  return given.trim().split(/\s+/)[0] ?? name
}

export function openEnrollments(card: ContactCard): EnrollmentResource[] {
  return card.enrollments.filter((each) => each.state !== 'ended')
}

/** Ended ones, the latest end first. */
export function endedEnrollments(card: ContactCard): EnrollmentResource[] {
  return card.enrollments
    .filter((each) => each.state === 'ended')
    .sort((one, other) => (other.endedAt ?? '').localeCompare(one.endedAt ?? ''))
}

export function standingOf(card: ContactCard): Standing {
  const open = openEnrollments(card)
  if (open.some((each) => each.state === 'active')) return 'enrolled'
  return open.length > 0 ? 'paused' : 'not-enrolled'
}

export const standingTitles: Record<Standing, string> = {
  enrolled: 'Enrolled',
  paused: 'Paused',
  'not-enrolled': 'Not enrolled',
}

/** "Step 2 of 3". */
export function stepOf({ nextStep, sequence, emailsSent }: EnrollmentResource): string {
  const number = nextStep?.number ?? Math.min(Math.max(emailsSent, 1), sequence.steps)
  return `Step ${number} of ${sequence.steps}`
}

const nextThing: Record<StepKind, string> = {
  'automatic-email': 'The next email goes out',
  'manual-email': 'Next, an email for you to send: due',
  call: 'Next, a call: due',
  'to-do': 'Next, a to-do: due',
}

/** When the next step comes, and why it waits if it does. */
export function nextSentence(
  { nextStep, emailsSent, contact }: EnrollmentResource,
  times: Times,
): string {
  if (!nextStep) return 'Nothing more is planned.'
  if (nextStep.task) return taskSentence(nextStep.task, contact.name, times)
  const email = nextStep.kind === 'automatic-email'
  if (nextStep.waits !== null) {
    return nextStep.waits
  }
  const what = email && emailsSent === 0 ? 'The first email goes out' : nextThing[nextStep.kind]
  if (nextStep.dueAt === null || times.isPast(nextStep.dueAt)) return `${what} now.`
  return `${what} ${times.on(nextStep.dueAt)} (${times.relative(nextStep.dueAt)}).`
}

/** Why a paused enrollment waits, and until when; with several pauses, each with its own end. */
export function pauseSentence(enrollment: EnrollmentResource, times: Times): string {
  const { pauses, explanation, pausedUntil } = enrollment
  const why =
    pauses.length > 1
      ? pauses.map((pause) => onePauseSentence(pause, times)).join(' ')
      : (pauses[0]?.text ?? explanation ?? 'It is paused.')
  return pausedUntil === null ? why : `${why} ${resumeSentence(enrollment, times)}`
}

/** One of several pauses: why, and when it ends. What ends without a person says so itself. */
export function onePauseSentence({ text, until, may }: Pause, times: Times): string {
  if (until === null) return may.resume ? `${text} Until somebody resumes it.` : text
  return times.isPast(until)
    ? `${text} It ends now.`
    : `${text} Until ${times.absolute(until)} (${times.relative(until)}).`
}

/** What pauses it beside this one, where ending this one alone lets nothing go on; null when nothing does. */
export function besideSentence({ pauses }: EnrollmentResource, pauseId: string): string | null {
  const others = pauses.filter(({ id }) => id !== pauseId).map(({ text }) => text)
  return others.length === 0 ? null : `It is paused besides: ${others.join(' ')}`
}

/** "It resumes on 3 March, 08:00 (in 4 days).", or that somebody has to see to it. */
export function resumeSentence(enrollment: EnrollmentResource, times: Times): string {
  const until = enrollment.pausedUntil
  if (until === null) return 'It waits until somebody resumes it.'
  if (times.isPast(until)) return 'It resumes now.'
  return `It resumes ${times.on(until)} (${times.relative(until)}).`
}

/**
 * The banner on a mail: "Unenrolled by this reply, 10:02". A pause says until when instead of since when, and of what was
 * taken back only the sentence is left.
 */
export function verdictTitle(
  { text, effect, stands, judgedAt }: VerdictResource,
  times: Times,
): string {
  const title = text.replace(/\.$/, '')
  if (!stands) return text
  return effect === 'paused' ? title : `${title}, ${times.short(judgedAt)}`
}

/** A clause as the beginning of a line: "It answers email 1". An address stays as it is written. */
export function capital(clause: string): string {
  if (/^[^\s]+@/.test(clause)) return clause
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
}

/** Why and when an enrollment ended: "Ana replied to email 1." and what was too late to stop. */
export function endSentence(enrollment: EnrollmentResource): string {
  const why =
    enrollment.explanation ?? (enrollment.reason ? `${reasonTitles[enrollment.reason]}.` : 'Ended.')
  const late = enrollment.emailOnItsWay
  if (late === null || why.includes('on its way')) return why
  return `${why} Email ${late} was already on its way.`
}

/** "Email at once, email after 2 days, call after 4 days." */
export function stepsSentence(sequence: SequenceResource): string {
  const steps = sequence.steps.map((step, index) => {
    const name = stepNames[step.kind]
    if (index === 0) return `${name} at once`
    return `${name} ${delayWords(step.delay)}`
  })
  const text = steps.join(', ')
  return text === '' ? '' : `${capital(text)}.`
}

/** When the first step comes of somebody who is enrolled at `now`, as the server would decide. */
export function startSentence({ steps, settings }: SequenceResource, now: string): string {
  if (steps[0]?.kind !== 'automatic-email') return 'The first step starts at once.'
  const { sendWindow } = settings
  const opens = opensAt(sendWindow, now)
  return sendWindow === null || opens === now
    ? 'The first email goes out at once.'
    : `The first email goes ${describeMoment(sendWindow, opens)}, when the send window opens.`
}

const stepNames: Record<StepKind, string> = {
  'automatic-email': 'email',
  'manual-email': 'email by you',
  call: 'call',
  'to-do': 'to-do',
}

/** `P2D` is "after 2 days"; the units of ISO 8601 that a delay may have. */
export function delayWords(delay: string): string {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(delay)
  if (!found) return `after ${delay}`
  const names = ['week', 'day', 'hour', 'minute', 'second']
  const parts = names.flatMap((name, index) => {
    const count = Number(found[index + 1] ?? 0)
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`]
  })
  return parts.length === 0 ? 'at once' : `after ${parts.join(' and ')}`
}
