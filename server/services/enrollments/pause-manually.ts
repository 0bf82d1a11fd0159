/** A person pauses an enrollment, until a day or until somebody resumes it. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { placingOf, whyNotPause } from '../../domain/enrollments/pause.ts'
import { dayMs, later, toInstant, type Instant } from '../../domain/time/instant.ts'
import type { User } from '../../domain/directory/user.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { addAudit } from '../../store/history/audit.ts'
import { changeable } from '../policies/change-enrollment.ts'
import { newId, type Context } from '../context.ts'
import { pauseEnrollment } from './pause.ts'
import { isRefused, refuse, type Refused } from '../problem.ts'

const longestDays = 366
// ISO 8601 with its offset: without one, nobody knows whose clock is meant.
const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

/** `until` is an ISO 8601 time with an offset, a year ahead at most; null: until somebody resumes it. */
export async function pauseManually(
  context: Context,
  user: User,
  enrollmentId: string,
  until: string | null,
): Promise<Enrollment | Refused> {
  const end = until === null ? null : endOf(until, context.clock.now())
  if (end !== null && typeof end !== 'string') return end
  const result = await context.db.transaction(async (tx) => {
    const enrollment = await changeable(tx, user, enrollmentId)
    if (isRefused(enrollment)) return enrollment
    const fault = whyNotPause(enrollment)
    if (fault) return refuse(409, 'not-pausable', 'It cannot be paused', fault)
    // Asked twice for the same, the timeline tells it once.
    const wanted = { until: end, evidence: null }
    if (placingOf(enrollment.pauses, { kind: 'manual', ...wanted }) === 'known') return enrollment
    const text = `Paused by ${user.name}.`
    const paused = await pauseEnrollment(tx, context, enrollmentId, {
      reason: 'manual',
      text,
      ...wanted,
    })
    if (!paused) throw new Error('An enrollment that may be paused was not paused.')
    const at = context.clock.now()
    await addAudit(tx, { id: newId(), at, userId: user.id, action: 'pause', subjectId: paused.id })
    await requestSyncNow(tx, paused.mailboxId, at)
    return paused
  })
  context.wake()
  return result
}

function endOf(until: string, now: Instant): Instant | Refused {
  const text = until.trim()
  if (!written.test(text) || Number.isNaN(Date.parse(text)))
    return badEnd(
      `“${text}” is not a time. Write one with its offset, such as 2026-03-10T08:00:00Z.`,
    )
  if (Date.parse(text) > Date.parse(later(now, longestDays * dayMs)))
    return badEnd('A pause may last a year at most. Choose an earlier day, or none at all.')
  const end = toInstant(text)
  return end > now ? end : badEnd('That time has passed. Choose one that is still to come.')
}

function badEnd(detail: string): Refused {
  return refuse(422, 'bad-until', 'No such end of a pause', detail)
}
