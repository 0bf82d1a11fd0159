/** The table of sequences: what is shown, in which order. */

import { ownersOf, wantedSequences } from '../../../../addin/console/sequences/sequence-list.ts'
import { aSequence } from '../../../support/addin/cards.ts'

const rita = { id: 'rita', name: 'Rita Reyes' }
const sam = { id: 'sam', name: 'Sam Sato' }
const performance = aSequence().performance
const all = [
  aSequence({ id: '1', name: 'Webinar', owner: rita, performance: { ...performance, active: 3 } }),
  aSequence({
    id: '2',
    name: 'after the fair',
    owner: sam,
    performance: { ...performance, active: 12 },
  }),
  aSequence({ id: '3', name: 'Renewal', owner: rita, performance: { ...performance, active: 3 } }),
]
const wanted = { search: '', owner: '', sort: 'name', descending: false }
const names = (change: Partial<typeof wanted>) =>
  wantedSequences(all, { ...wanted, ...change }).map(({ name }) => name)

test.each([
  ['by name, whatever the letters’ size', {}],
  ['by an unknown column of a mistyped address: by name', { sort: 'nonsense' }],
])('%s', (_what, change) => {
  expect(names(change)).toEqual(['after the fair', 'Renewal', 'Webinar'])
})

test('by figure, as a number; equal ones by name', () => {
  expect(names({ sort: 'active' })).toEqual(['Renewal', 'Webinar', 'after the fair'])
  expect(names({ sort: 'active', descending: true })).toEqual([
    'after the fair',
    'Renewal',
    'Webinar',
  ])
})

test('searched by a piece of the name, and kept to one owner', () => {
  expect(names({ search: ' THE ' })).toEqual(['after the fair'])
  expect(names({ owner: 'rita' })).toEqual(['Renewal', 'Webinar'])
})

test('each owner is offered once, by name', () => {
  expect(ownersOf(all)).toEqual([rita, sam])
})
