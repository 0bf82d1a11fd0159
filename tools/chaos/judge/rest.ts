/** Whether an enrollment has come to rest, so that no waiting changes it any more. */
import type { SeenSend } from '../facts.ts'
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

/** The product looks for so long for an email that Graph did not confirm before it may go again, or is withdrawn. */
const doubtMs = 11 * 60_000

/**
 * The product says itself that it does not know yet whether an email went; ended ones say which was on its way. A paused one
 * tells why it is paused, and that hides the doubt: unless it says that the email has been given up.
 */
export function isInDoubt(one: SeenEnrollment): boolean {
  if (one.state === 'paused' && one.pauses.every(({ kind }) => kind !== 'email-rejected'))
    return true
  return (
    one.emailOnItsWay !== null ||
    /on its way|did not say|made sure|looked into/.test(one.nextStep?.waits ?? '')
  )
}

/** Whether Graph was asked to send that draft so lately that the doubt may be right. */
export function isDoubtYoung(
  sends: readonly Pick<SeenSend, 'at' | 'draftId'>[],
  draftId: string,
  now: number,
): boolean {
  return sends.some((send) => send.draftId === draftId && now - send.at < doubtMs)
}
