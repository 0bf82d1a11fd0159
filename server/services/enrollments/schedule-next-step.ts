/** When the next step of an enrollment comes: the one place that every new time goes through. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dueAs, type NextStep } from '../../domain/enrollments/next-step.ts'
import type { Instant } from '../../domain/time/instant.ts'
import { dueIn, type Due } from '../../domain/enrollments/send-window.ts'
import type { Db } from '../../store/db/db.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { stepsOf } from '../../store/sequences/steps.ts'

type InVersion = Pick<Enrollment, 'sequenceId' | 'version'>

/**
 * A step wanted at `wantedAt` comes then, at once if that has passed, or when the send window that its sequence has now opens.
 * When it was wanted is kept as it is: a delay that is edited later counts from there.
 */
export async function scheduleStep(
  db: Db,
  { sequenceId, version }: InVersion,
  number: number,
  wantedAt: Instant,
  now: Instant,
): Promise<Due> {
  const window = (await sequenceById(db, sequenceId))?.settings.sendWindow ?? null
  if (window === null) return dueIn(null, 'automatic-email', wantedAt, now)
  const steps = await stepsOf(db, sequenceId, version)
  const kind = steps.find((step) => step.number === number)?.kind ?? 'automatic-email'
  return dueIn(window, kind, wantedAt, now)
}

/** The same as what comes next. */
export async function planStep(
  db: Db,
  inVersion: InVersion,
  number: number,
  wantedAt: Instant,
  now: Instant,
): Promise<NextStep> {
  return dueAs(number, await scheduleStep(db, inVersion, number, wantedAt, now))
}
