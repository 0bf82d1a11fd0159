/** The pane's sentences about where a contact stands. */

import type { ContactCard } from '../../shared/contact.ts'
import type { Enrollment } from '../../shared/enrollment.ts'
import { reasonTitles } from '../../shared/reason.ts'
import { opensAt, tellMoment } from '../../shared/send-window.ts'
import type { Sequence, StepKind } from '../../shared/sequence.ts'
import type { Verdict } from '../../shared/verdict.ts'
import type { Times } from '../ui/times.ts'
import type { Person } from '../outlook/recipients.ts'
import { taskSentence } from './task-words.ts'

export type Standing = 'enrolled' | 'held' | 'not-enrolled'

/** The contact's own name before what Outlook shows before the bare address. */
export function fullName(card: ContactCard | null, person: Person): string {
  return (card?.contact?.name ?? '').trim() || person.name || person.email
}

/** "Ana" of "Ana Alpha" and of "Alpha, Ana"; a bare address stays whole. */
export function firstName(name: string): string {
  if (name.includes('@')) return name
  const given = name.includes(',') ? name.slice(name.indexOf(',') + 1) : name
  return given.trim().split(/\s+/)[0] ?? name
}

export function openEnrollments(card: ContactCard): Enrollment[] {
  return card.enrollments.filter((each) => each.state !== 'ended')
}

/** Ended ones, the latest end first. */
export function endedEnrollments(card: ContactCard): Enrollment[] {
  return card.enrollments
    .filter((each) => each.state === 'ended')
    .sort((one, other) => (other.endedAt ?? '').localeCompare(one.endedAt ?? ''))
}

export function standingOf(card: ContactCard): Standing {
  const open = openEnrollments(card)
  if (open.some((each) => each.state === 'active')) return 'enrolled'
  return open.length > 0 ? 'held' : 'not-enrolled'
}

export const standingTitles: Record<Standing, string> = {
  enrolled: 'Enrolled',
  held: 'On hold',
  'not-enrolled': 'Not enrolled',
}

/** "Step 2 of 3". */
export function stepOf({ nextStep, sequence, lettersSent }: Enrollment): string {
  const number = nextStep?.number ?? Math.min(Math.max(lettersSent, 1), sequence.steps)
  return `Step ${number} of ${sequence.steps}`
}

const nextThing: Record<StepKind, string> = {
  'automatic-email': 'The next letter goes out',
  'manual-email': 'Next, an email for you to send: due',
  call: 'Next, a call: due',
  'to-do': 'Next, a to-do: due',
}

/** When the next step comes, and why it waits if it does. */
export function nextSentence({ nextStep, lettersSent, contact }: Enrollment, times: Times): string {
  if (!nextStep) return 'Nothing more is planned.'
  if (nextStep.task) return taskSentence(nextStep.task, contact.name, times)
  const letter = nextStep.kind === 'automatic-email'
  if (nextStep.waits !== null) {
    return nextStep.waits
  }
  const what = letter && lettersSent === 0 ? 'The first letter goes out' : nextThing[nextStep.kind]
  if (nextStep.dueAt === null || times.isPast(nextStep.dueAt)) return `${what} now.`
  return `${what} ${times.on(nextStep.dueAt)} (${times.relative(nextStep.dueAt)}).`
}

/** Why a held enrollment waits, and until when. */
export function holdSentence(enrollment: Enrollment, times: Times): string {
  const why = enrollment.hold?.text ?? enrollment.explanation ?? 'It is on hold.'
  return endOfHold(enrollment) === null ? why : `${why} ${resumeSentence(enrollment, times)}`
}

/** "It resumes on 3 March, 08:00 (in 4 days).", or that somebody has to see to it. */
export function resumeSentence(enrollment: Enrollment, times: Times): string {
  const until = endOfHold(enrollment)
  if (until === null) return 'It waits until somebody resumes it.'
  if (times.isPast(until)) return 'It resumes now.'
  return `It resumes ${times.on(until)} (${times.relative(until)}).`
}

function endOfHold({ hold, heldUntil }: Enrollment): string | null {
  return hold?.until ?? heldUntil
}

/**
 * The banner on a mail: "Unenrolled by this reply, 10:02". A hold says until when instead of since when, and of what was
 * taken back only the sentence is left.
 */
export function verdictTitle({ text, effect, stands, judgedAt }: Verdict, times: Times): string {
  const title = text.replace(/\.$/, '')
  if (!stands) return text
  return effect === 'held' ? title : `${title}, ${times.short(judgedAt)}`
}

/** A clause as the beginning of a line: "It answers letter 1". An address stays as it is written. */
export function capital(clause: string): string {
  if (/^[^\s]+@/.test(clause)) return clause
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
}

/** Why and when an enrollment ended: "Ana replied to letter 1." and what was too late to stop. */
export function endSentence(enrollment: Enrollment): string {
  const why =
    enrollment.explanation ?? (enrollment.reason ? `${reasonTitles[enrollment.reason]}.` : 'Ended.')
  const late = enrollment.letterOnItsWay
  if (late === null || why.includes('on its way')) return why
  return `${why} Letter ${late} was already on its way.`
}

/** "Letter at once, letter after 2 days, call after 4 days." */
export function stepsSentence(sequence: Sequence): string {
  const steps = sequence.steps.map((step, index) => {
    const name = stepNames[step.kind]
    if (index === 0) return `${name} at once`
    return `${name} ${delayWords(step.delay)}`
  })
  const text = steps.join(', ')
  return text === '' ? '' : `${capital(text)}.`
}

/** When the first step comes of somebody who is enrolled at `now`, as the server would decide. */
export function startSentence({ steps, settings }: Sequence, now: string): string {
  if (steps[0]?.kind !== 'automatic-email') return 'The first step starts at once.'
  const { sendWindow } = settings
  const opens = opensAt(sendWindow, now)
  return sendWindow === null || opens === now
    ? 'The first letter goes out at once.'
    : `The first letter goes ${tellMoment(sendWindow, opens)}, when the send window opens.`
}

const stepNames: Record<StepKind, string> = {
  'automatic-email': 'letter',
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
