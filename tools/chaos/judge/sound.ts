/** The server had no fault; its store is whole; no timeline says two things of which one must be wrong. */
import type { Facts, SeenEntry } from '../facts.ts'
import type { Breach } from './breach.ts'

export function serverFaults({ complaints }: Facts): Breach[] {
  return complaints.map((what) => ({ promised: 'no fault of the server', what }))
}

export function sound(facts: Facts): Breach[] {
  const store = facts.integrity.filter((line) => line !== 'ok').map((line) => `The store: ${line}.`)
  const timelines = facts.enrollments.flatMap(({ id, contact }) => {
    const entries = facts.timeline.filter(({ enrollmentId }) => enrollmentId === id)
    return contradictions(entries).map((what) => `${contact.email} (${id}): ${what}`)
  })
  return [...store, ...timelines].map((what) => ({ promised: 'store and timeline sound', what }))
}

/** Exchange tells when an email was sent in whole seconds, cut off. */
const cutMs = 1_000

function contradictions(entries: SeenEntry[]): string[] {
  const sent = numbered(entries, 'email-sent')
  const withdrawn = numbered(entries, 'email-withdrawn')
  const repeated = sent.filter(
    (one, index) => sent.findIndex(({ number }) => number === one.number) < index,
  )
  // A number that was withdrawn is given to the next email; one that was sent is not.
  const denied = withdrawn.filter((one) =>
    sent.some(({ number, at }) => number === one.number && at + cutMs <= one.at),
  )
  return [
    ...repeated.map(({ number }) => `email ${number} was sent, and was sent.`),
    ...denied.map(({ number }) => `email ${number} was sent, and then withdrawn before it went.`),
  ]
}

function numbered(entries: SeenEntry[], kind: string): { number: number; at: number }[] {
  return entries
    .filter((entry) => entry.kind === kind)
    .map(({ text, at }) => ({
      number: Number(/^Email (\d+)/.exec(text)?.[1]),
      at: Date.parse(at),
    }))
}
