/** Nothing is lost or stuck: when all is quiet every enrollment has ended, or waits for somebody and says for what. */
import type { Facts } from '../facts.ts'
import type { SeenEnrollment } from '../product-shapes.ts'
import type { Breach } from './breach.ts'
import { graphStory } from './graph-story.ts'
import { isAtRest, isDoubtYoung, isInDoubt } from './rest.ts'

export function settled(facts: Facts): Breach[] {
  const known = new Set(facts.enrollments.map((one) => one.id))
  const lost = Object.keys(facts.beganAt)
    .filter((id) => !known.has(id))
    .map((id) => `${id} was begun and is nowhere.`)
  const stuck = facts.enrollments
    .filter((one) => !isAtRest(one) && !isYoungDoubt(facts, one))
    .map((one) => `${describe(one)} does not come to rest.${lastDraft(facts, one)}`)
  const silent = facts.enrollments
    .filter((one) => one.state === 'paused' && one.pauses.every(({ text }) => text === ''))
    .map((one) => `${describe(one)} does not say why it waits.`)
  return [...lost, ...stuck, ...silent].map((what) => ({ promised: 'nothing stuck', what }))
}

function isYoungDoubt({ emails, sends, watchedUntil }: Facts, one: SeenEnrollment): boolean {
  const drafts = emails.filter((email) => email.enrollmentId === one.id)
  return isInDoubt(one) && drafts.some(({ id }) => isDoubtYoung(sends, id, watchedUntil))
}

function lastDraft(facts: Facts, { id }: SeenEnrollment): string {
  const draft = facts.emails.findLast((email) => email.enrollmentId === id)
  return draft === undefined ? '' : ` Its last draft: ${graphStory(facts, draft.id)}.`
}

function describe(one: SeenEnrollment): string {
  const { nextStep } = one
  const next =
    nextStep === null
      ? 'no next step'
      : `step ${nextStep.number} (${nextStep.kind}) due ${nextStep.dueAt ?? 'never'}, waits: ${nextStep.waits ?? 'nothing'}`
  const pauses = one.pauses.map(({ kind, until }) => `${kind} until ${until ?? 'resumed'}`)
  return `${one.contact.email} (${one.id}), ${one.state}, ${next}${pauses.length > 0 ? `, ${pauses.join(', ')}` : ''}`
}
