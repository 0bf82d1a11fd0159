/** A task: one step of an enrollment that a person does. */

import type { TaskKind } from '../../../shared/task.ts'
import type { Instant } from '../time/instant.ts'
import type { Step } from './sequence.ts'
import { fill, type TokenValues } from '../templates/template.ts'

/** `cancelled` while its enrollment has ended or its draft was withdrawn; it is opened again when that is taken back. */
export type TaskState = 'open' | 'done' | 'skipped' | 'cancelled'

export interface Task {
  id: string
  enrollmentId: string
  sequenceId: string
  mailboxId: string
  step: number
  kind: TaskKind
  state: TaskState
  title: string
  body: string
  dueAt: Instant
  finishedAt: Instant | null
  /** Id of the user who finished it; null when the rep sent the draft. */
  finishedBy: string | null
  /** What that user wrote about it. */
  note: string | null
}

/** A call or a to-do in the contact's own words. A token without a value stays as it is written: no email hangs on it. */
export function taskWords(step: Step, values: TokenValues): { title: string; body: string } {
  const filled = (text: string): string => {
    const result = fill(text, values)
    return 'missing' in result ? text : result.text
  }
  return { title: filled(step.subject).replace(/\s+/g, ' ').trim(), body: filled(step.body).trim() }
}

const nouns: Record<TaskKind, string> = {
  'manual-email': 'email',
  call: 'call',
  'to-do': 'to-do',
}

/** For the timeline: "Rita Reyes made the call “Ask about pricing”: she wants an offer." */
export function describeFinished(
  task: Pick<Task, 'kind' | 'title' | 'step'>,
  outcome: 'done' | 'skipped',
  who: string,
  note: string | null,
): string {
  const verb = outcome === 'skipped' ? 'skipped' : task.kind === 'call' ? 'made' : 'did'
  return `${who} ${verb} the ${nouns[task.kind]} “${task.title}”${note === null ? '.' : `: ${note}`}`
}

export function describeReopened(task: Pick<Task, 'kind' | 'title'>, who: string): string {
  return `${who} took it back: the ${nouns[task.kind]} “${task.title}” is to be done again.`
}

/** Why a task cannot be finished in this way, in a sentence; null when it can. */
export function whyNotFinish(kind: TaskKind, outcome: 'done' | 'skipped'): string | null {
  return kind === 'manual-email' && outcome === 'done'
    ? 'This email is done when you send it: open it in Drafts, look it over and send it. To leave it out, skip it.'
    : null
}

/** Why a finished task cannot be taken back, in a sentence; null when it can. */
export function whyNotReopen(
  task: Pick<Task, 'kind' | 'state' | 'step'>,
  facts: { nextStep: number | null; hasEnded: boolean; nextEmailWent: boolean },
): string | null {
  if (task.state === 'done' && task.kind === 'manual-email')
    return 'This email was sent, and that cannot be taken back.'
  if (facts.nextStep === null)
    return 'That was the last step, and the sequence is completed. Enroll the contact again instead.'
  if (facts.hasEnded) return 'This enrollment has ended. Undo that first.'
  if (facts.nextEmailWent || facts.nextStep !== task.step + 1)
    return 'The sequence has gone on since: the step after it was done.'
  return null
}
