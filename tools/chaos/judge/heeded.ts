/** Every reaction is heeded in time, and ends bear the right reason. */
import type { Facts, Reaction } from '../facts.ts'
import type { SeenEnrollment } from '../product-shapes.ts'
import type { Breach } from './breach.ts'
import { meaningOf, reasonsOf, wasLetGoOn } from './meaning.ts'

export function heeded(facts: Facts): Breach[] {
  const unheeded = facts.swept.flatMap((enrollment) =>
    facts.reactions.flatMap((reaction) => whatWasMissed(facts, enrollment, reaction) ?? []),
  )
  const misnamed = facts.enrollments.flatMap(
    (enrollment) => whatIsMisnamed(facts, enrollment) ?? [],
  )
  return [...unheeded, ...misnamed].map((what) => ({ promised: 'every reaction heeded', what }))
}

function whatWasMissed(
  facts: Facts,
  enrollment: SeenEnrollment,
  reaction: Reaction,
): string | null {
  const meaning = meaningOf(reaction, enrollment, facts)
  if (meaning === null || enrollment.state === 'ended') return null
  if (wasLetGoOn(facts, enrollment.id, reaction)) return null
  if (meaning === 'pauses' && leftTrace(facts, enrollment, reaction)) return null
  return `${enrollment.contact.email} (${enrollment.id}) is ${enrollment.state} though ${reaction.kind} ${reaction.messageId ?? ''} came into ${reaction.mailbox} at ${new Date(reaction.arrivedAt).toISOString()}.`
}

function leftTrace({ timeline }: Facts, { id, pauses }: SeenEnrollment, { messageId }: Reaction) {
  return (
    pauses.some((pause) => pause.evidence?.messageId === messageId) ||
    timeline.some((entry) => entry.enrollmentId === id && entry.messageId === messageId)
  )
}

function whatIsMisnamed(facts: Facts, enrollment: SeenEnrollment): string | null {
  const { id, reason, evidence, endedBy, contact } = enrollment
  if (enrollment.state !== 'ended' || reason === null || reason === 'completed') return null
  const name = `${contact.email} (${id}) ended as ${reason}`
  if (reason === 'manual')
    return facts.unenrolled.includes(id) ? null : `${name}, which nobody had asked for.`
  if (endedBy?.kind !== 'rule') return `${name} by a person.`
  if (reason === 'meeting-booked')
    return facts.reactions.some((one) => one.kind === 'invitation' && one.contact === contact.email)
      ? null
      : `${name}, but nobody had invited.`
  // The page has no Message-ID, and a click whose answer was lost counts too.
  if (reason === 'unsubscribed' && evidence?.kind === 'page') return null
  const cause = facts.reactions.find((one) => one.messageId === evidence?.messageId)
  if (cause === undefined)
    return `${name} by ${evidence?.messageId ?? 'nothing'}, which is no reaction.`
  return cause.contact === contact.email && reasonsOf[cause.kind].includes(reason)
    ? null
    : `${name} by the ${cause.kind} of ${cause.contact}.`
}
