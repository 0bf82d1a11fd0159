/** The loop that works mailboxes and chores as they fall due: some at once, each under its own lease, at rest when nothing is due. */

import type { Context } from '../services/context.ts'
import { leaseNextChore, workChore } from './job-worker.ts'
import { leaseNext, realWait, workMailbox } from './mailbox-worker.ts'
import { outlook, type Outlook } from '../store/mailboxes/mailbox-leases.ts'

export interface Loop {
  /** Something may be due: look now. */
  wake(): void
  /** Resolves when nothing is due by the product's clock and no turn is going on. */
  settle(): Promise<void>
  /** Takes no more mailboxes on and resolves when the turns going on have ended. */
  close(): Promise<void>
}

export interface LoopOptions {
  /** Names this process among all that share the store; a turn's lease is named after it. */
  processName: string
  turnsAtOnce: number
  /** Called with what a turn threw that was no failure of Graph's. */
  onFault: (error: unknown) => void
}

/** However it looks, the store is asked again after so long: another process may have poked. */
const longestRestMs = 1_000
/** While a chore runs, due mailboxes are looked for so often at most; its end wakes the loop. */
const besideChoreMs = 50

export function openLoop(context: Context, options: LoopOptions): Loop {
  const turns = new Set<Promise<void>>()
  // Beside the turns: neither can chores starve while mailboxes are due, nor mailboxes while a chore takes its time.
  let chore: Promise<void> | null = null
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
  const isChoring = (): boolean => chore !== null

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

  const beginChore = async (): Promise<void> => {
    const lease = await leaseNextChore(context, nextOwner())
    if (!lease) return
    chore = workChore(context, lease)
      .catch(options.onFault)
      .finally(() => {
        chore = null
        wake()
      })
  }

  const begin = async (): Promise<boolean> => {
    const lease = await leaseNext(context, nextOwner())
    if (!lease) return false
    const turn = workMailbox(context, lease)
      .catch(options.onFault)
      .finally(() => {
        turns.delete(turn)
        wake()
      })
    turns.add(turn)
    return true
  }

  const run = async (): Promise<void> => {
    while (!closed) {
      woken = false
      try {
        if (chore === null) await beginChore()
        while (turns.size < options.turnsAtOnce && (await begin()));
        const ahead = await outlook(context.db, context.clock.now(), context.clock.real())
        if (turns.size === 0 && !isChoring() && !isWoken() && !ahead.isBusy)
          for (const settled of settling.splice(0)) settled()
        const wanted = turns.size < options.turnsAtOnce ? restMs(context, ahead) : Infinity
        // What is due may be another chore, and that one waits for the chore that runs.
        const shortest = isChoring() ? besideChoreMs : 0
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
      await Promise.allSettled(chore ? [...turns, chore] : turns)
      for (const settled of settling.splice(0)) settled()
    },
  }
}

/** Until a mailbox falls due, or one that is due has rested. */
function restMs(context: Context, { dueAt, freeReal }: Outlook): number {
  const due = realWait(dueAt, context.clock.now())
  return freeReal === null ? due : Math.min(due, Math.max(0, freeReal - context.clock.real()))
}
