/** Which of two holds an enrollment keeps: for nobody has to wait for two things at once. */

import type { HoldReason } from '../../../shared/enrollment.ts'
import type { Enrollment } from './enrollment.ts'
import type { Instant } from '../time/instant.ts'
import { dayOf } from '../time/day.ts'

export interface HoldTerms {
  reason: HoldReason
  /** When it ends by itself; null: a person has to resume. */
  until: Instant | null
  /** Somebody named that end; false for our own guess. */
  stated: boolean
}

/** Whether a new hold takes the place of the one that stands. */
export function replaces(standing: HoldTerms, wanted: HoldTerms): boolean {
  if (wanted.reason === 'paused') return mayPauseOver(standing) && outlasts(wanted.until, standing)
  // A person has to look already; what comes by itself must not let it go on.
  if (standing.until === null) return false
  if (wanted.until === null) return true
  const bothAway = standing.reason === 'out-of-office' && wanted.reason === 'out-of-office'
  // A named day of return is the truth, an earlier one too; the usual number of days is only a guess.
  if (bothAway && standing.stated !== wanted.stated) return wanted.stated
  return wanted.until > standing.until
}

/** The terms an enrollment is held on, or null when it is not held. */
export function termsOf(
  one: Pick<Enrollment, 'state' | 'holdReason' | 'heldUntil' | 'holdEvidence'>,
): HoldTerms | null {
  if (one.state !== 'held' || one.holdReason === null) return null
  const evidence = one.holdEvidence
  return {
    reason: one.holdReason,
    until: one.heldUntil,
    stated: evidence?.kind === 'mail' ? evidence.returnDate !== null : one.heldUntil !== null,
  }
}

/**
 * Why it cannot be paused by hand until `until` (null: until somebody resumes it), in a sentence; null when it can. Days are
 * told in `timeZone`, an IANA name.
 */
export function whyNotPause(
  one: Pick<Enrollment, 'state' | 'holdReason' | 'holdText' | 'heldUntil' | 'holdEvidence'>,
  until: Instant | null,
  timeZone: string,
): string | null {
  if (one.state === 'ended') return 'This enrollment has ended, so there is nothing to pause.'
  const standing = termsOf(one)
  if (standing === null) return null
  if (!mayPauseOver(standing))
    return `This enrollment is on hold already: ${one.holdText ?? 'a person has to look at it.'}`
  if (standing.until === null || outlasts(until, standing)) return null
  const why = one.holdText === null ? '' : `: ${one.holdText}`
  return `This enrollment is on hold until ${dayOf(standing.until, timeZone)} anyway${why || '.'} To pause it for longer, choose a later day.`
}

/** A pause that ends sooner would lose the day of return, and letters would go into the holiday. */
function outlasts(until: Instant | null, standing: HoldTerms): boolean {
  if (standing.reason === 'paused' || standing.until === null || until === null) return true
  return until > standing.until
}

/** A pause may be made longer or shorter, and may outlast somebody's holiday; what a person has to look at stays in sight. */
function mayPauseOver(standing: HoldTerms): boolean {
  return standing.until !== null || standing.reason === 'paused'
}
