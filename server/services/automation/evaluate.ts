/** Looks at open enrollments with the automations that concern them, and ends those whose conditions are met. */

import { conditionEvidence, type CompiledAutomation } from '../../domain/automation/automation.ts'
import type { Moment } from '../../domain/automation/condition/facts.ts'
import type { Instant } from '../../domain/time/instant.ts'
import {
  changesOf,
  liftMark,
  marksOn,
  type PropertyChange,
} from '../../store/automation/exemptions.ts'
import { factsOfEnrollment, type OpenEnrollment } from '../../store/automation/condition-facts.ts'
import type { Db } from '../../store/db/db.ts'
import type { Context } from '../context.ts'
import { rulebookOf } from './active-automations.ts'
import { unenroll } from '../unenroll.ts'

/** Answers how many ended; inside the caller's transaction. `asks` leaves out automations that need not be asked. */
export async function evaluateAutomations(
  tx: Db,
  context: Context,
  looked: OpenEnrollment[],
  asks: (one: CompiledAutomation) => boolean = () => true,
): Promise<number> {
  const rulebook = await rulebookOf(tx, context)
  // A batch is mostly of one sequence, and workflows may be a thousand: they are picked once for each.
  const picked = new Map<string, CompiledAutomation[]>()
  for (const { sequenceId } of looked)
    if (!picked.has(sequenceId)) picked.set(sequenceId, rulebook.of(sequenceId).filter(asks))
  const cases = looked
    .map((one) => ({ one, automations: picked.get(one.sequenceId) ?? [] }))
    .filter(({ automations }) => automations.length > 0)
  if (cases.length === 0) return 0
  const momentOf = await momentsFor(tx, context.clock.now(), cases)
  const marks = await marksOn(
    tx,
    cases.map(({ one }) => one.enrollmentId),
  )
  let ended = 0
  for (const { one, automations } of cases) {
    const marked = marks.get(one.enrollmentId) ?? new Set<string>()
    const met = automations.filter((asked) => isMet(asked, one, momentOf))
    for (const automation of automations)
      if (marked.has(automation.id) && !met.includes(automation))
        await liftMark(tx, one.enrollmentId, automation.id)
    const first = met.find((automation) => !marked.has(automation.id))
    if (!first) continue
    const evidence = conditionEvidence(first, one.facts, momentOf(first, one))
    const end = { reason: first.kind, by: null, evidence }
    if (await unenroll(tx, context, one.enrollmentId, end)) ended += 1
  }
  return ended
}

export async function evaluateEnrollment(
  tx: Db,
  context: Context,
  enrollmentId: string,
): Promise<void> {
  if ((await rulebookOf(tx, context)).all.length === 0) return
  await evaluateAutomations(tx, context, await factsOfEnrollment(tx, enrollmentId))
}

/** Gives the moment at which an automation looks at an enrollment: what has changed since both of them began. */
export type MomentOf = (
  automation: Pick<CompiledAutomation, 'since'>,
  looked: OpenEnrollment,
) => Moment

interface Case {
  one: OpenEnrollment
  automations: CompiledAutomation[]
}

/** Reads for all cases at once what has changed, if any of them asks for that. */
export async function momentsFor(db: Db, now: Instant, cases: Case[]): Promise<MomentOf> {
  const subjects = cases
    .filter(({ automations }) => automations.some((one) => one.compiled.watched.length > 0))
    .flatMap(({ one }) => [one.enrollmentId, one.contactId, one.facts.company.id ?? []].flat())
  const changes = await changesOf(db, [...new Set(subjects)])
  return ({ since }, looked) => ({
    now,
    was: (property) => valuesAt(changes, looked, property, since),
  })
}

export function isMet(
  automation: CompiledAutomation,
  looked: OpenEnrollment,
  momentOf: MomentOf,
): boolean {
  return automation.compiled.isMet(looked.facts, momentOf(automation, looked))
}

/** What a property was before the first of its changes that count; null when none does. */
function valuesAt(
  changes: Map<string, PropertyChange[]>,
  looked: OpenEnrollment,
  property: string,
  automationSince: string,
): string[] | null {
  const since = automationSince > looked.since ? automationSince : looked.since
  const first = (subjectId: string | null): string[] | undefined =>
    changes
      .get(subjectId ?? '')
      ?.find((change) => change.property === property && change.id > since)?.was
  if (property.startsWith('enrollment.')) return first(looked.enrollmentId) ?? null
  // A contact that moved to another company changed its company's name as well, and that comes first.
  const own = first(looked.contactId)
  if (own || !property.startsWith('company.')) return own ?? null
  return first(looked.facts.company.id) ?? null
}
