/** How many requests Graph is asked at once for one mailbox, and which of those that wait goes first. */

import PQueue from 'p-queue'

// Graph allows four requests at once per app and mailbox ("MailboxConcurrency limit", Outlook service limits).
const atOncePerMailbox = 4
/**
 * A mailbox sync asks one thing after the other. With one of the four places left to it, neither an email nor the read before
 * it stands behind what people look at, and people's looks never wait for more than one request of the sync.
 */
const looksAtOnce = atOncePerMailbox - 1

/** What a request is for: an email that goes, the mailbox sync, or what a person waits for. */
export type Rank = 'send' | 'sync' | 'look'
const priority: Record<Rank, number> = { send: 2, sync: 1, look: 0 }

interface Lane {
  all: PQueue
  looks: PQueue
}

export interface Lanes {
  /** Does the work when the mailbox has a place for it. */
  run<Result>(mailbox: string, rank: Rank, work: () => Promise<Result>): Promise<Result>
}

export function openLanes(): Lanes {
  const lanes = new Map<string, Lane>()
  return {
    run: async (mailbox, rank, work) => {
      const lane = lanes.get(mailbox) ?? {
        all: new PQueue({ concurrency: atOncePerMailbox }),
        looks: new PQueue({ concurrency: looksAtOnce }),
      }
      lanes.set(mailbox, lane)
      const queued = () => lane.all.add(work, { priority: priority[rank] })
      try {
        return await (rank === 'look' ? lane.looks.add(queued) : queued())
      } finally {
        if (isIdle(lane.all) && isIdle(lane.looks)) lanes.delete(mailbox)
      }
    },
  }
}

function isIdle({ pending, size }: PQueue): boolean {
  return pending === 0 && size === 0
}
