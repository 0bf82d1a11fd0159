/** Server processes that follow the clock by long poll, and the wait until they have worked off a move. */

import type { Clock } from '../clock.ts'

export interface Followers {
  /**
   * A follower says it has finished all work due at version `seen`. Resolves as soon as there is a newer version, or
   * after `pollMs` of real time; `gone` resolves it early when the follower hangs up.
   */
  follow: (id: string, seen: number, gone: AbortSignal) => Promise<void>
  /** Wakes the followers; true once all that were known have seen `version`, false with none or after a minute. */
  settle: (version: number) => Promise<boolean>
}

export interface FollowerLimits {
  pollMs: number
  /** A follower between two polls is still known for this long. */
  knownForMs: number
  settleMs: number
}

interface Follower {
  seen: number
  lastHeard: number
  wake: Set<() => void>
}

const usual: FollowerLimits = { pollMs: 25_000, knownForMs: 3_000, settleMs: 60_000 }

export function openFollowers(clock: Clock, limits: FollowerLimits = usual): Followers {
  const followers = new Map<string, Follower>()
  const waits = new Set<() => void>()

  async function follow(id: string, seen: number, gone: AbortSignal): Promise<void> {
    const follower = followers.get(id) ?? { seen, lastHeard: 0, wake: new Set<() => void>() }
    followers.set(id, follower)
    follower.seen = Math.max(follower.seen, seen)
    follower.lastHeard = Date.now()
    for (const check of waits) check()
    if (clock.version() > seen) return
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        follower.wake.delete(done)
        gone.removeEventListener('abort', done)
        // Who hangs up while waiting has gone away; who was answered is busy and will be back.
        follower.lastHeard = gone.aborted ? 0 : Date.now()
        resolve()
      }
      const timer = setTimeout(done, limits.pollMs)
      follower.wake.add(done)
      gone.addEventListener('abort', done)
      if (gone.aborted) done()
    })
  }

  async function settle(version: number): Promise<boolean> {
    const now = Date.now()
    for (const [id, one] of followers)
      if (one.wake.size === 0 && now - one.lastHeard > limits.knownForMs) followers.delete(id)
    const known = [...followers.values()]
    for (const one of known) for (const wake of [...one.wake]) wake()
    if (known.length === 0) return false
    const settled = (): boolean => known.every((one) => one.seen >= version)
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer)
        waits.delete(check)
        resolve(settled())
      }
      const check = (): void => {
        if (settled()) finish()
      }
      const timer = setTimeout(finish, limits.settleMs)
      waits.add(check)
      check()
    })
  }

  return { follow, settle }
}
