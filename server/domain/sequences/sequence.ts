/** A sequence and its steps; what makes one acceptable. */

import { Duration } from 'luxon'
import type { SequenceSettings, StepKind } from '../../../shared/sequence.ts'
import { dayMs, later, type Instant } from '../time/instant.ts'
import { checkTemplate, unknownToken } from '../templates/template.ts'
import { emailTokens, describeFault } from '../templates/tokens.ts'

export interface Step {
  /** Stays the step's in every version, however it is moved or reworded; unlike every other of its sequence. */
  id: string
  number: number
  kind: StepKind
  /** ISO 8601 duration after the step before was done. */
  delay: string
  subject: string
  body: string
  thread: 'same' | 'new'
}

export interface Sequence {
  id: string
  name: string
  ownerId: string
  /** Counts the saved versions of the steps; an enrollment keeps the version it began with. */
  version: number
  settings: SequenceSettings
  deletedAt: Instant | null
  /** Set while it takes nobody new; those enrolled go on. */
  archivedAt: Instant | null
  deletedBy: string | null
  /**
   * Set while the owner is gone, or until that is worked off. `end`: its enrollments are being ended; `pause`: they are paused;
   * `lift`: these pauses are being ended. With `end` and `pause` nothing is sent.
   */
  halt: 'end' | 'pause' | 'lift' | null
  createdAt: Instant
  updatedAt: Instant
  /** Id of the user who saved it last. */
  updatedBy: string | null
}

export const defaultSettings: SequenceSettings = {
  unenrollSameCompany: false,
  outOfOfficeDays: 7,
  ownerRemoved: 'unenroll',
  severalAtOnce: false,
  mostAttendees: 25,
  sendWindow: null,
}

export interface StepDraft {
  /** Of the step it was before; left out for a new one. */
  id?: string | undefined
  kind?: StepKind | undefined
  delay?: string | undefined
  subject?: string | undefined
  body: string
  thread?: 'same' | 'new' | undefined
}

/** How long a deleted sequence can be brought back. */
export const restorableMs = 30 * dayMs

const longestDelayMs = 366 * 24 * 3600 * 1000

/** Milliseconds of an ISO 8601 duration, or null when it is none, negative, or longer than a year. */
export function delayMs(delay: string): number | null {
  const duration = Duration.fromISO(delay)
  const ms = duration.isValid ? duration.toMillis() : Number.NaN
  return Number.isFinite(ms) && ms >= 0 && ms <= longestDelayMs ? ms : null
}

/** The first step of somebody who is enrolled at `at`; null when there is none. */
export function firstStep(steps: Step[], at: Instant): { step: number; wantedAt: Instant } | null {
  const first = steps[0]
  return first ? { step: first.number, wantedAt: later(at, delayMs(first.delay) ?? 0) } : null
}

/** Whether a step is an email, sent by the server or by hand; else somebody does something. */
export function isEmailStep({ kind }: Pick<Step, 'kind'>): boolean {
  return kind === 'automatic-email' || kind === 'manual-email'
}

/** Fills in what a draft leaves out, or says in a sentence what is wrong with it. */
export function planSteps(drafts: StepDraft[]): { steps: Step[] } | { refused: string } {
  if (drafts.length === 0) return { refused: 'A sequence needs at least one step: add an email.' }
  const steps = lookThrough(drafts)
  const fault = steps.find((one) => one.fault !== null)?.fault
  return fault ? { refused: fault } : { steps: steps.map(({ step }) => step) }
}

/** Each draft with what it leaves out filled in, and in a sentence what is wrong with it. */
export function lookThrough(drafts: StepDraft[]): { step: Step; fault: string | null }[] {
  const firstEmail = drafts.findIndex(({ kind }) =>
    isEmailStep({ kind: kind ?? 'automatic-email' }),
  )
  return drafts.map((draft, index) => {
    const kind = draft.kind ?? 'automatic-email'
    const opens = index === firstEmail || Boolean(draft.subject)
    const thread = isEmailStep({ kind }) ? (draft.thread ?? (opens ? 'new' : 'same')) : 'same'
    const step: Step = {
      id: draft.id ?? `step-${String(index + 1)}`,
      number: index + 1,
      kind,
      delay: draft.delay ?? (index === 0 ? 'PT0S' : 'P2D'),
      subject: (draft.subject ?? '').trim(),
      body: draft.body.trim(),
      thread,
    }
    return { step, fault: whyNot(step, firstEmail + 1) }
  })
}

function whyNot(step: Step, firstEmail: number): string | null {
  const which = `Step ${String(step.number)}`
  if (delayMs(step.delay) === null)
    return `${which} has the delay "${step.delay}": write a duration such as P2D or PT4H, a year at most.`
  if (!isEmailStep(step)) return whyNotTask(step)
  if (step.number === firstEmail && step.thread === 'same')
    return 'The first email has no email before it to answer: let it start a new thread.'
  if (step.thread === 'new' && !step.subject)
    return `${which} starts a new thread and needs a subject.`
  if (/[\r\n]/.test(step.subject)) return `${which} has a subject of several lines: use one.`
  if (!step.body) return `${which} has no text: write the email.`
  return whyNotFilled(step)
}

/** A call or a to-do: its subject says what is to be done, its body may say more. */
function whyNotTask(step: Step): string | null {
  const which = `Step ${String(step.number)}`
  if (!step.subject)
    return `${which} is a ${step.kind} without a title: write in a few words what is to be done.`
  if (/[\r\n]/.test(step.subject)) return `${which} has a title of several lines: use one.`
  return whyNotFilled(step)
}

function whyNotFilled(step: Step): string | null {
  const which = `Step ${String(step.number)}`
  for (const text of [step.subject, step.body]) {
    const fault = checkTemplate(text)
    if (fault) return `${which} has a token that cannot be read: ${describeFault(fault)}`
    const unknown = unknownToken(text)
    if (unknown)
      return `${which} uses ${unknown}, which is not known. Known are ${emailTokens.map(([token]) => token).join(', ')} and contact.properties["…"].`
  }
  return null
}
