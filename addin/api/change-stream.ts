/** News for every tab from one stream a browser: the tab that holds the lock reads it and tells the others. */

import { isChange, readStream, type News } from './read-change-stream.ts'

export interface ChangeStream {
  /** From now on, until the function it answers is called. */
  listen: (listener: (news: News) => void) => () => void
  close: () => void
}

/** The browser's parts it stands on, so that a test can bring its own. */
export interface NewsPorts {
  token: (refused: string | null) => Promise<string | null>
  read?: typeof readStream
  locks?: Pick<LockManager, 'request'>
  channel?: Pick<BroadcastChannel, 'postMessage' | 'close'> & {
    onmessage: ((event: MessageEvent) => unknown) | null
  }
  /** Milliseconds to wait before the next try, by how many failed in a row. */
  pause?: (failures: number) => number
}

const firstPauseMs = 500
const longestPauseMs = 30_000
/** A stream that held so long was a good one. */
const steadyMs = 10_000
/** Without a token nobody can read; the tab signs in again when its person does something. */
const signedOutPauseMs = 5_000

/** `person` parts the streams of two people who use one browser: each tab hears by its own person's token. */
export function openChangeStream(person: string, ports: NewsPorts): ChangeStream {
  const name = `sequences news ${person}`
  const channel = ports.channel ?? new BroadcastChannel(name)
  const locks = ports.locks ?? navigator.locks
  const read = ports.read ?? readStream
  const listeners = new Set<(news: News) => void>()
  const closing = new AbortController()

  function hear(news: News): void {
    for (const listener of listeners) listener(news)
  }
  function publish(news: News): void {
    hear(news)
    channel.postMessage(news)
  }
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'everything') hear(data)
    else if (Array.isArray(data)) hear(data.filter(isChange))
  }

  /** Reads until the tab closes or its person is signed out; then another tab may. */
  async function lead(): Promise<void> {
    let failures = 0
    let refused: string | null = null
    while (!closing.signal.aborted) {
      const token = await ports.token(refused)
      if (token === null) return
      const began = Date.now()
      try {
        refused = (await read(token, publish, closing.signal)) === 'refused' ? token : null
      } catch {
        // Offline, the server restarting, the laptop asleep: what was missed is asked for once it is back.
      }
      if (Date.now() - began > steadyMs) failures = 0
      failures += 1
      await pause((ports.pause ?? backOff)(failures), closing.signal)
    }
  }
  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      await locks.request(name, { signal: closing.signal }, lead)
      await pause(signedOutPauseMs, closing.signal)
    }
  }
  run().catch((error: unknown) => {
    if (!closing.signal.aborted) console.error('The news cannot be read.', error)
  })

  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closing.abort()
      channel.close()
      listeners.clear()
    },
  }
}

/** Doubling, with some chance in it: a server that restarts is not met by all its screens in the same moment. */
function backOff(failures: number): number {
  const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1))
  return longest / 2 + (Math.random() * longest) / 2
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
