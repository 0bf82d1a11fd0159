/** Misbehaviour as it is ordered: what shall go wrong, with whom, and how often. */

import { z } from 'zod'

const bounds = {
  /** How often it strikes; without it, until it is removed. */
  times: z.int().positive().optional(),
  /** Address or Entra id: only what concerns this mailbox goes wrong. */
  mailbox: z.string().min(1).optional(),
}
const requests = {
  method: z.string().min(1).optional(),
  path: z.string().min(1).optional(),
  /** Of the requests that fit, each so manieth. */
  every: z.int().positive().optional(),
  probability: z.number().gt(0).max(1).optional(),
  ...bounds,
}

const notificationFault = z.strictObject({
  notices: z.enum(['drop', 'double', 'delay', 'reorder']),
  delayMs: z.int().nonnegative().optional(),
  ...bounds,
})
const statusFault = z.strictObject({
  status: z.int().min(400).max(599),
  retryAfter: z.number().nonnegative().optional(),
  after: z.boolean().optional(),
  ...requests,
})
const requestFault = z.union([
  statusFault,
  z.strictObject({ hold: z.enum(['before', 'after']), ...requests }),
  z.strictObject({ dropConnection: z.literal(true), after: z.boolean().optional(), ...requests }),
  z.strictObject({
    pageLimit: z.int().positive(),
    /** How long the gateway waits before it gives up; a moment unless given. */
    delayMs: z.int().nonnegative().optional(),
    ...requests,
  }),
])
const delayFault = z.strictObject({
  delayMs: z.int().nonnegative(),
  /** Up to so much longer, by chance. */
  jitterMs: z.int().nonnegative().optional(),
  /** What the late answer shows: the mailbox as it was when the request came, or as it is in the end. */
  snapshot: z.enum(['before', 'after']).optional(),
  ...requests,
})

export const faultSchema = z.union([
  notificationFault,
  ...requestFault.options,
  delayFault,
  z.strictObject({ rewriteMessageId: z.literal(true), ...bounds }),
  z.strictObject({ sendDelayMs: z.int().positive(), ...bounds }),
  z.strictObject({ createWindowMs: z.int().positive(), ...bounds }),
  z.strictObject({ moveWindowMs: z.int().positive(), ...bounds }),
])
export type Fault = z.infer<typeof faultSchema>
export type StatusFault = z.infer<typeof statusFault>
export type DelayFault = z.infer<typeof delayFault>
export type RequestFault = z.infer<typeof requestFault>
export type NotificationFault = z.infer<typeof notificationFault>

/** One request to Graph, as far as a fault looks at it. */
export interface FaultyRequest {
  method: string
  /** Below /v1.0, decoded. */
  path: string
  /** Entra id of the mailbox it names. */
  mailbox: string | undefined
  /** How many items it wants in one page; Graph's own number when it says none. */
  pageSize: number
}

export function isRequestFault(fault: Fault): fault is RequestFault {
  return 'status' in fault || 'hold' in fault || 'dropConnection' in fault || 'pageLimit' in fault
}

export function isDelayFault(fault: Fault): fault is DelayFault {
  return 'delayMs' in fault && !('notices' in fault) && !('pageLimit' in fault)
}

/** Whether it is such a request as the fault is for, its mailbox left aside. */
export function requestFits(fault: RequestFault | DelayFault, request: FaultyRequest): boolean {
  return (
    (fault.method === undefined || fault.method.toUpperCase() === request.method) &&
    (fault.path === undefined || pathFits(fault.path, request.path)) &&
    (!('pageLimit' in fault) || asksForMore(fault.pageLimit, request))
  )
}

function asksForMore(pageLimit: number, request: FaultyRequest): boolean {
  return (
    request.method === 'GET' && pathFits('/messages', request.path) && request.pageSize > pageLimit
  )
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
