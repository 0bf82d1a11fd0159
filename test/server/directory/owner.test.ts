/** When owners who seem to be gone are believed to be, what people are told, and who may manage a sequence. */

import {
  isTooMany,
  departureEvidence,
  describeWaiting,
  whyNotManage,
  type Departure,
} from '../../../server/domain/directory/owner.ts'
import { departureCauses } from '../../../shared/departure.ts'
import { aUser, mia, rita, sam, start } from '../../support/server/makers.ts'

test.each([
  ['one of one owner', 1, 1, 1, false],
  ['one of two owners: somebody leaving is no accident', 1, 1, 2, false],
  ['two of two owners', 2, 2, 2, true],
  ['two of nineteen owners, more than 10 %', 2, 2, 19, true],
  ['two of twenty owners, just 10 %', 2, 2, 20, false],
  ['three of thirty owners', 3, 3, 30, false],
  ['three of twenty-nine owners', 3, 3, 29, true],
  ['four of a thousand owners, more than 3 users', 4, 4, 1000, true],
  ['four users who own nothing', 4, 0, 1000, true],
  ['three users of whom one owns something', 3, 1, 5, false],
  ['nobody', 0, 0, 0, false],
])('%s gone at once', (_words, users, owners, ofOwners, asks) => {
  expect(isTooMany({ users, owners, ofOwners })).toBe(asks)
})

const departure: Departure = {
  userId: rita.id,
  cause: 'deleted',
  state: 'removed',
  seenAt: start,
  checkAt: null,
  confirmedAt: '2026-03-02T09:15:00.000Z',
  decidedBy: null,
}

test.each(departureCauses)('an owner gone as “%s” is told in a clause with the name', (cause) => {
  const evidence = departureEvidence(rita, { ...departure, cause })
  expect(evidence).toMatchObject({
    kind: 'directory',
    user: { id: rita.id, name: 'Rita Ross' },
    seenAt: start,
    confirmedAt: '2026-03-02T09:15:00.000Z',
  })
  expect(evidence.because).toEqual([
    expect.stringMatching(/^Rita Ross, who owns this sequence, (was|has) [^.]+$/),
  ])
})

test('waiting for a hand-over and waiting for a decision are told apart', () => {
  expect(describeWaiting(rita, departure)).toContain('handed the sequence to somebody else')
  expect(describeWaiting(rita, { ...departure, state: 'asked' })).toContain('has to say')
})

test.each([
  ['the owner', rita, null],
  ['an administrator', mia, null],
  ['the owner’s manager', aUser({ id: 'boss', role: 'manager' }), null],
  ['another manager', aUser({ id: 'else', role: 'manager' }), 'Only Rita Ross'],
  ['another rep', sam, 'Only Rita Ross'],
  ['the owner without a seat', aUser({ seat: 'none' }), 'no seat'],
] as const)('%s manages a sequence, or is told why not', (_words, user, because) => {
  const why = whyNotManage(user, aUser({ managerId: 'boss' }), 'it')
  if (because === null) expect(why).toBeNull()
  else expect(why).toContain(because)
})
