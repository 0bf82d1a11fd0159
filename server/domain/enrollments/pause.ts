/** The pauses of an enrollment: which of them follow one another, which stand side by side, and how long all of them last. */

import type { EnrollmentState, PauseKind } from '../../../shared/enrollment.ts'
import type { Evidence } from '../../../shared/evidence.ts'
import type { Instant } from '../time/instant.ts'

export interface OwnPause {
  /** Names it; one that follows it has another id. */
  id: string
  kind: PauseKind
  /** One sentence for the person. */
  text: string
  since: Instant
  /** When it ends by itself; null: a person has to resume. */
  until: Instant | null
  evidence: Evidence | null
}

export type PauseTerms = Pick<OwnPause, 'kind' | 'until' | 'evidence'>

/**
 * `stands` beside the others; `follows` the one of its kind, which is over with it; `known`: what stands already says the same,
 * or knows better.
 */
export type Placing = 'stands' | 'follows' | 'known'

/** What becomes of a wanted pause where these stand. Of one kind there is only ever one: two kinds never touch each other. */
export function placingOf(standing: readonly PauseTerms[], wanted: PauseTerms): Placing {
  const same = standing.find(({ kind }) => kind === wanted.kind)
  if (!same) return 'stands'
  return follows(same, wanted) ? 'follows' : 'known'
}

function follows(standing: PauseTerms, wanted: PauseTerms): boolean {
  switch (wanted.kind) {
    // Longer or shorter: whoever pauses by hand knows what stands.
    case 'manual':
      return wanted.until !== standing.until
    case 'out-of-office':
      return wanted.until !== standing.until && isBetterAnswer(standing, wanted)
    // A person has to look; asked twice, there is one thing to look at.
    default:
      return false
  }
}

/** The last answer counts, with an earlier day too; but a day that was named beats the usual number of days, a mere guess. */
function isBetterAnswer(standing: PauseTerms, wanted: PauseTerms): boolean {
  const [before, now] = [answerOf(standing), answerOf(wanted)]
  // Mails are not always read in the order in which they came.
  const isLater = before.at === null || now.at === null || now.at >= before.at
  if (before.namesDay === now.namesDay) return isLater
  if (now.namesDay) return true
  // The contact is away still, or again, after the day that was named.
  return now.at !== null && standing.until !== null && now.at >= standing.until
}

function answerOf({ evidence, until }: PauseTerms): { namesDay: boolean; at: Instant | null } {
  return evidence?.kind === 'message'
    ? { namesDay: evidence.returnDate !== null, at: evidence.receivedAt }
    : { namesDay: until !== null, at: null }
}

/** Why it cannot be paused by hand, in a sentence; null when it can. */
export function whyNotPause({ state }: { state: EnrollmentState }): string | null {
  return state === 'ended' ? 'This enrollment has ended, so there is nothing to pause.' : null
}

/** Of these, the one that ends last: none with an end outlasts one without. Undefined where there are none. */
export function lastToEnd<One extends Pick<OwnPause, 'until'>>(
  pauses: readonly One[],
): One | undefined {
  return pauses.reduce<One | undefined>(
    (last, one) => (last === undefined || outlasts(one, last) ? one : last),
    undefined,
  )
}

function outlasts(one: Pick<OwnPause, 'until'>, other: Pick<OwnPause, 'until'>): boolean {
  if (other.until === null) return false
  return one.until === null || one.until > other.until
}

/** Those whose day has come, the first to end first. */
export function overAt(pauses: readonly OwnPause[], now: Instant): OwnPause[] {
  return pauses
    .filter(({ until }) => until !== null && until <= now)
    .sort((one, other) => ((one.until ?? '') < (other.until ?? '') ? -1 : 1))
}
