/** Nothing is sent after a reaction has lain in the sending mailbox for longer than the window. */
import type { Facts, Reaction, SeenSend } from '../facts.ts'
import type { SeenEnrollment } from '../product-shapes.ts'
import type { Breach } from './breach.ts'
import { meaningOf, wasLetGoOn } from './meaning.ts'

const dayMs = 24 * 3_600_000
/** The sandbox's people are away for ten days; the morning of their return is not told more exactly from outside. */
const awayMs = 9 * dayMs

export function afterReaction(facts: Facts): Breach[] {
  return facts.sends.flatMap((send) => {
    const email = facts.emails.find((one) => one.id === send.draftId)
    const enrollment = facts.enrollments.find((one) => one.id === email?.enrollmentId)
    if (email === undefined || enrollment === undefined) return []
    return facts.reactions
      .filter((reaction) => isTooLate(facts, send, enrollment, reaction))
      .map((reaction) => ({
        promised: 'nothing after a reaction' as const,
        what: `${enrollment.contact.email} (${enrollment.id}): ${reaction.kind} lay in ${reaction.mailbox} from ${clock(reaction.arrivedAt)}; /send of ${email.step?.code ?? '?'}-${email.step?.mark ?? '?'} came at ${clock(send.at)}, ${((send.at - reaction.arrivedAt) / 1000).toFixed(1)} s after (draft ${send.draftId}).`,
      }))
  })
}

function isTooLate(
  facts: Facts,
  send: SeenSend,
  enrollment: SeenEnrollment,
  reaction: Reaction,
): boolean {
  if (reaction.mailbox !== send.mailbox || enrollment.mailbox !== send.mailbox) return false
  if (send.at - reaction.arrivedAt <= facts.windowMs + facts.allowanceMs) return false
  const meaning = meaningOf(reaction, enrollment, facts)
  if (meaning === null || wasLetGoOn(facts, enrollment.id, reaction, send.at)) return false
  return reaction.kind !== 'out-of-office' || !isBack(reaction, send)
}

function isBack({ receivedAt }: Reaction, send: SeenSend): boolean {
  return receivedAt === null || Date.parse(send.productTime) - Date.parse(receivedAt) >= awayMs
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 23)
}
