/** What a run came to, for people: a table of zeros, or of what was found. */
import type { Facts } from './facts.ts'
import { promises } from './judge/breach.ts'
import type { Breach } from './judge/breach.ts'

/** Of each promise so many findings are told in full. */
const mostTold = 20

export function report(facts: Facts, breaches: readonly Breach[]): string {
  const rows = promises.map((promised) => {
    const count = breaches.filter((one) => one.promised === promised).length
    return `  ${promised.padEnd(28)}${String(count).padStart(5)}`
  })
  const told = promises.flatMap((promised) => {
    const found = breaches.filter((one) => one.promised === promised)
    if (found.length === 0) return []
    const more = found.length - mostTold
    return [
      `\n${promised}:`,
      ...found.slice(0, mostTold).map(({ what }) => `  ${what}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ]
  })
  return [sizes(facts), '', ...rows, ...told, ''].join('\n')
}

function sizes({ enrollments, received, sends, reactions, interventions }: Facts): string {
  return `${enrollments.length} enrollments, ${received.length} emails received, ${sends.length} asked to be sent, ${reactions.length} reactions, ${interventions.length} undone or resumed`
}
