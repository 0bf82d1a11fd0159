/** What makes a send window acceptable, and when a step that is wanted comes because of it. */

import { opensAt, describeMoment, weekdays, type SendWindow } from '../../../shared/send-window.ts'
import type { StepKind } from '../../../shared/sequence.ts'
import { later, type Instant } from '../time/instant.ts'
import { zoneOf } from '../time/time-zone.ts'

/** When a step comes. */
export interface Due {
  /** When it would come if emails went at any time: what is planned anew when the window changes. */
  wantedAt: Instant
  dueAt: Instant
}

/** The one place where a step's time is moved into the window. Only emails wait for it: a task is for the rep to plan. */
export function dueIn(
  window: SendWindow | null,
  kind: StepKind,
  wantedAt: Instant,
  now: Instant,
): Due {
  const soonest = wantedAt > now ? wantedAt : now
  return { wantedAt, dueAt: kind === 'automatic-email' ? opensAt(window, soonest) : soonest }
}

/** Why an email comes later than it was wanted, in a sentence; null when the window has nothing to do with it. */
export function describeWindow(
  window: SendWindow | null,
  kind: StepKind,
  { wantedAt, dueAt }: Due,
): string | null {
  if (window === null || dueAt <= wantedAt) return null
  // A task is not moved, and an email that Graph did not take is tried again at a time of its own.
  if (kind !== 'automatic-email' || !isOpening(window, dueAt)) return null
  return `Waits for the send window: the email goes ${describeMoment(window, dueAt)}.`
}

function isOpening(window: SendWindow, at: Instant): boolean {
  return opensAt(window, at) === at && opensAt(window, later(at, -1)) === at
}

/** The window in its one spelling (days from Monday, each once; an IANA zone), or a sentence that says what is wrong with it. */
export function planWindow(wanted: SendWindow): SendWindow | { refused: string } {
  const timeZone = zoneOf(wanted.timeZone.trim())
  if (timeZone === null)
    return {
      refused: `“${wanted.timeZone}” is no time zone. Choose one from the list, such as Europe/Berlin.`,
    }
  const [sunday, ...others] = weekdays
  const days = [...others, sunday].filter((day) => wanted.days.includes(day))
  if (days.length === 0)
    return { refused: 'Choose at least one day on which emails may go, or send at any time.' }
  if (wanted.to <= wanted.from)
    return {
      refused: `A send window ends later on the same day than it begins: ${wanted.from} to ${wanted.to} does not. Emails cannot go over midnight.`,
    }
  return { days, from: wanted.from, to: wanted.to, timeZone }
}

export function sameWindow(one: SendWindow | null, other: SendWindow | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
