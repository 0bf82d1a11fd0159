/**
 * The emails of an enrollment go in the order of its steps, follow-ups in the thread of the one before. They are judged in the order
 * in which Graph was asked to send them: one that Exchange lets out late may come after the next, and nobody can help that.
 */
import type { Facts, MailboxItem, ReceivedEmail } from '../facts.ts'
import { opensThread } from '../played-sequences.ts'
import type { Mark } from '../played-sequences.ts'
import type { Breach } from './breach.ts'

export function order(facts: Facts): Breach[] {
  const byEnrollment = new Map<string, Marked[]>()
  for (const email of facts.received) {
    if (email.enrollmentId === null || email.step === null) continue
    const others = byEnrollment.get(email.enrollmentId) ?? []
    byEnrollment.set(email.enrollmentId, [...others, { ...email, step: email.step }])
  }
  return [...byEnrollment.values()].flatMap((received) => {
    const emails = received.toSorted((a, b) => leftAt(facts, a) - leftAt(facts, b))
    return emails.flatMap((email, index) => {
      const before = emails.slice(0, index)
      const said = whatIsWrong(facts, email, before)
      return said === null
        ? []
        : [
            {
              promised: 'in order, in the thread' as const,
              what: `${email.contact} (${email.enrollmentId ?? ''}): ${email.step.code}-${email.step.mark} at ${email.receivedAt} ${said}.`,
            },
          ]
    })
  })
}

/** Product milliseconds; of one that the rep sent by hand it is when it came. */
function leftAt({ items, sends }: Facts, email: Marked): number {
  const sent = itemOf(items, email)
  const asked = sends.findLast(({ draftId }) => draftId === sent?.id)
  return Date.parse(asked?.productTime ?? email.receivedAt)
}

type Marked = ReceivedEmail & { step: Mark }

function whatIsWrong(facts: Facts, email: Marked, before: Marked[]): string | null {
  const later = before.find((one) => one.step.mark > email.step.mark)
  if (later) return `came after ${later.step.code}-${later.step.mark}`
  if (opensThread(email.step)) return null
  // One that came twice is another promise's matter.
  const earlier = before.filter((one) => one.step.mark < email.step.mark)
  const opening = earlier.findLastIndex((one) => opensThread(one.step))
  const thread = earlier.slice(Math.max(0, opening))
  const parent = thread.at(-1)
  if (parent === undefined) {
    const isStrange = email.inReplyTo !== null && !isReceived(facts, email)
    return isStrange ? `answers ${email.inReplyTo ?? ''}, which nobody received` : null
  }
  if (!thread.some((one) => one.internetMessageId === email.inReplyTo))
    return `answers ${email.inReplyTo ?? 'nothing'}, which is none of its thread; the one before was ${parent.internetMessageId}`
  if (email.inReplyTo !== parent.internetMessageId)
    return `answers ${email.inReplyTo ?? ''} and not the one before, ${parent.internetMessageId}`
  const [mine, its] = [conversationOf(facts, email), conversationOf(facts, parent)]
  if (mine !== null && its !== null && mine !== its)
    return `lies in the conversation ${mine}, the one before in ${its}`
  return null
}

function isReceived({ received }: Facts, { contact, inReplyTo }: Marked): boolean {
  return received.some((one) => one.contact === contact && one.internetMessageId === inReplyTo)
}

function conversationOf({ items }: Facts, email: Marked): string | null {
  return itemOf(items, email)?.conversationId ?? null
}

function itemOf(items: Facts['items'], { internetMessageId }: Marked): MailboxItem | undefined {
  return items.find((item) => !item.isDraft && item.internetMessageId === internetMessageId)
}
