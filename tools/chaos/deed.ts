/** What may be done in the play. Whom it hits is said by number, so that the same seed means the same people whatever has happened. */
import type { GraphPlace } from './proxy/graph-place.ts'
import type { Harm } from './proxy/proxy-fault.ts'
import type { ReactionKind } from './facts.ts'

/** What a rep does with a contact's enrollment, if it is in a state for it. */
export const repActs = [
  'send-by-hand',
  'send-by-desktop',
  'change-draft',
  'delete-draft',
  'finish-task',
  'skip-task',
  'reopen-task',
  'pause',
  'pause-until',
  'resume',
  'unenroll',
  'undo',
] as const
export type RepAct = (typeof repActs)[number]

export const stepEdits = ['reword', 'delay', 'append', 'insert', 'remove'] as const
export type StepEdit = (typeof stepEdits)[number]

/** A fault as the sandbox's control API takes it. */
export type OrderedFault = Readonly<Record<string, string | number | boolean>>

export type Deed =
  | { kind: 'enroll'; contact: number; sequence: number }
  | { kind: 'react'; contact: number; how: ReactionKind }
  /** Who is written to next in that rep's mailbox reacts as soon as the mailbox was read for it. */
  | { kind: 'ambush'; rep: number; how: ReactionKind; afterMs: number }
  | { kind: 'act'; contact: number; act: RepAct; hours: number }
  | { kind: 'edit'; sequence: number; edit: StepEdit; at: number; rollout: boolean }
  | { kind: 'clock'; by: string }
  | { kind: 'freeze'; ms: number }
  | { kind: 'kill' }
  | { kind: 'restart' }
  | { kind: 'sandbox-fault'; fault: OrderedFault }
  | { kind: 'proxy-fault'; place: GraphPlace; harm: Harm; times: number }
  | { kind: 'lifecycle'; rep: number; event: 'missed' | 'reauthorizationRequired' | 'expired' }
  | { kind: 'rep-away'; rep: number; away: boolean }
  | { kind: 'lift-faults' }

export interface PlannedDeed {
  /** Real milliseconds after the deed before. */
  afterMs: number
  deed: Deed
}

/** One line for the log. */
export function describeDeed(deed: Deed): string {
  const { kind, ...rest } = deed
  const parts = Object.entries(rest).map(([name, value]) => {
    return `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`
  })
  return [kind, ...parts].join(' ')
}
