/** Whether an enrollment has come to rest, so that no waiting changes it any more. */
import type { SeenEnrollment } from '../product-shapes.ts'

/** Ended, or paused until a person acts, or waiting for a person with a task. */
export function isAtRest(one: SeenEnrollment): boolean {
  if (one.state === 'ended') return true
  if (one.state === 'paused')
    return one.pauses.some((pause) => pause.until === null && !endsByItself.has(pause.kind))
  return one.nextStep?.task != null
}

/** Pauses of a mailbox: nobody is away and nothing disconnected any more, so they have to be over. */
const endsByItself: ReadonlySet<string> = new Set(['rep-away', 'mailbox-disconnected'])

/** The product says itself that it does not know yet whether an email went. */
export function isInDoubt({ nextStep }: SeenEnrollment): boolean {
  return /on its way|did not say|made sure|looked into/.test(nextStep?.waits ?? '')
}
