/** The dry run: whom a trigger or workflow would end if it were saved now. Writes nothing. */

import type { DryRun, DryRunHit, DryRunRequest } from '../../../shared/automation.ts'
import type { CompiledAutomation } from '../../domain/automation/automation.ts'
import { compile } from '../../domain/automation/condition/compile.ts'
import type { User } from '../../domain/directory/user.ts'
import { openFactsAfter, type OpenEnrollment } from '../../store/automation/condition-facts.ts'
import { batchSize } from './automation-job.ts'
import { newId, type Context } from '../context.ts'
import { isMet, momentsFor, type MomentOf } from './evaluate.ts'
import { isRefused, type Refused } from '../problem.ts'
import { badCondition } from './save-automation.ts'
import { automatable } from './triggers.ts'
import { noWorkflows, sequencesOf, unknownSequence } from './workflows.ts'

const mostItems = 100

/** The person waits for the answer; what is left after so long would not be read. Real milliseconds. */
const longestMs = 30_000

/** Asks whom it may, of the same rules as the saving itself. */
export async function dryRun(
  context: Context,
  user: User,
  request: DryRunRequest,
): Promise<DryRun | Refused> {
  const scope = await scopeOf(context, user, request)
  if ('refused' in scope) return scope
  const refused = badCondition(request.condition)
  if (refused) return refused
  const automation: CompiledAutomation = {
    id: newId(),
    kind: request.for,
    name: '',
    sequenceIds: scope.sequenceIds,
    condition: request.condition,
    on: true,
    savedBy: user.id,
    since: newId(),
    createdAt: context.clock.now(),
    savedAt: context.clock.now(),
    compiled: compile(request.condition),
  }
  return run(context, automation)
}

async function scopeOf(
  { db }: Context,
  user: User,
  request: DryRunRequest,
): Promise<{ sequenceIds: string[] | null } | Refused> {
  if (request.for === 'trigger') {
    const sequence = await automatable(db, user, request.sequenceId)
    return isRefused(sequence) ? sequence : { sequenceIds: [sequence.id] }
  }
  const sequenceIds = sequencesOf(request.action)
  return noWorkflows(user) ?? (await unknownSequence(db, sequenceIds)) ?? { sequenceIds }
}

async function run({ db, clock }: Context, automation: CompiledAutomation): Promise<DryRun> {
  const until = clock.real() + longestMs
  const result: DryRun = { count: 0, items: [], looked: 0, complete: true }
  for (const sequenceId of automation.sequenceIds ?? [null]) {
    for (let after = ''; ;) {
      if (clock.real() > until) return { ...result, complete: false }
      const looked = await openFactsAfter(db, sequenceId, after, batchSize)
      const cases = looked.map((one) => ({ one, automations: [automation] }))
      const momentOf = await momentsFor(db, clock.now(), cases)
      const met = looked.filter((one) => isMet(automation, one, momentOf))
      result.looked += looked.length
      result.count += met.length
      for (const one of met.slice(0, mostItems - result.items.length))
        result.items.push(hitOf(automation, one, momentOf))
      after = looked.at(-1)?.enrollmentId ?? after
      if (looked.length < batchSize) break
    }
  }
  return result
}

function hitOf(
  automation: CompiledAutomation,
  looked: OpenEnrollment,
  momentOf: MomentOf,
): DryRunHit {
  const { contact, enrollment } = looked.facts
  return {
    enrollment: { id: looked.enrollmentId },
    contact: { id: contact.id, email: contact.email, name: contact.name },
    sequence: enrollment.sequence,
    because: automation.compiled.because(looked.facts, momentOf(automation, looked)),
  }
}
