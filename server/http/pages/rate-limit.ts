/** How often a link may be used: each visit asks Microsoft 365 something, and anybody may hold a link. */

export interface Visits {
  /** Counts one; false when there were too many in this minute. `real` is real milliseconds. */
  mayPass(key: string, real: number): boolean
}

const windowMs = 60_000
/** More keys than this are not remembered: the next minute begins early. */
const mostKeys = 10_000

export function openVisits(mostPerMinute: number): Visits {
  const counts = new Map<string, number>()
  let since = -Infinity
  return {
    mayPass: (key, real) => {
      if (real - since >= windowMs || counts.size >= mostKeys) {
        counts.clear()
        since = real
      }
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count <= mostPerMinute
    },
  }
}
