/** The loop that works mailboxes and jobs as they fall due: some at once, each under its own lease, at rest when nothing is due. */

import type { Context } from '../services/context.ts'
import { leaseNextJob, workJob } from './job-worker.ts'
import { leaseNext, realWait, workMailbox } from './mailbox-worker.ts'
import { nextWakeUp, type NextWakeUp } from '../store/mailboxes/mailbox-leases.ts'

export interface Loop {
  /** Something may be due: look now. */
  wake(): void
  /** Resolves when nothing is due by the product's clock and no sync is going on. */
  settle(): Promise<void>
  /** Takes no more mailboxes on and resolves when the syncs going on have ended. */
  close(): Promise<void>
}

export interface LoopOptions {
  /** Names this process among all that share the store; a sync's lease is named after it. */
  processName: string
  syncsAtOnce: number
  /** Called with what a sync threw that was no failure of Graph's. */
  onFault: (error: unknown) => void
}

/** However it looks, the store is asked again after so long: another process may have asked to sync. */
const longestRestMs = 1_000
/** While a job runs, due mailboxes are looked for so often at most; its end wakes the loop. */
const besideJobMs = 50

export function openLoop(context: Context, options: LoopOptions): Loop {
  const syncs = new Set<Promise<void>>()
  // Beside the syncs: neither can jobs starve while mailboxes are due, nor mailboxes while a job takes its time.
  let job: Promise<void> | null = null
  const settling: (() => void)[] = []
  let closed = false
  let woken = false
  let rouse = (): void => undefined
  let count = 0

  const wake = (): void => {
    woken = true
    rouse()
  }

  const isWoken = (): boolean => woken
  const isJobRunning = (): boolean => job !== null

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
      if (woken) rouse()
    })

  const nextOwner = (): string => {
    count += 1
    return `${options.processName}#${String(process.pid)}-${String(count)}`
  }

  const beginJob = async (): Promise<void> => {
    const lease = await leaseNextJob(context, nextOwner())
    if (!lease) return
    job = workJob(context, lease)
      .catch(options.onFault)
      .finally(() => {
        job = null
        wake()
      })
  }

  const begin = async (): Promise<boolean> => {
    const lease = await leaseNext(context, nextOwner())
    if (!lease) return false
    const sync = workMailbox(context, lease)
      .catch(options.onFault)
      .finally(() => {
        syncs.delete(sync)
        wake()
      })
    syncs.add(sync)
    return true
  }

  const run = async (): Promise<void> => {
    while (!closed) {
      woken = false
      try {
        if (job === null) await beginJob()
        while (syncs.size < options.syncsAtOnce && (await begin()));
        const ahead = await nextWakeUp(context.db, context.clock.now(), context.clock.real())
        if (syncs.size === 0 && !isJobRunning() && !isWoken() && !ahead.isBusy)
          for (const settled of settling.splice(0)) settled()
        const wanted = syncs.size < options.syncsAtOnce ? restMs(context, ahead) : Infinity
        // What is due may be another job, and that one waits for the job that runs.
        const shortest = isJobRunning() ? besideJobMs : 0
        await rest(Math.min(longestRestMs, Math.max(shortest, wanted)))
      } catch (error) {
        options.onFault(error)
        await rest(longestRestMs)
      }
    }
  }

  const running = run()
  return {
    wake,
    settle: () =>
      new Promise((resolve) => {
        settling.push(resolve)
        wake()
      }),
    close: async () => {
      closed = true
      wake()
      await running
      await Promise.allSettled(job ? [...syncs, job] : syncs)
      for (const settled of settling.splice(0)) settled()
    },
  }
}

/** Until a mailbox falls due, or one that is due has rested. */
function restMs(context: Context, { dueAt, freeReal }: NextWakeUp): number {
  const due = realWait(dueAt, context.clock.now())
  return freeReal === null ? due : Math.min(due, Math.max(0, freeReal - context.clock.real()))
}
