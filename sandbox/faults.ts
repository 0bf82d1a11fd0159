/** Misbehaviour on order: what shall go wrong next, how often it did, and which requests are held for it. */

import { z } from 'zod'

const where = {
  method: z.string().min(1).optional(),
  path: z.string().min(1).optional(),
}
const times = { times: z.int().positive().optional() }

export const faultSchema = z.union([
  z.strictObject({
    notices: z.enum(['drop', 'double', 'delay', 'reorder']),
    delayMs: z.int().nonnegative().optional(),
    ...times,
  }),
  z.strictObject({
    status: z.int().min(400).max(599),
    retryAfter: z.number().nonnegative().optional(),
    after: z.boolean().optional(),
    ...where,
    ...times,
  }),
  z.strictObject({ hold: z.enum(['before', 'after']), ...where, ...times }),
  z.strictObject({
    dropConnection: z.literal(true),
    after: z.boolean().optional(),
    ...where,
    ...times,
  }),
  z.strictObject({ rewriteMessageId: z.literal(true), ...times }),
  z.strictObject({ sendDelayMs: z.int().positive(), ...times }),
])
export type Fault = z.infer<typeof faultSchema>
export type RequestFault = Extract<Fault, { method?: string | undefined }>
export type NotificationFault = Extract<Fault, { notices: string }>

export interface ListedFault {
  id: string
  hits: number
  /** Requests held at this moment. */
  waiting: number
}

export interface Faults {
  add: (faults: Fault[]) => void
  list: () => (Fault & ListedFault)[]
  remove: (id: string) => boolean
  clear: () => void
  /** The first fault that fits this request, counted as a hit. `path` lies below /v1.0. */
  forRequest: (
    method: string,
    path: string,
  ) => { fault: RequestFault; held: () => Promise<void> } | undefined
  forNotification: () => NotificationFault | undefined
  rewritesMessageId: () => boolean
  /** 0 when emails leave at once. */
  sendDelayMs: () => number
}

interface Standing {
  id: string
  fault: Fault
  hits: number
  release: Set<() => void>
}

export function openFaults(): Faults {
  let standing: Standing[] = []
  let made = 0

  function hit<T extends Fault>(
    fits: (fault: Fault) => fault is T,
  ): { one: Standing; fault: T } | undefined {
    for (const one of standing) {
      const { fault } = one
      if (fits(fault) && (fault.times === undefined || one.hits < fault.times)) {
        one.hits += 1
        return { one, fault }
      }
    }
    return undefined
  }

  function release(gone: Standing[]): void {
    standing = standing.filter((one) => !gone.includes(one))
    for (const one of gone) for (const go of one.release) go()
  }

  return {
    add: (faults) => {
      for (const fault of faults) {
        made += 1
        standing.push({ id: `fault-${made}`, fault, hits: 0, release: new Set() })
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
    forRequest: (method, path) => {
      const found = hit(
        (fault): fault is RequestFault =>
          ('status' in fault || 'hold' in fault || 'dropConnection' in fault) &&
          (fault.method === undefined || fault.method.toUpperCase() === method) &&
          (fault.path === undefined || pathFits(fault.path, path)),
      )
      return found && { fault: found.fault, held: () => hold(found.one) }
    },
    forNotification: () => hit((fault): fault is NotificationFault => 'notices' in fault)?.fault,
    rewritesMessageId: () =>
      hit(
        (fault): fault is Extract<Fault, { rewriteMessageId: true }> => 'rewriteMessageId' in fault,
      ) !== undefined,
    sendDelayMs: () =>
      hit((fault): fault is Extract<Fault, { sendDelayMs: number }> => 'sendDelayMs' in fault)
        ?.fault.sendDelayMs ?? 0,
  }
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

/** Whether the last segments of `path` fit the glob, segment by segment; `*` stands for any rest of one segment. */
export function pathFits(glob: string, path: string): boolean {
  const wanted = glob.split('/').filter((part) => part !== '')
  const given = path.split('/').filter((part) => part !== '')
  if (wanted.length > given.length) return false
  const tail = given.slice(given.length - wanted.length)
  return wanted.every((part, index) => segmentFits(part, tail[index] ?? ''))
}

function segmentFits(glob: string, segment: string): boolean {
  const pattern = glob
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${pattern}$`, 'i').test(segment)
}
