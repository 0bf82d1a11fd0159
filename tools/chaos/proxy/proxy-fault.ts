/** What the proxy breaks on order, and how often. */
import type { GraphPlace } from './graph-place.ts'

export type Harm =
  /** The request is passed on later. */
  | { kind: 'late'; ms: number }
  /** Graph answers at once, and the answer comes later: it shows what was so before. */
  | { kind: 'stale'; ms: number }
  | { kind: 'cut'; when: 'before' | 'after' }
  | { kind: 'status'; status: number; retryAfter?: number; when: 'before' | 'after' }
  /** The proxy passes it on twice: nothing that a network does, but what the judge must find. */
  | { kind: 'repeat' }

export interface ProxyFault {
  place: GraphPlace
  harm: Harm
  times: number
}

export interface ProxyFaults {
  order(fault: ProxyFault): void
  /** The first that fits, counted as a hit. */
  take(place: GraphPlace): Harm | null
  clear(): void
}

export function openProxyFaults(): ProxyFaults {
  let standing: ProxyFault[] = []
  return {
    order: (fault) => {
      standing.push({ ...fault })
    },
    take: (place) => {
      const found = standing.find((one) => one.place === place)
      if (found === undefined) return null
      found.times -= 1
      if (found.times <= 0) standing = standing.filter((one) => one !== found)
      return found.harm
    },
    clear: () => {
      standing = []
    },
  }
}
