/** Rooms, arrows and circles, counted on a small made-up house. */
import { planFloor } from '../../../tools/check/room-graph.ts'
import type { Import } from '../../../tools/check/room-graph.ts'

const files = [
  'house/door.ts',
  'house/kitchen/stove.ts',
  'house/kitchen/pots/lid.ts',
  'house/hall/coats.ts',
  'house/cellar/wine.ts',
  'garden/tree.ts',
]

function imports(...lines: string[]): Import[] {
  return lines.map((line) => {
    const [from = '', to = ''] = line.split(' -> ')
    return { from, to }
  })
}

function arrowsAmong(...lines: string[]): string[] {
  return planFloor('house', files, imports(...lines)).arrows.map(({ from, to }) => `${from}>${to}`)
}

function circlesAmong(...lines: string[]): string[][] {
  return planFloor('house', files, imports(...lines)).circles.map((circle) => circle.rooms)
}

test('the rooms of a floor are the folders directly below it', () => {
  expect(planFloor('house', files, []).rooms).toEqual(['cellar', 'hall', 'kitchen'])
})

test('many imports the same way are one arrow, which names the first of them', () => {
  const plan = planFloor(
    'house',
    files,
    imports(
      'house/kitchen/stove.ts -> house/cellar/wine.ts',
      'house/kitchen/pots/lid.ts -> house/cellar/wine.ts',
    ),
  )
  expect(plan.arrows).toEqual([
    {
      from: 'kitchen',
      to: 'cellar',
      because: { from: 'house/kitchen/stove.ts', to: 'house/cellar/wine.ts' },
    },
  ])
})

test('there and back are two arrows', () => {
  expect(
    arrowsAmong(
      'house/kitchen/stove.ts -> house/hall/coats.ts',
      'house/hall/coats.ts -> house/kitchen/stove.ts',
    ),
  ).toEqual(['kitchen>hall', 'hall>kitchen'])
})

test('imports inside a room and to other floors are no arrows', () => {
  expect(
    arrowsAmong(
      'house/kitchen/stove.ts -> house/kitchen/pots/lid.ts',
      'house/kitchen/stove.ts -> garden/tree.ts',
      'garden/tree.ts -> house/hall/coats.ts',
    ),
  ).toEqual([])
})

test('a file of the ground is no room, but its arrows count like those of one', () => {
  const lines = ['house/door.ts -> house/hall/coats.ts', 'house/kitchen/stove.ts -> house/bell.ts']
  const plan = planFloor('house', [...files, 'house/bell.ts'], imports(...lines))
  expect(plan.ground).toEqual(['bell.ts', 'door.ts'])
  expect(plan.rooms).toEqual(['cellar', 'hall', 'kitchen'])
  expect(arrowsAmong(...lines)).toEqual(['door.ts>hall', 'kitchen>bell.ts'])
})

test('a floor is not taken for another whose name begins like its own', () => {
  expect(planFloor('house', ['household/attic/box.ts'], []).rooms).toEqual([])
})

test('ways that only part and meet again are no circle', () => {
  expect(
    circlesAmong(
      'house/hall/coats.ts -> house/kitchen/stove.ts',
      'house/hall/coats.ts -> house/cellar/wine.ts',
      'house/kitchen/stove.ts -> house/cellar/wine.ts',
    ),
  ).toEqual([])
})

test('a circle over three rooms is found once, without the rooms that only look in or are looked into', () => {
  const lines = [
    'house/hall/coats.ts -> house/kitchen/stove.ts',
    'house/kitchen/pots/lid.ts -> house/cellar/wine.ts',
    'house/cellar/wine.ts -> house/hall/coats.ts',
  ]
  const beside = imports(
    'house/attic/box.ts -> house/hall/coats.ts',
    'house/hall/coats.ts -> house/shed/rake.ts',
  )
  const plan = planFloor(
    'house',
    [...files, 'house/attic/box.ts', 'house/shed/rake.ts'],
    [...imports(...lines), ...beside],
  )
  expect(plan.circles.map((circle) => circle.rooms)).toEqual([['cellar', 'hall', 'kitchen']])
  expect(plan.circles[0]?.arrows.map(({ because }) => because)).toEqual(imports(...lines))
})

test('two circles that do not touch stay two', () => {
  const more = [...files, 'house/attic/box.ts']
  const plan = planFloor(
    'house',
    more,
    imports(
      'house/hall/coats.ts -> house/kitchen/stove.ts',
      'house/kitchen/stove.ts -> house/hall/coats.ts',
      'house/attic/box.ts -> house/cellar/wine.ts',
      'house/cellar/wine.ts -> house/attic/box.ts',
    ),
  )
  expect(plan.circles.map((circle) => circle.rooms)).toEqual([
    ['attic', 'cellar'],
    ['hall', 'kitchen'],
  ])
})

test('a circle that leads over the ground is one', () => {
  expect(
    circlesAmong(
      'house/kitchen/stove.ts -> house/door.ts',
      'house/door.ts -> house/kitchen/stove.ts',
    ),
  ).toEqual([['door.ts', 'kitchen']])
})
