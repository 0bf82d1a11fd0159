/**
 * Chance that can be had again: mulberry32, a generator of six lines in the public domain. Nothing here hangs on how good its
 * chance is, and with a package another version could order other deeds for the same seed.
 */

export interface Random {
  /** At least 0, less than 1. */
  next(): number
  /** A whole number of `from` to `to`, both included. */
  between(from: number, to: number): number
  /** True in that share of cases. */
  chance(share: number): boolean
  pick<T>(among: readonly T[]): T
  /** One of the keys, each as often as its weight says. */
  weighed<K extends string>(weights: Readonly<Record<K, number>>): K
}

export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const pick = <T>(among: readonly T[]): T => {
    const found = among[Math.floor(next() * among.length)]
    if (found === undefined) throw new Error('There is nothing to pick from.')
    return found
  }
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (share) => next() < share,
    pick,
    weighed: (weights) => pick(tickets(weights)),
  }
}

function tickets<K extends string>(weights: Readonly<Record<K, number>>): K[] {
  const names = Object.keys(weights) as K[]
  return names.flatMap((name) => Array.from({ length: weights[name] }, () => name))
}
