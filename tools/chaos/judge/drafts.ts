/** No draft of ours is left but those the rep changed, or which wait for the rep. */
import type { Facts, MailboxItem } from '../facts.ts'
import type { Breach } from './breach.ts'
import { graphStory } from './graph-story.ts'
import { isDoubtYoung, isInDoubt } from './rest.ts'

export function drafts(facts: Facts): Breach[] {
  const left = facts.items.filter((item) => item.isDraft && !isAwaited(facts, item))
  return left.map((item) => ({
    promised: 'no draft left behind',
    what: `${item.mailbox}, ${item.folder}: “${item.subject}” (${item.id}, ${item.step?.code ?? '?'}-${item.step?.mark ?? '?'}) of ${item.enrollmentId}, which is ${stateOf(facts, item)}. Graph was asked: ${graphStory(facts, item.id)}.`,
  }))
}

function isAwaited(facts: Facts, item: MailboxItem): boolean {
  // What lies among the deleted items was thrown away by a person.
  if (item.changedByRep || item.folder === 'deleteditems') return true
  const one = facts.enrollments.find(({ id }) => id === item.enrollmentId)
  if (one === undefined) return false
  const isFirst =
    facts.items.find((other) => other.isDraft && other.enrollmentId === item.enrollmentId) === item
  const waits = one.nextStep?.kind === 'manual-email' && one.nextStep.task !== null
  if (isInDoubt(one) && isDoubtYoung(facts.sends, item.id, facts.watchedUntil)) return true
  return isFirst && one.state !== 'ended' && waits
}

function stateOf({ enrollments }: Facts, { enrollmentId }: MailboxItem): string {
  const one = enrollments.find(({ id }) => id === enrollmentId)
  if (one === undefined) return 'nowhere'
  return `${one.state}${one.reason === null ? '' : ` as ${one.reason}`}, at step ${one.nextStep?.number ?? '-'}`
}
