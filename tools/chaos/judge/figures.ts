/** The API's figures are what happened. */
import type { Facts, SeenSequence } from '../facts.ts'
import type { SeenEnrollment } from '../product-shapes.ts'
import type { Breach } from './breach.ts'

export function figures(facts: Facts): Breach[] {
  const each = facts.enrollments.flatMap((one) => {
    const received = stepsReceived(facts, new Set([one.id]))
    return received === one.emailsSent
      ? []
      : [
          `${one.contact.email} (${one.id}) received ${received} emails and counts ${one.emailsSent}.`,
        ]
  })
  const all = facts.sequences.flatMap((sequence) =>
    rows(facts, sequence)
      .filter(({ happened, told }) => happened !== told)
      .map(
        ({ name, happened, told }) => `${sequence.code} tells ${name} ${told}; it was ${happened}.`,
      ),
  )
  return [...each, ...all].map((what) => ({ promised: 'figures as it happened', what }))
}

interface FigureRow {
  name: string
  happened: number
  told: number
}

function rows(facts: Facts, { id, performance }: SeenSequence): FigureRow[] {
  const mine = facts.enrollments.filter((one) => one.sequence.id === id)
  const ids = new Set(mine.map((one) => one.id))
  const answered = (kinds: readonly string[]): number =>
    new Set(
      facts.reactions
        .filter(({ kind, answers }) => kinds.includes(kind) && answers !== null && ids.has(answers))
        .map(({ answers }) => answers),
    ).size
  const inState = (state: SeenEnrollment['state']): number =>
    mine.filter((one) => one.state === state).length
  const received = stepsReceived(facts, ids)
  const reasons = new Set(mine.flatMap((one) => one.reason ?? []))
  return [
    { name: 'enrolled', happened: mine.length, told: performance.enrolled },
    { name: 'active', happened: inState('active'), told: performance.active },
    { name: 'paused', happened: inState('paused'), told: performance.paused },
    { name: 'emails sent', happened: received, told: performance.emailsSent },
    {
      name: 'replied',
      happened: answered(['reply', 'reply-from-other']),
      told: performance.replied,
    },
    { name: 'bounced', happened: answered(['bounce']), told: performance.bounced },
    ...[...reasons].map((reason) => ({
      name: reason,
      happened: mine.filter((one) => one.reason === reason).length,
      told: performance.ended[reason] ?? 0,
    })),
  ]
}

/** A step that came twice is another promise's matter. */
function stepsReceived({ received }: Facts, ids: ReadonlySet<string>): number {
  const names = received.flatMap(({ enrollmentId, step }) =>
    enrollmentId !== null && ids.has(enrollmentId)
      ? `${enrollmentId} ${step?.code ?? ''}-${step?.mark ?? ''}`
      : [],
  )
  return new Set(names).size
}
