/** Misbehaviour on order: what stands ordered, how often it struck, and which requests are held for it. */

import { isDelayFault, isRequestFault, requestFits } from './fault.ts'
import type { DelayFault, Fault, FaultyRequest, NotificationFault, RequestFault } from './fault.ts'
import { personOf } from './person.ts'
import type { Person } from './person.ts'

export interface ListedFault {
  id: string
  hits: number
  /** Requests held at this moment. */
  waiting: number
}

/** A request that goes wrong. */
export interface StruckRequest {
  fault: RequestFault
  /** Until the fault is removed. */
  held: () => Promise<void>
  /** Until so many milliseconds are over, or the fault is removed. */
  wait: (ms: number) => Promise<void>
}

export interface Faults {
  add: (faults: Fault[]) => void
  list: () => (Fault & ListedFault)[]
  remove: (id: string) => boolean
  clear: () => void
  /** The first fault that strikes this request, counted as a hit. */
  forRequest: (request: FaultyRequest) => StruckRequest | undefined
  /** How this request is slowed down, counted as a hit. It may fail as well. */
  delayOf: (
    request: FaultyRequest,
  ) => { snapshot: 'before' | 'after'; wait: () => Promise<void> } | undefined
  /** `mailbox` is an Entra id in all of these; null for news of the directory. */
  forNotification: (mailbox: string | null) => NotificationFault | undefined
  rewritesMessageId: (mailbox: string) => boolean
  /** 0 when emails leave at once. */
  sendDelayMs: (mailbox: string) => number
  /** For how long a draft just made cannot be found; 0 when it can at once. */
  createWindowMs: (mailbox: string) => number
  /** For how long an item that is moved or sent lies in neither folder; 0 when it goes at once. */
  moveWindowMs: (mailbox: string) => number
  /** Forgets the delayed requests: they are never answered. */
  close: () => void
}

interface Standing {
  id: string
  fault: Fault
  hits: number
  /** Occasions that fitted, struck or not. */
  fitted: number
  release: Set<() => void>
}

/** `people` are those of the directory, by whose addresses faults are aimed. */
export function openFaults(people: () => Person[]): Faults {
  let standing: Standing[] = []
  let made = 0
  const timers = new Set<NodeJS.Timeout>()

  /** Until the time is over or the fault is removed. */
  function wait(one: Standing, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer)
        timers.delete(timer)
        one.release.delete(go)
        resolve()
      }
      const timer = setTimeout(go, ms)
      timers.add(timer)
      one.release.add(go)
    })
  }

  function hit<T extends Fault>(
    fits: (fault: Fault) => fault is T,
    mailbox: string | null | undefined,
  ): { one: Standing; fault: T } | undefined {
    for (const one of standing) {
      const { fault } = one
      if (fits(fault) && aimedAt(fault, mailbox) && strikes(one)) return { one, fault }
    }
    return undefined
  }

  function aimedAt({ mailbox: aim }: Fault, mailbox: string | null | undefined): boolean {
    if (aim === undefined) return true
    const person = personOf(people(), aim)
    return person !== undefined && person.id === mailbox
  }

  function release(gone: Standing[]): void {
    standing = standing.filter((one) => !gone.includes(one))
    for (const one of gone) for (const go of one.release) go()
  }

  return {
    add: (faults) => {
      for (const fault of faults) {
        made += 1
        standing.push({ id: `fault-${made}`, fault, hits: 0, fitted: 0, release: new Set() })
      }
    },
    list: () =>
      standing.map((one) => ({
        id: one.id,
        ...one.fault,
        hits: one.hits,
        waiting: one.release.size,
      })),
    remove: (id) => {
      const gone = standing.filter((one) => one.id === id)
      release(gone)
      return gone.length > 0
    },
    clear: () => {
      release(standing)
    },
    forRequest: (request) => {
      const found = hit(
        (fault): fault is RequestFault => isRequestFault(fault) && requestFits(fault, request),
        request.mailbox,
      )
      if (found === undefined) return undefined
      const { one, fault } = found
      return { fault, held: () => hold(one), wait: (ms) => wait(one, ms) }
    },
    delayOf: (request) => {
      const found = hit(
        (fault): fault is DelayFault => isDelayFault(fault) && requestFits(fault, request),
        request.mailbox,
      )
      if (found === undefined) return undefined
      const { delayMs, jitterMs = 0, snapshot = 'before' } = found.fault
      const ms = delayMs + Math.random() * jitterMs
      return { snapshot, wait: () => wait(found.one, ms) }
    },
    forNotification: (mailbox) =>
      hit((fault): fault is NotificationFault => 'notices' in fault, mailbox)?.fault,
    rewritesMessageId: (mailbox) =>
      hit(
        (fault): fault is Extract<Fault, { rewriteMessageId: true }> => 'rewriteMessageId' in fault,
        mailbox,
      ) !== undefined,
    sendDelayMs: (mailbox) =>
      hit(
        (fault): fault is Extract<Fault, { sendDelayMs: number }> => 'sendDelayMs' in fault,
        mailbox,
      )?.fault.sendDelayMs ?? 0,
    createWindowMs: (mailbox) =>
      hit(
        (fault): fault is Extract<Fault, { createWindowMs: number }> => 'createWindowMs' in fault,
        mailbox,
      )?.fault.createWindowMs ?? 0,
    moveWindowMs: (mailbox) =>
      hit(
        (fault): fault is Extract<Fault, { moveWindowMs: number }> => 'moveWindowMs' in fault,
        mailbox,
      )?.fault.moveWindowMs ?? 0,
    close: () => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** Counts an occasion that fits, and says whether the fault strikes this time. */
function strikes(one: Standing): boolean {
  const { fault } = one
  if (fault.times !== undefined && one.hits >= fault.times) return false
  one.fitted += 1
  if (isRequestFault(fault) || isDelayFault(fault)) {
    if (one.fitted % (fault.every ?? 1) !== 0) return false
    if (Math.random() >= (fault.probability ?? 1)) return false
  }
  one.hits += 1
  return true
}

function hold(one: Standing): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      one.release.delete(go)
      resolve()
    }
    one.release.add(go)
  })
}
