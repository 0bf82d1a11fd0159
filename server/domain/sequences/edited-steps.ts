/** Steps that were edited: which is which in the next version, and how those go on who are in the midst of an earlier one. */

import { delayMs, isEmailStep, type Step, type StepDraft } from './sequence.ts'

/**
 * Gives every draft the id of the step it was: the one it names, if this sequence ever had it (`known`); one that names none
 * takes that of a step before with the very same words; every other is new.
 */
export function withIds(
  drafts: readonly StepDraft[],
  before: readonly Step[],
  known: ReadonlySet<string>,
  newId: () => string,
): (StepDraft & { id: string })[] {
  const taken = new Set<string>()
  const take = (id: string | undefined): string | undefined => {
    if (id === undefined || taken.has(id)) return undefined
    taken.add(id)
    return id
  }
  const named = drafts.map(({ id }) => (id !== undefined && known.has(id) ? take(id) : undefined))
  return drafts.map((draft, index) => {
    const alike =
      draft.id === undefined
        ? before.find(
            (step) =>
              !taken.has(step.id) &&
              step.kind === (draft.kind ?? 'automatic-email') &&
              step.body === draft.body.trim() &&
              step.subject === (draft.subject ?? '').trim(),
          )
        : undefined
    return { ...draft, id: named[index] ?? take(alike?.id) ?? newId() }
  })
}

/** Whether both say and do the same, wherever they stand. */
export function isSameStep(one: Step, other: Step): boolean {
  return wordsOf(one) === wordsOf(other)
}

export function areSameSteps(some: readonly Step[], others: readonly Step[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index]
      return other !== undefined && isSameStep(one, other)
    })
  )
}

function wordsOf({ id: _id, number: _number, ...words }: Step): string {
  return JSON.stringify(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * The steps of somebody who had `done` steps of `old` when they were edited: those done stay as they were, under their
 * numbers, and then come those that stand after the last one done. Was that one removed, it goes on with the next step of
 * the old ones that is still there. What was still to come comes wherever it was moved to; what is new before the place where
 * it goes on stands in the place of what was done. No step comes twice. Null when nobody can tell what the contact is still
 * to get: neither is there, or what comes would answer no email.
 */
export function stepsAfterEdit(
  old: readonly Step[],
  done: number,
  edited: readonly Step[],
): Step[] | null {
  const from = placeToGoOn(old, done, edited)
  if (from === null) return null
  const past = old.slice(0, done)
  const pastIds = new Set(past.map(({ id }) => id))
  const comingIds = new Set(old.slice(done).map(({ id }) => id))
  const coming = edited.filter(
    ({ id }, place) => !pastIds.has(id) && (place >= from || comingIds.has(id)),
  )
  const steps = [...past, ...coming].map((step, index) => ({ ...step, number: index + 1 }))
  // The email that a thread was to begin with may be one that was passed over.
  return steps.find(isEmailStep)?.thread === 'same' ? null : steps
}

/** From which place of the edited steps on it goes on; null when that cannot be told. */
function placeToGoOn(old: readonly Step[], done: number, edited: readonly Step[]): number | null {
  if (done === 0) return 0
  const placeOf = (step: Step | undefined): number => edited.findIndex(({ id }) => id === step?.id)
  const last = placeOf(old[done - 1])
  if (last >= 0) return last + 1
  const next = old
    .slice(done)
    .map(placeOf)
    .find((place) => place >= 0)
  return next ?? null
}

/** How one who stands at `nextStep` goes on when the steps are edited; `begun`: that step's email is written already. */
export type TakenOver =
  /** Nobody can tell where to go on: keeps the steps. */
  | { kind: 'kept' }
  /** What comes is what would have come anyway. */
  | { kind: 'unchanged' }
  /** `steps`: from the first on, the first `done` of them as they were. */
  | { kind: 'changed'; done: number; steps: Step[] }

export function takeOver(
  old: readonly Step[],
  { nextStep, begun }: { nextStep: number; begun: boolean },
  edited: readonly Step[],
): TakenOver {
  const done = begun ? nextStep : nextStep - 1
  const steps = stepsAfterEdit(old, done, edited)
  if (steps === null) return { kind: 'kept' }
  return areSameSteps(steps.slice(done), old.slice(done))
    ? { kind: 'unchanged' }
    : { kind: 'changed', done, steps }
}

/**
 * How much later the next step comes when `after` takes the place of `before`, in milliseconds, negative for sooner: its own
 * delay counts from when the step before was done.
 */
export function shiftMs(before: Step | undefined, after: Step): number {
  return (delayMs(after.delay) ?? 0) - (delayMs(before?.delay ?? 'PT0S') ?? 0)
}
