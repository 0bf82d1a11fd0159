/** Reads one mail from its MIME text alone and says all that is known of it: what `classify` prints. */

import { aboveCopy, fatesInWords } from './delivery/delivery-words.ts'
import { causeOf } from './delivery/delivery-cause.ts'
import type { MessageFacts } from './facts/facts.ts'
import { factsOfMime } from './facts/facts-of-mime.ts'
import { kindOfFacts, type Kind } from './kind.ts'
import { headerOf } from './message/message.ts'
import type { RecipientFate } from './delivery/recipient-status.ts'
import { idsIn } from './message/thread.ts'

export interface Reading extends Kind {
  /** Bounces: true when the address does not exist, false when it may, null when the report does not tell. */
  permanent: boolean | null
  /** Bounces: the address that was not reached, the wrong one first; lower case. */
  recipient: string | null
  /** What machines write: Message-ID of the email it is about, in angle brackets. */
  originalMessageId: string | null
  /** Message-ID of the mail it answers, in angle brackets. */
  inReplyTo: string | null
}

/** Never throws: what cannot be read is `unreadable`. `ownAddresses` are lower case. */
export async function readMime(
  bytes: Uint8Array,
  ownAddresses: readonly string[],
): Promise<Reading> {
  const facts = await factsOrNull(bytes)
  if (!facts || isEmpty(facts)) return unreadable(facts)
  const kind = kindOfFacts(facts, ownAddresses)
  const inReplyTo = idsIn(headerOf(facts, 'In-Reply-To'))[0] ?? null
  const isMachine = kind.kind !== 'human' && kind.kind !== 'own'
  const originalMessageId = isMachine ? (facts.report?.originalMessageId ?? null) : null
  if (kind.kind !== 'bounce')
    return { ...kind, permanent: null, recipient: null, originalMessageId, inReplyTo }
  return { ...kind, ...fateOf(facts), originalMessageId, inReplyTo }
}

async function factsOrNull(bytes: Uint8Array): Promise<MessageFacts | null> {
  try {
    return await factsOfMime(bytes)
  } catch {
    // Whatever the parser says of a broken mail, the person is shown it as unreadable.
    return null
  }
}

function isEmpty(facts: MessageFacts): boolean {
  const bare = facts.headers.every(({ name }) => /^content-/i.test(name))
  // A thumb or a smile is an answer; noise is not.
  return bare && !/\p{L}{2}|\p{Extended_Pictographic}|[:;]-?[)(DP]/u.test(facts.text)
}

function unreadable(facts: MessageFacts | null): Reading {
  return {
    kind: 'unreadable',
    sub: null,
    returnDate: null,
    successor: null,
    permanent: null,
    recipient: null,
    originalMessageId: null,
    inReplyTo: null,
    because: [facts ? 'it has neither headers nor words' : 'its MIME text cannot be read'],
  }
}

/** Of several recipients the one whose address is wrong counts first, then one that failed. */
function fateOf(facts: MessageFacts): Pick<Reading, 'permanent' | 'recipient'> {
  const fields = facts.report?.fates ?? []
  const inWords = fatesInWords(facts.text, facts.headers)
  const fates = fields.length > 0 ? fields : inWords
  const judged = fates.map((fate) => ({ fate, permanent: isPermanent(fate, facts, fates.length) }))
  const worst =
    judged.find(({ permanent }) => permanent === true) ??
    judged.find(({ fate }) => fate.action === 'failed') ??
    judged.find(({ fate }) => fate.action === 'delayed') ??
    judged[0]
  if (!worst) return { permanent: byWords(facts.text), recipient: null }
  return {
    permanent: worst.permanent,
    recipient: worst.fate.recipient ?? inWords[0]?.recipient ?? null,
  }
}

function isPermanent(fate: RecipientFate, facts: MessageFacts, among: number): boolean | null {
  if (fate.action === 'delayed') return false
  const cause = causeOf(fate.status, fate.diagnostic ?? '')
  if (cause !== null) return cause === 'address'
  // The words are about all recipients at once.
  return among === 1 ? byWords(facts.text) : null
}

function byWords(text: string): boolean | null {
  const cause = causeOf(null, aboveCopy(text))
  return cause === null ? null : cause === 'address'
}
