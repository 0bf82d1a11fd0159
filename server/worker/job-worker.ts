/** Does the chores: each under a lease, none in the way of the mailboxes. */

import { choreNames, type ChoreName } from '../domain/mailboxes/job.ts'
import { later, type Instant } from '../domain/time/instant.ts'
import { GraphError } from '../graph/errors.ts'
import { addChores, endChore, leaseChore, renewChore, type ChoreLease } from '../store/jobs/jobs.ts'
import type { Chore } from '../services/job.ts'
import type { Context } from '../services/context.ts'
import { lookAtAutomation } from '../services/automation/automation-job.ts'
import { finishDeletions } from '../services/sequences/finish-deletions.ts'
import { finishReaches } from '../services/sequences/roll-out-steps.ts'
import { workImports } from '../services/imports/import-job.ts'
import { forgetAnswers } from '../services/idempotency.ts'
import { planWindows } from '../services/sequences/reschedule-windows.ts'
import { LeaseLostError, leaseMs } from '../services/mailboxes/mailbox-sync.ts'
import { watchDirectory } from '../services/directory/directory-job.ts'
import { wordsOf } from '../services/error-text.ts'

/** Does what is due, and answers when it wants to be looked at again. */
type Work = (chore: Chore) => Promise<Instant>

const works: Record<ChoreName, Work> = {
  directory: watchDirectory,
  deletions: finishDeletions,
  automation: lookAtAutomation,
  imports: workImports,
  windows: planWindows,
  reaches: finishReaches,
  answers: forgetAnswers,
}

/** Once, when the server starts. */
export function planChores(context: Context): Promise<void> {
  return addChores(context.db, choreNames, context.clock.now())
}

/** Leases the chore that is due longest; null when none is. */
export function leaseNextChore(context: Context, owner: string): Promise<ChoreLease | null> {
  const real = context.clock.real()
  return leaseChore(context.db, {
    owner,
    now: context.clock.now(),
    real,
    untilReal: real + leaseMs,
  })
}

const firstParkMs = 5_000
const longestParkMs = 10 * 60_000

/** Graph's failures park the chore; any other error does the same and is thrown on, for it is a fault of ours. */
export async function workChore(context: Context, lease: ChoreLease): Promise<void> {
  const goOn = async (): Promise<void> => {
    if (!(await renewChore(context.db, lease, context.clock.real() + leaseMs)))
      throw new LeaseLostError('Another process has taken over this chore.')
  }
  try {
    const dueAt = await works[lease.name]({ context, goOn })
    await end(context, lease, { dueAt, parkMs: 0, error: null })
  } catch (error) {
    if (error instanceof LeaseLostError) return
    const words = wordsOf(error)
    context.report({ event: 'chore-failed', mailbox: lease.name, error: words })
    await end(context, lease, {
      dueAt: later(context.clock.now(), 0),
      parkMs: parkMs(lease, error),
      error: words,
    })
    if (!(error instanceof GraphError)) throw error
  }
}

function end(
  context: Context,
  lease: ChoreLease,
  { dueAt, parkMs, error }: { dueAt: Instant; parkMs: number; error: string | null },
): Promise<void> {
  return endChore(context.db, lease, {
    now: context.clock.now(),
    dueAt,
    notBeforeReal: parkMs > 0 ? context.clock.real() + parkMs : 0,
    error,
  })
}

function parkMs(lease: ChoreLease, error: unknown): number {
  const asked = error instanceof GraphError ? (error.retryAfterMs ?? 0) : 0
  return Math.max(asked, Math.min(longestParkMs, firstParkMs * 2 ** Math.min(lease.attempts, 10)))
}
