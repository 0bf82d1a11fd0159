/** Initials. */

import { initialsOf } from '../../../addin/ui/Avatar.tsx'

test.each([
  ['Ana Alpha', 'AA'],
  ['Beta, Ben', 'BB'],
  ['Cleo von der Mark', 'CM'],
  ['Dora', 'D'],
  ['ana@acme.example', 'A'],
  ['𝒜na', '𝒜'],
  ['', ''],
])('%s has the initials %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
