/** Sentences about triggers and workflows. */

import type { DryRun, EvaluationProgress } from '../../../shared/automation.ts'
import { inWords } from '../ui/people-words.ts'

/** "2 contacts would be unenrolled now. 120 enrollments were looked at." */
export function dryRunSentence({ count, looked, complete }: DryRun): string {
  const least = complete ? '' : 'At least '
  const who = count === 0 ? 'Nobody' : `${least}${inWords(count)}`
  const rest = complete
    ? `${enrollments(looked)} looked at.`
    : `There are more than can be looked at in half a minute: ${enrollments(looked)} looked at so far.`
  return `${who} would be unenrolled now. ${rest}`
}

function enrollments(count: number): string {
  return count === 1 ? '1 enrollment was' : `${count.toLocaleString('en')} enrollments were`
}

/** How far the look at everybody has come that follows a saving; null progress: it is off. */
export function progressSentence(progress: EvaluationProgress | null): string {
  if (progress === null) return 'Off: it unenrolls nobody.'
  const { looked, ended, done } = progress
  const counts = `${looked.toLocaleString('en')} looked at, ${ended.toLocaleString('en')} unenrolled`
  return done
    ? `First look done: ${counts}. Changes are looked at as they come.`
    : `Looking at everybody enrolled: ${counts} so far.`
}
