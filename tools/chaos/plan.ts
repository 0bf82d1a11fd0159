/** Orders the deeds: an endless row that hangs on the seed alone. */
import type { Deed, OrderedFault, PlannedDeed } from './deed.ts'
import { repActs, stepEdits } from './deed.ts'
import type { ReactionKind } from './facts.ts'
import type { GraphPlace } from './proxy/graph-place.ts'
import type { Harm } from './proxy/proxy-fault.ts'
import type { Random } from './random.ts'

export interface Stock {
  contacts: number
  sequences: number
  reps: number
}

const weights = {
  enroll: 24,
  react: 40,
  ambush: 18,
  act: 50,
  edit: 4,
  clock: 18,
  freeze: 2,
  kill: 1,
  restart: 1,
  'sandbox-fault': 16,
  'proxy-fault': 16,
  lifecycle: 3,
  'rep-away': 2,
  'lift-faults': 4,
} satisfies Record<Deed['kind'], number>

const reactions: Record<ReactionKind, number> = {
  reply: 8,
  'reply-from-other': 3,
  'new-mail': 3,
  'out-of-office': 5,
  'left-company': 2,
  bounce: 2,
  'unsubscribe-mail': 1,
  'unsubscribe-click': 1,
  invitation: 2,
  'auto-reply-ticket': 2,
  'read-receipt': 2,
  delayed: 1,
}

/** First two thirds are enrolled, so that there is something to torment. */
export function* planDeeds(random: Random, stock: Stock): Generator<PlannedDeed> {
  const opening = Math.ceil((stock.contacts * 2) / 3)
  for (let contact = 0; contact < opening; contact += 1)
    yield {
      afterMs: random.between(0, 80),
      deed: { kind: 'enroll', contact, sequence: random.between(0, stock.sequences - 1) },
    }
  for (;;) yield { afterMs: random.between(10, 350), deed: nextDeed(random, stock) }
}

function nextDeed(random: Random, stock: Stock): Deed {
  const contact = (): number => random.between(0, stock.contacts - 1)
  const rep = (): number => random.between(0, stock.reps - 1)
  const sequence = (): number => random.between(0, stock.sequences - 1)
  const kind = random.weighed(weights)
  switch (kind) {
    case 'enroll':
      return { kind, contact: contact(), sequence: sequence() }
    case 'react':
      return { kind, contact: contact(), how: random.weighed(reactions) }
    case 'ambush':
      return { kind, rep: rep(), how: random.weighed(reactions), afterMs: random.between(0, 60) }
    case 'act':
      return { kind, contact: contact(), act: random.pick(repActs), hours: random.between(1, 72) }
    case 'edit':
      return {
        kind,
        sequence: sequence(),
        edit: random.pick(stepEdits),
        at: random.between(0, 9),
        rollout: random.chance(0.5),
      }
    case 'clock':
      return { kind, by: random.pick(['PT1M', 'PT5M', 'PT20M', 'PT1H', 'PT4H', 'PT12H', 'P1D']) }
    case 'freeze':
      return {
        kind,
        ms: random.chance(0.3) ? random.between(9_000, 20_000) : random.between(1_000, 4_000),
      }
    case 'kill':
    case 'restart':
    case 'lift-faults':
      return { kind }
    case 'sandbox-fault':
      return { kind, fault: sandboxFault(random) }
    case 'proxy-fault':
      return { kind, place: placeToHarm(random), harm: harm(random), times: random.between(1, 3) }
    case 'lifecycle':
      return {
        kind,
        rep: rep(),
        event: random.pick(['missed', 'reauthorizationRequired', 'expired']),
      }
    case 'rep-away':
      return { kind, rep: rep(), away: random.chance(0.4) }
  }
}

function placeToHarm(random: Random): GraphPlace {
  return random.weighed({ list: 5, draft: 3, send: 4, message: 3, lookup: 2, other: 1 })
}

function harm(random: Random): Harm {
  const when = random.pick(['before', 'after'] as const)
  const kind = random.weighed({ late: 3, stale: 3, cut: 2, status: 4 })
  switch (kind) {
    case 'late':
    case 'stale':
      return { kind, ms: random.between(50, 3_000) }
    case 'cut':
      return { kind, when }
    case 'status': {
      const status = random.pick([404, 404, 429, 500, 502, 503, 504])
      return { kind, when, status, ...(status === 429 ? { retryAfter: random.between(1, 3) } : {}) }
    }
  }
}

/** Paths as the sandbox matches them, from the end. */
const paths = ['/send', '/users/*/messages', '/messages/*', '/events', '/mailboxSettings', '/delta']

function sandboxFault(random: Random): OrderedFault {
  const times = random.between(1, 4)
  const kind = random.weighed({
    notified: 4,
    status: 4,
    drop: 3,
    often: 2,
    slow: 2,
    rewrite: 2,
    create: 2,
    move: 2,
    late: 3,
    page: 1,
  })
  switch (kind) {
    case 'notified':
      return {
        notices: random.pick(['drop', 'double', 'delay', 'reorder']),
        delayMs: random.between(100, 5_000),
        times: times * 3,
      }
    case 'status':
      return { ...status(random), path: random.pick(paths), after: random.chance(0.4), times }
    case 'drop':
      return { dropConnection: true, path: random.pick(paths), after: random.chance(0.5), times }
    case 'often':
      return { ...status(random), every: random.between(3, 9), times: times * 4 }
    case 'slow':
      return { sendDelayMs: random.between(200, 6_000), times }
    case 'rewrite':
      return { rewriteMessageId: true, times }
    case 'create':
      return { createWindowMs: random.between(100, 3_000), times }
    case 'move':
      return { moveWindowMs: random.between(100, 5_000), times }
    case 'late':
      return {
        delayMs: random.between(50, 2_000),
        jitterMs: random.between(0, 4_000),
        snapshot: random.pick(['before', 'after']),
        method: random.pick(['GET', 'POST']),
        path: random.pick(paths),
        times: times * 2,
      }
    case 'page':
      return { pageLimit: random.pick([25, 50, 100]), times: times * 4 }
  }
}

function status(random: Random): OrderedFault {
  const code = random.pick([404, 429, 500, 503, 504])
  return { status: code, ...(code === 429 ? { retryAfter: random.between(1, 3) } : {}) }
}
