/** Who is on the mail, from what Outlook answers. */

import { readRecipients, sameRecipients } from '../../../addin/outlook/recipients.ts'

const anaTyped = { emailAddress: ' Ana@Acme.example ', displayName: 'Ana Alpha' }

test('an address counts once, lower-case and trimmed, with the first name that Outlook knows', () => {
  const bare = { emailAddress: 'ana@acme.example', displayName: 'ana@acme.example' }
  expect(readRecipients([bare, anaTyped, bare])).toEqual({
    people: [{ email: 'ana@acme.example', name: 'Ana Alpha' }],
    unresolved: 0,
  })
})

test.each([
  ['an empty address', { emailAddress: '', displayName: 'Dan' }],
  ['no address at all', { displayName: 'Dan' }],
  ['a half-typed address', { emailAddress: 'dan@', displayName: '' }],
  ['an X.500 path', { emailAddress: '/o=ExchangeLabs/cn=dan', displayName: 'Dan' }],
])('%s is a name still being looked up', (_what, raw) => {
  expect(readRecipients([raw])).toEqual({ people: [], unresolved: 1 })
})

test('the order of the fields is kept', () => {
  const people = readRecipients([{ emailAddress: 'ben@acme.example' }, anaTyped]).people
  expect(people.map((person) => person.email)).toEqual(['ben@acme.example', 'ana@acme.example'])
})

test('two readings are the same when nobody came, went or got a name', () => {
  const before = readRecipients([anaTyped])
  expect(sameRecipients(before, readRecipients([anaTyped]))).toBe(true)
  expect(sameRecipients(before, readRecipients([]))).toBe(false)
  expect(sameRecipients(before, readRecipients([{ emailAddress: 'ana@acme.example' }]))).toBe(false)
  expect(sameRecipients(before, readRecipients([anaTyped, { emailAddress: '' }]))).toBe(false)
})
