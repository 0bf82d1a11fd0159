/** Does a request once, however often it is asked with the same key: what was answered is answered again. */

import type { User } from '../domain/directory/user.ts'
import type { Job } from './job.ts'
import { later, type Instant } from '../domain/time/instant.ts'
import { GraphError } from '../graph/errors.ts'
import type { Db } from '../store/db/db.ts'
import {
  claimRequest,
  forgetRequests,
  freeKey,
  giveUp,
  keepAnswer,
  markChanged,
  type Claim,
  type KeptRequest,
} from '../store/jobs/idempotency.ts'
import { newId, type Context } from './context.ts'
import { isRefused, refuse, type Refused } from './problem.ts'

/** So long a key is known, as in most APIs that have it; real milliseconds. */
const keptMs = 24 * 60 * 60_000
/** A request that has no answer after so long is dead with its process; real milliseconds. */
const longestWorkMs = 5 * 60_000
/** Longer answers are not kept, so that nobody fills the store by asking. */
const longestAnswer = 64_000

export interface KeyedRequest {
  user: User
  path: string
  key: string
  fingerprint: string
  /** Names this process among all that share the store. */
  processName: string
}

/** `kept`: the answer given before, as JSON. */
export type KeyedAnswer = { result: object | Refused } | { kept: string; status: number }

/**
 * Works the request unless its key is known. An answer is kept only when something was changed: who looks or is refused may
 * simply ask again. What broke off halfway is neither done again nor called done.
 */
export async function once(
  context: Context,
  { user, path, key, fingerprint, processName }: KeyedRequest,
  status: number,
  work: (context: Context) => Promise<object | Refused>,
): Promise<KeyedAnswer> {
  const owner = `${processName}#${newId()}`
  const claim: Claim = { userId: user.id, path, key, fingerprint, owner }
  const real = context.clock.real()
  const times = { real, untilReal: real + longestWorkMs, keptSince: real - keptMs }
  const known = await claimRequest(context.db, claim, times)
  if (known) return again(known, fingerprint, real)
  const noted = noting(context.db, claim)
  try {
    const result = await work({ ...context, db: noted.db })
    if (!noted.hasChanged() || isRefused(result)) await freeKey(context.db, claim)
    else await keepAnswer(context.db, claim, { status, answer: short(JSON.stringify(result)) })
    return { result }
  } catch (error) {
    if (error instanceof OvertakenError) return { result: stillWorked() }
    // What Graph's failures leave behind is made to be begun again; what a fault of ours does is not known.
    const mayBeginAgain = error instanceof GraphError || !noted.hasChanged()
    await (mayBeginAgain ? freeKey : giveUp)(context.db, claim)
    throw error
  }
}

function short(answer: string): string | null {
  return answer.length > longestAnswer ? null : answer
}

function again(known: KeptRequest, fingerprint: string, real: number): KeyedAnswer {
  if (known.fingerprint !== fingerprint)
    return {
      result: refuse(
        422,
        'key-used',
        'This Idempotency-Key was used for something else',
        'This Idempotency-Key was sent with another body before. Make a new key for every new request.',
      ),
    }
  if (known.status !== null && known.answer !== null)
    return { kept: known.answer, status: known.status }
  if (known.status !== null)
    return {
      result: refuse(
        409,
        'done-before',
        'This was done before',
        'This was done, but the answer was too long to be kept. Look up how things stand.',
      ),
    }
  if (known.untilReal > real) return { result: stillWorked() }
  return {
    result: refuse(
      409,
      'half-done',
      'This stopped halfway',
      'The server stopped in the middle of this, and some of it may be done. Look up how things stand before you do it again.',
    ),
  }
}

function stillWorked(): Refused {
  return refuse(
    409,
    'still-worked',
    'This is still being worked on',
    'This is still being worked on. Look again in a moment.',
  )
}

/** Thrown inside a transaction, to take it back: the same request, asked again, has gone on meanwhile. */
class OvertakenError extends Error {
  override name = 'OvertakenError'
}

/** The store as the request's work sees it: what changes anything notes so in the same transaction. */
function noting(db: Db, claim: Claim): { db: Db; hasChanged: () => boolean } {
  let changed = false
  async function transaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result> {
    let writes = false
    const result = await db.transaction(async (tx) => {
      const watched: Db = {
        ...tx,
        all: (statement) => {
          writes ||= !onlyReads(statement)
          return tx.all(statement)
        },
        one: (statement) => {
          writes ||= !onlyReads(statement)
          return tx.one(statement)
        },
      }
      const done = await work(watched)
      if (writes && !changed && !(await markChanged(tx, claim)))
        throw new OvertakenError('The same request was begun anew meanwhile.')
      return done
    })
    changed ||= writes
    return result
  }
  return {
    hasChanged: () => changed,
    db: {
      all: (statement) =>
        onlyReads(statement) ? db.all(statement) : transaction((tx) => tx.all(statement)),
      one: (statement) =>
        onlyReads(statement) ? db.one(statement) : transaction((tx) => tx.one(statement)),
      transaction,
      skipLocked: db.skipLocked,
      publish: (...changes) => {
        db.publish(...changes)
      },
    },
  }
}

function onlyReads({ strings }: { strings: readonly string[] }): boolean {
  return /^\s*select\b/i.test(strings[0] ?? '')
}

/** A job: keys and answers are forgotten after a day. */
export async function forgetAnswers({ context }: Job): Promise<Instant> {
  await forgetRequests(context.db, context.clock.real() - keptMs)
  return later(context.clock.now(), 60 * 60_000)
}
