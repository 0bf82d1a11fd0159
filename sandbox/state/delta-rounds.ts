/** Which delta tokens are still known: a round of tokens can be ended, as Exchange and Entra do when they forget. */

import type { SettingsStore } from './database.ts'

export interface DeltaRounds {
  /** The generation whose tokens are known. `of` is an Entra id (that calendar), or `users`. */
  current: (of: string) => number
  /** Forgets every token given out so far. */
  forget: (of: string) => void
}

export function openDeltaRounds(settings: SettingsStore): DeltaRounds {
  const current = (of: string): number => Number(settings.read(`delta.${of}`) ?? '1')
  return {
    current,
    forget: (of) => {
      settings.write(`delta.${of}`, String(current(of) + 1))
    },
  }
}
