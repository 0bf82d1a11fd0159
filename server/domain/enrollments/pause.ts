/** Which of two pauses an enrollment keeps, for nobody has to wait for two things at once. */

import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Enrollment } from './enrollment.ts'
import type { Instant } from '../time/instant.ts'
import { dayOf } from '../time/day.ts'

export interface PauseTerms {
  reason: PauseKind
  /** When it ends by itself; null: a person has to resume. */
  until: Instant | null
  /** Somebody named that end; false for our own guess. */
  stated: boolean
}

/** Whether a new pause takes the place of the one that stands. */
export function replaces(standing: PauseTerms, wanted: PauseTerms): boolean {
  if (wanted.reason === 'manual') return mayPauseOver(standing) && outlasts(wanted.until, standing)
  // A person has to look already; what comes by itself must not let it go on.
  if (standing.until === null) return false
  if (wanted.until === null) return true
  const bothAway = standing.reason === 'out-of-office' && wanted.reason === 'out-of-office'
  // A named day of return is the truth, an earlier one too; the usual number of days is only a guess.
  if (bothAway && standing.stated !== wanted.stated) return wanted.stated
  return wanted.until > standing.until
}

/** The terms an enrollment is paused on, or null when it is not paused. */
export function termsOf(
  one: Pick<Enrollment, 'state' | 'pauseKind' | 'pausedUntil' | 'pauseEvidence'>,
): PauseTerms | null {
  if (one.state !== 'paused' || one.pauseKind === null) return null
  const evidence = one.pauseEvidence
  return {
    reason: one.pauseKind,
    until: one.pausedUntil,
    stated: evidence?.kind === 'message' ? evidence.returnDate !== null : one.pausedUntil !== null,
  }
}

/**
 * Why it cannot be paused by hand until `until` (null: until somebody resumes it), in a sentence; null when it can. Days are
 * told in `timeZone`, an IANA name.
 */
export function whyNotPause(
  one: Pick<Enrollment, 'state' | 'pauseKind' | 'pauseText' | 'pausedUntil' | 'pauseEvidence'>,
  until: Instant | null,
  timeZone: string,
): string | null {
  if (one.state === 'ended') return 'This enrollment has ended, so there is nothing to pause.'
  const standing = termsOf(one)
  if (standing === null) return null
  if (!mayPauseOver(standing))
    return `This enrollment is paused already: ${one.pauseText ?? 'a person has to look at it.'}`
  if (standing.until === null || outlasts(until, standing)) return null
  const why = one.pauseText === null ? '' : `: ${one.pauseText}`
  return `This enrollment is paused until ${dayOf(standing.until, timeZone)} anyway${why || '.'} To pause it for longer, choose a later day.`
}

/** A pause that ends sooner would lose the day of return, and emails would go into the holiday. */
function outlasts(until: Instant | null, standing: PauseTerms): boolean {
  if (standing.reason === 'manual' || standing.until === null || until === null) return true
  return until > standing.until
}

/** A pause by hand may be made longer or shorter, and may outlast somebody's holiday; what a person has to look at stays in sight. */
function mayPauseOver(standing: PauseTerms): boolean {
  return standing.until !== null || standing.reason === 'manual'
}
