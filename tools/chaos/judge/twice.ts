/** No step comes twice to anybody. */
import type { Facts, ReceivedEmail } from '../facts.ts'
import type { Breach } from './breach.ts'
import { graphStory } from './graph-story.ts'

export function twice(facts: Facts): Breach[] {
  const byStep = new Map<string, ReceivedEmail[]>()
  for (const email of facts.received) {
    if (email.step === null) continue
    const key = `${email.contact} ${email.enrollmentId ?? 'without a link'} ${email.step.code}-${email.step.mark}`
    byStep.set(key, [...(byStep.get(key) ?? []), email])
  }
  return [...byStep]
    .filter(([, emails]) => emails.length > 1)
    .map(([key, emails]) => ({
      promised: 'nothing twice',
      what: `${key} came ${emails.length} times: ${emails.map((one) => `${one.internetMessageId} at ${one.receivedAt}${storyOf(facts, one)}`).join('; ')}.`,
    }))
}

function storyOf(facts: Facts, { internetMessageId }: ReceivedEmail): string {
  const sent = facts.items.find((item) => item.internetMessageId === internetMessageId)
  return sent === undefined ? '' : ` (${graphStory(facts, sent.id)})`
}
