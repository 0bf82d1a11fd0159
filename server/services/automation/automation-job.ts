/** The job of triggers and workflows: looks at everybody enrolled, in batches, when one was saved and as time passes. */

import type { CompiledAutomation } from '../../domain/automation/automation.ts'
import { dayMs, later, msOf, type Instant } from '../../domain/time/instant.ts'
import {
  addRound,
  moveRound,
  nextRound,
  type Round,
} from '../../store/automation/evaluation-runs.ts'
import {
  contactsOfCompanyAfter,
  factsOfContacts,
  openFactsAfter,
} from '../../store/automation/condition-facts.ts'
import type { Db } from '../../store/db/db.ts'
import { metaValue, putMeta } from '../../store/db/meta.ts'
import type { Job } from '../job.ts'
import { newId, type Context } from '../context.ts'
import { evaluateAutomations } from './evaluate.ts'
import { rulebookOf } from './active-automations.ts'

/** Small enough that nobody waits long for the transaction. */
export const batchSize = 200

/** Conditions such as "enrolled more than 30 days ago" become true by themselves; they are looked at so often. */
const clockMs = 3600_000

export async function workAutomations(job: Job): Promise<Instant> {
  const { context } = job
  for (;;) {
    await job.renewLease()
    const worked = await context.db.transaction((tx) => workBatch(tx, context))
    if (!worked && !(await context.db.transaction((tx) => beginClockRounds(tx, context)))) break
  }
  return nextCheck(context)
}

/** One batch of the oldest round; false when there is none. Batch and place in the round stand or fall together. */
async function workBatch(tx: Db, context: Context): Promise<boolean> {
  const round = await nextRound(tx)
  if (!round) return false
  const asks = await asked(tx, context, round)
  if (asks === null) {
    await moveRound(tx, round, { evaluatedTo: round.evaluatedTo, looked: 0, ended: 0, done: true })
    return true
  }
  const { looked, evaluatedTo, done } = await batchOf(tx, round)
  const ended = await evaluateAutomations(tx, context, looked, asks)
  await moveRound(tx, round, { evaluatedTo, looked: looked.length, ended, done })
  return true
}

/** Which automations the round asks; null when the one it was begun for is gone. */
async function asked(
  tx: Db,
  context: Context,
  round: Round,
): Promise<((one: CompiledAutomation) => boolean) | null> {
  switch (round.kind) {
    case 'company':
      return () => true
    case 'clock':
      return (one) => one.compiled.clocked
    case 'automation': {
      const { all } = await rulebookOf(tx, context)
      return all.some((one) => one.id === round.automationId)
        ? (one) => one.id === round.automationId
        : null
    }
    default: {
      const never: never = round.kind
      return never
    }
  }
}

async function batchOf(tx: Db, round: Round) {
  if (round.companyId !== null) {
    const { companyId, domains, evaluatedTo } = round
    const ids = await contactsOfCompanyAfter(tx, companyId, domains, evaluatedTo, batchSize)
    return {
      looked: await factsOfContacts(tx, ids),
      evaluatedTo: ids.at(-1) ?? evaluatedTo,
      done: ids.length < batchSize,
    }
  }
  const looked = await openFactsAfter(tx, round.sequenceId, round.evaluatedTo, batchSize)
  return {
    looked,
    evaluatedTo: looked.at(-1)?.enrollmentId ?? round.evaluatedTo,
    done: looked.length < batchSize,
  }
}

const clockKey = 'automations-clock-at'

/** Begins to look at all whom time alone may have brought to a condition, if an hour has passed; false when not. */
async function beginClockRounds(tx: Db, context: Context): Promise<boolean> {
  const clocked = await clockedOn(tx, context)
  const last = await metaValue(tx, clockKey)
  const now = context.clock.now()
  if (clocked.length === 0 || (last !== null && msOf(now) < msOf(last) + clockMs)) return false
  await putMeta(tx, clockKey, now)
  const scopes = clocked.some((one) => one.sequenceIds === null)
    ? [null]
    : [...new Set(clocked.flatMap((one) => one.sequenceIds ?? []))]
  for (const sequenceId of scopes)
    await addRound(tx, {
      id: newId(),
      kind: 'clock',
      sequenceId,
    })
  return true
}

async function clockedOn(db: Db, context: Context): Promise<CompiledAutomation[]> {
  return (await rulebookOf(db, context)).all.filter((one) => one.compiled.clocked)
}

async function nextCheck(context: Context): Promise<Instant> {
  const now = context.clock.now()
  if ((await clockedOn(context.db, context)).length === 0) return later(now, dayMs)
  const last = await metaValue(context.db, clockKey)
  return later(last ?? now, clockMs)
}
