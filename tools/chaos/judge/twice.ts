/** No step comes twice to anybody. */
import type { Facts, ReceivedEmail } from '../facts.ts'
import type { Breach } from './breach.ts'

export function twice({ received }: Facts): Breach[] {
  const byStep = new Map<string, ReceivedEmail[]>()
  for (const email of received) {
    if (email.step === null) continue
    const key = `${email.contact} ${email.enrollmentId ?? 'without a link'} ${email.step.code}-${email.step.mark}`
    byStep.set(key, [...(byStep.get(key) ?? []), email])
  }
  return [...byStep]
    .filter(([, emails]) => emails.length > 1)
    .map(([key, emails]) => ({
      promised: 'nothing twice',
      what: `${key} came ${emails.length} times: ${emails.map((one) => `${one.internetMessageId} at ${one.receivedAt}`).join(', ')}.`,
    }))
}
