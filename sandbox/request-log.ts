/** Remembers what was asked of Graph, so that tests and people can count it. */

export interface LoggedRequest {
  /** Product time, UTC. */
  at: string
  /** Real time, UTC. */
  realAt: string
  method: string
  /** Below /v1.0. */
  path: string
  query: string
  /** Null while unanswered, and for good when the connection was dropped. */
  status: number | null
  /** Real time the answer left; null while unanswered. */
  endedAt: string | null
  /** The client left before it was answered. */
  hungUp: boolean
}

/** What becomes of a request. */
export interface Ending {
  answered: (status: number) => void
  hungUp: () => void
}

export interface RequestLog {
  /** Notes a request when it comes. */
  begin: (
    request: Pick<LoggedRequest, 'at' | 'method' | 'path' | 'query'>,
    template: string,
  ) => Ending
  /** Oldest first, the last 5,000. */
  items: () => LoggedRequest[]
  /** By method and path with ids written as `{id}`, since the last reset. */
  counts: () => Record<string, number>
  reset: () => void
}

const kept = 5_000

export function openRequestLog(): RequestLog {
  let items: LoggedRequest[] = []
  let counts = new Map<string, number>()
  return {
    begin: (request, template) => {
      const entry: LoggedRequest = {
        ...request,
        realAt: new Date().toISOString(),
        status: null,
        endedAt: null,
        hungUp: false,
      }
      items.push(entry)
      // Cut in large steps: shifting one by one would cost the whole list each time.
      if (items.length > kept * 2) items = items.slice(-kept)
      const key = `${request.method} ${template}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      return {
        answered: (status) => {
          entry.status = status
          entry.endedAt = new Date().toISOString()
        },
        hungUp: () => {
          entry.hungUp = true
        },
      }
    },
    items: () => items.slice(-kept),
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    reset: () => {
      items = []
      counts = new Map()
    },
  }
}
