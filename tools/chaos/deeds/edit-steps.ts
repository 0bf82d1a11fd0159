/** The owner of a sequence edits its steps; marks go on rising from step to step, and none is used twice. */
import type { StepEdit } from '../deed.ts'
import type { Deed } from '../deed.ts'
import { markIn, playedStep } from '../played-sequences.ts'
import { seenSequence } from '../product-shapes.ts'
import type { SeenSteps } from '../product-shapes.ts'
import { read } from '../stage.ts'
import type { Stage } from '../stage.ts'

type StepRow = SeenSteps[number] | Omit<SeenSteps[number], 'id'>

const mostSteps = 9
/** Marks that a sequence has ever had: one that was removed must not come back as another step. */
const used = new WeakMap<Stage, Set<string>>()

/** Answers a line for the log. */
export async function editSteps(
  stage: Stage,
  { sequence: index, edit, at, rollout }: Extract<Deed, { kind: 'edit' }>,
): Promise<string> {
  const sequence = stage.sequences[index % stage.sequences.length]
  if (sequence === undefined) return 'there is no sequence'
  const shown = await stage.api(sequence.owner, 'GET', `/api/sequences/${sequence.id}`)
  if (shown?.status !== 200) return 'cannot be seen'
  const { steps, etag } = read(seenSequence, shown)
  const wanted = edited(steps, edit, at, { code: sequence.code, taken: takenBy(stage) })
  if (wanted === null) return 'leaves it'
  const saved = await stage.api(
    sequence.owner,
    'PATCH',
    `/api/sequences/${sequence.id}`,
    { steps: wanted, applyTo: rollout ? 'enrolled' : 'new' },
    etag === undefined ? {} : { 'if-match': etag },
  )
  return `${sequence.code} ${String(saved?.status ?? 'no answer')}`
}

function takenBy(stage: Stage): Set<string> {
  const taken = used.get(stage) ?? new Set<string>()
  used.set(stage, taken)
  return taken
}

interface Marks {
  code: string
  taken: Set<string>
}

function edited(steps: SeenSteps, edit: StepEdit, at: number, marks: Marks): StepRow[] | null {
  const index = at % steps.length
  const chosen = steps[index]
  if (chosen === undefined) return null
  switch (edit) {
    case 'reword':
      return steps.map((step) => ({ ...step, body: step.body.replace(/wording (\d+)/, again) }))
    case 'delay':
      if (index === 0) return null
      return steps.map((step) =>
        step === chosen ? { ...step, delay: delays[at % 3] ?? 'P1D' } : step,
      )
    case 'remove':
      // The opening stays, and so does a sequence worth the name.
      if (index === 0 || steps.length <= 2 || chosen.thread === 'new') return null
      return steps.filter((step) => step !== chosen)
    case 'append':
    case 'insert': {
      if (steps.length >= mostSteps) return null
      const after = edit === 'append' ? steps.length - 1 : index
      const fresh = stepBetween(steps[after], steps[after + 1], marks)
      return fresh && [...steps.slice(0, after + 1), fresh, ...steps.slice(after + 1)]
    }
  }
}

const delays = ['PT2H', 'P1D', 'PT30M']

function again(_all: string, number: string): string {
  return `wording ${Number(number) + 1}`
}

function stepBetween(
  before: SeenSteps[number] | undefined,
  after: SeenSteps[number] | undefined,
  { code, taken }: Marks,
): StepRow | null {
  const low = markOf(before)
  const high = after === undefined ? low + 200 : markOf(after)
  const mark = Math.floor((low + high) / 2)
  const name = `${code}-${mark}`
  if (mark <= low || mark >= high || taken.has(name)) return null
  taken.add(name)
  const { kind, subject, body, thread } = playedStep({ code, mark })
  return {
    kind: kind ?? 'automatic-email',
    delay: 'PT3H',
    subject: subject ?? '',
    body,
    thread: thread ?? 'same',
  }
}

/** Tasks bear their mark in the words as well. */
function markOf(step: SeenSteps[number] | undefined): number {
  return step === undefined ? 0 : (markIn(step.body)?.mark ?? 0)
}
