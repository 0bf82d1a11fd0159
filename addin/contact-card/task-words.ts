/** Sentences about tasks. */

import type { FinishedTask, OpenTask, TaskKind, TaskOutcome } from '../../shared/task.ts'
import type { Times } from '../ui/times.ts'

/** Short titles, fit for a line of their own. */
export const taskTitles: Record<TaskKind, string> = {
  'manual-email': 'Email by hand',
  call: 'Call',
  'to-do': 'To-do',
}

/** "Next: call Ana Alves, today." */
export function taskSentence({ kind, dueAt }: OpenTask, who: string, times: Times): string {
  const due = times.isToday(dueAt) ? 'today' : `due since ${times.absolute(dueAt)}`
  switch (kind) {
    case 'manual-email':
      return `Next: your email to ${who}, ${due}. Look it over in Drafts and send it.`
    case 'call':
      return `Next: call ${who}, ${due}.`
    case 'to-do':
      return `Next: a to-do for ${who}, ${due}.`
    default: {
      const never: never = kind
      return never
    }
  }
}

/** "The call “Ask about pricing” is done." */
export function finishedSentence({
  kind,
  title,
  outcome,
}: Pick<FinishedTask, 'kind' | 'title'> & { outcome: TaskOutcome }): string {
  const noun = kind === 'manual-email' ? 'email' : kind
  return `The ${noun} “${title}” is ${outcome}.`
}
