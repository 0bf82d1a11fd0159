/** A minute of chaos, and the two moments in which an email may most easily go after its contact has answered; all judged by the same witness. */

import { expect, test } from '@jest/globals'
import { usualOptions } from '../../../tools/chaos/options.ts'
import { playChaos } from '../../../tools/chaos/chaos.ts'
import type { Outcome } from '../../../tools/chaos/play-and-judge.ts'
import { freezeAtLastRead } from '../../../tools/chaos/scenes/freezes.ts'
import { enrollManyOverSlowLists } from '../../../tools/chaos/scenes/slow-lists.ts'
import { projectRoot } from '../../support/world.ts'

/** An email in doubt is not waited for: the product itself takes ten minutes, and says so meanwhile. */
const short = { ...usualOptions, seed: 11, patience: 0.5 }

/** What was found, beside the deeds that led to it. */
function findings({ breaches, log }: Outcome): string[] {
  if (breaches.length > 0) console.error(log.join('\n'))
  return breaches.map(({ promised, what }) => `${promised}: ${what}`)
}

test('a minute of kills, freezes, faults of Graph and people who answer at any moment breaks no promise', async () => {
  const outcome = await playChaos(projectRoot, { ...short, minutes: 1, contacts: 40 })
  expect(outcome.facts.received.length).toBeGreaterThan(20)
  expect(outcome.facts.reactions.length).toBeGreaterThan(5)
  expect(findings(outcome)).toEqual([])
})

test('frozen between the last read and the emails: nobody who answered meanwhile is written to after the window', async () => {
  const outcome = await freezeAtLastRead(projectRoot, { freezes: 2, people: 12 }, short)
  expect(outcome.facts.reactions).toHaveLength(24)
  expect(findings(outcome)).toEqual([])
})

test('lists take a second and sixty are enrolled at once: nobody who answered meanwhile is written to after the window', async () => {
  const outcome = await enrollManyOverSlowLists(
    projectRoot,
    { people: 60, listMs: [800, 1_000] },
    short,
  )
  expect(outcome.facts.reactions).toHaveLength(7)
  expect(findings(outcome)).toEqual([])
})
