/** What becomes of an email, told to the enrollment whose next step it is; one that has gone on without it is left alone. */

import { putOff } from '../../domain/enrollments/next-step.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Email } from '../../domain/outbound/email.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../../store/db/db.ts'
import { setNextWhileDue, setUndue } from '../../store/enrollments/next-step.ts'

type OfEmail = Pick<Email, 'enrollmentId' | 'step'>

/** Graph was asked to send it. */
export async function makeSending(db: Db, email: OfEmail & Pick<Email, 'number'>): Promise<void> {
  await setUndue(db, email, {
    kind: 'sending',
    waits: `Email ${String(email.number)} is on its way.`,
  })
}

/** Nothing is due until it is known where it is, or whether it went; `waits` tells people what is being done about it. */
export async function makeUndecided(db: Db, email: OfEmail, waits: string): Promise<void> {
  await setUndue(db, email, { kind: 'undecided', waits })
}

/** Due, and why it has not been done yet. */
export async function noteWait(
  db: Db,
  { id, next }: Pick<Enrollment, 'id' | 'next'>,
  waits: string,
): Promise<void> {
  if (next.kind === 'due') await setNextWhileDue(db, id, { ...next, waits })
}

/** Due, but not yet to be done, for this reason. */
export async function putStepOff(
  db: Db,
  { id, next }: Pick<Enrollment, 'id' | 'next'>,
  until: Instant,
  waits: string,
): Promise<void> {
  if (next.kind === 'due') await setNextWhileDue(db, id, putOff(next, until, waits))
}
