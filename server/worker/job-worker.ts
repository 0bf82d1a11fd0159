/** Does the jobs: each under a lease, none in the way of the mailboxes. */

import { jobNames, type JobName } from '../domain/mailboxes/job.ts'
import { later, type Instant } from '../domain/time/instant.ts'
import { GraphError } from '../graph/errors.ts'
import { addJobs, endJob, leaseJob, renewJob, type JobLease } from '../store/jobs/jobs.ts'
import type { Job } from '../services/job.ts'
import type { Context } from '../services/context.ts'
import { workAutomations } from '../services/automation/automation-job.ts'
import { finishDeletions } from '../services/sequences/finish-deletions.ts'
import { finishRollouts } from '../services/sequences/roll-out-steps.ts'
import { workImports } from '../services/imports/import-job.ts'
import { forgetAnswers } from '../services/idempotency.ts'
import { planWindows } from '../services/sequences/reschedule-windows.ts'
import { LeaseLostError, leaseMs } from '../services/mailboxes/mailbox-sync.ts'
import { watchDirectory } from '../services/directory/directory-job.ts'
import { errorText } from '../services/error-text.ts'

/** Does what is due, and answers when it wants to be looked at again. */
type Work = (job: Job) => Promise<Instant>

const works: Record<JobName, Work> = {
  directory: watchDirectory,
  deletions: finishDeletions,
  automation: workAutomations,
  imports: workImports,
  windows: planWindows,
  rollouts: finishRollouts,
  answers: forgetAnswers,
}

/** Once, when the server starts. */
export function addMissingJobs(context: Context): Promise<void> {
  return addJobs(context.db, jobNames, context.clock.now())
}

/** Leases the job that is due longest; null when none is. */
export function leaseNextJob(context: Context, owner: string): Promise<JobLease | null> {
  const real = context.clock.real()
  return leaseJob(context.db, {
    owner,
    now: context.clock.now(),
    real,
    untilReal: real + leaseMs,
  })
}

const firstParkMs = 5_000
const longestParkMs = 10 * 60_000

/** Graph's failures park the job; any other error does the same and is thrown on, for it is a fault of ours. */
export async function workJob(context: Context, lease: JobLease): Promise<void> {
  const goOn = async (): Promise<void> => {
    if (!(await renewJob(context.db, lease, context.clock.real() + leaseMs)))
      throw new LeaseLostError('Another process has taken over this job.')
  }
  try {
    const dueAt = await works[lease.name]({ context, renewLease: goOn })
    await end(context, lease, { dueAt, parkMs: 0, error: null })
  } catch (error) {
    if (error instanceof LeaseLostError) return
    const words = errorText(error)
    context.report({ event: 'job-failed', mailbox: lease.name, error: words })
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
  lease: JobLease,
  { dueAt, parkMs, error }: { dueAt: Instant; parkMs: number; error: string | null },
): Promise<void> {
  return endJob(context.db, lease, {
    now: context.clock.now(),
    dueAt,
    notBeforeReal: parkMs > 0 ? context.clock.real() + parkMs : 0,
    error,
  })
}

function parkMs(lease: JobLease, error: unknown): number {
  const asked = error instanceof GraphError ? (error.retryAfterMs ?? 0) : 0
  return Math.max(asked, Math.min(longestParkMs, firstParkMs * 2 ** Math.min(lease.attempts, 10)))
}
