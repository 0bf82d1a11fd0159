/** Does the chores: each under a lease, none in the way of the mailboxes. */

import { choreNames, type ChoreName } from '../domain/chore.ts'
import { later, type Instant } from '../domain/instant.ts'
import { GraphError } from '../graph/errors.ts'
import { addChores, endChore, leaseChore, renewChore, type ChoreLease } from '../store/chores.ts'
import type { Chore } from './chore.ts'
import type { Context } from './context.ts'
import { lookAtAutomation } from './automation.ts'
import { finishDeletions } from './finish-deletions.ts'
import { finishReaches } from './reach-enrolled.ts'
import { workImports } from './import-work.ts'
import { forgetAnswers } from './once.ts'
import { planWindows } from './plan-windows.ts'
import { LeaseLostError, leaseMs } from './turn.ts'
import { watchDirectory } from './watch-directory.ts'
import { wordsOf } from './words-of.ts'

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
