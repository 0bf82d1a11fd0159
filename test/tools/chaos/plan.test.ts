/** The same seed orders the same deeds. */
import { planDeeds } from '../../../tools/chaos/plan.ts'
import type { PlannedDeed } from '../../../tools/chaos/deed.ts'
import { readOptions } from '../../../tools/chaos/options.ts'
import { seeded } from '../../../tools/chaos/random.ts'

const stock = { contacts: 60, sequences: 4, reps: 3 }

function deeds(seed: number, count: number): PlannedDeed[] {
  const planned: PlannedDeed[] = []
  for (const deed of planDeeds(seeded(seed), stock)) {
    planned.push(deed)
    if (planned.length === count) break
  }
  return planned
}

test('the same seed orders the same deeds, another seed others', () => {
  expect(deeds(7, 500)).toEqual(deeds(7, 500))
  expect(deeds(7, 500)).not.toEqual(deeds(8, 500))
})

test('in a few thousand deeds everything comes up that can happen', () => {
  const many = deeds(1, 4_000).map(({ deed }) => deed)
  expect(new Set(many.map(({ kind }) => kind)).size).toBe(14)
  const reactions = many.flatMap((deed) => (deed.kind === 'react' ? deed.how : []))
  expect(new Set(reactions).size).toBe(12)
  const faults = many.flatMap((deed) =>
    deed.kind === 'sandbox-fault' ? Object.keys(deed.fault) : [],
  )
  expect(new Set(faults)).toEqual(
    new Set([
      ...['notices', 'delayMs', 'times', 'status', 'path', 'after', 'retryAfter', 'every'],
      ...['dropConnection', 'sendDelayMs', 'rewriteMessageId', 'createWindowMs', 'moveWindowMs'],
      ...['jitterMs', 'snapshot', 'method', 'pageLimit'],
    ]),
  )
})

test('chance is spread evenly, and stays between its bounds', () => {
  const random = seeded(3)
  const drawn = Array.from({ length: 10_000 }, () => random.between(1, 10))
  expect(Math.min(...drawn)).toBe(1)
  expect(Math.max(...drawn)).toBe(10)
  for (let one = 1; one <= 10; one += 1) {
    const share = drawn.filter((found) => found === one).length / drawn.length
    expect(share).toBeGreaterThan(0.08)
    expect(share).toBeLessThan(0.12)
  }
})

test('what the command line says is read, and refused in a sentence', () => {
  expect(readOptions(['--seed', '7', '--minutes', '2'])).toMatchObject({
    ...{ seed: 7, minutes: 2, contacts: 60, freeze: 0, plant: null },
  })
  expect(() => readOptions(['--minutes', 'many'])).toThrow('--minutes takes a number')
  expect(() => readOptions(['--plant', 'nothing'])).toThrow('--plant takes twice')
})
