/** The automations that are on, compiled once in each process and anew when somebody saves one. */

import type { CompiledAutomation } from '../../domain/automation/automation.ts'
import { compile } from '../../domain/automation/condition/compile.ts'
import { automationsVersion, automationsOn } from '../../store/automation/automations.ts'
import type { Db } from '../../store/db/db.ts'
import type { Context } from '../context.ts'

export interface Rulebook {
  all: readonly CompiledAutomation[]
  /** Keys of the properties that some condition asks to have changed. */
  watched: ReadonlySet<string>
  /** Those that concern the enrollments of this sequence, its own triggers first. */
  of(sequenceId: string): CompiledAutomation[]
}

// By the clock, of which a server has one: a context may be made anew for one request.
const kept = new WeakMap<Context['clock'], { version: string | null; rulebook: Rulebook }>()

/** As this transaction sees it; costs one row unless something was saved. */
export async function rulebookOf(db: Db, context: Context): Promise<Rulebook> {
  const version = await automationsVersion(db)
  const known = kept.get(context.clock)
  if (known?.version === version) return known.rulebook
  const stored = version === null ? [] : await automationsOn(db)
  const rulebook = bind(stored.map((one) => ({ ...one, compiled: compile(one.condition) })))
  kept.set(context.clock, { version, rulebook })
  return rulebook
}

function bind(all: CompiledAutomation[]): Rulebook {
  const everywhere = all.filter((one) => one.sequenceIds === null)
  const bySequence = new Map<string, CompiledAutomation[]>()
  for (const one of all)
    for (const id of one.sequenceIds ?? []) bySequence.set(id, [...(bySequence.get(id) ?? []), one])
  return {
    all,
    watched: new Set(all.flatMap((one) => one.compiled.watched)),
    of: (sequenceId) => [...(bySequence.get(sequenceId) ?? []), ...everywhere],
  }
}
