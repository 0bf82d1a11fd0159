/** Addresses come in many spellings and are kept in one. */

import {
  domainOf,
  localPartOf,
  nameFromAddress,
  normalAddress,
} from '../../../server/domain/contacts/address.ts'

test.each([
  ['Ana@Acme.Example', 'ana@acme.example'],
  ['  ana@acme.example\n', 'ana@acme.example'],
  ['MAILTO:ana@acme.example', 'ana@acme.example'],
  ['ana+news@acme.example', 'ana+news@acme.example'],
  ['jörg@bücher.example', 'jörg@bücher.example'],
  ['', null],
  [null, null],
  ['ana', null],
  ['ana@acme', null],
  ['ana@@acme.example', null],
  ['ana bel@acme.example', null],
  ['Ana <ana@acme.example>', null],
  ['ana@acme.example, ben@acme.example', null],
  ['/o=First/ou=Group/cn=Recipients/cn=ana', null],
  [`${'a'.repeat(250)}@acme.example`, null],
])('%j is kept as %j', (text, address) => {
  expect(normalAddress(text)).toBe(address)
})

test('an address has a domain, a local part, and a name to call its owner by', () => {
  expect(domainOf('ana@acme.example')).toBe('acme.example')
  expect(localPartOf('ana@acme.example')).toBe('ana')
  expect(nameFromAddress('ana.maria_alves-b@acme.example')).toBe('Ana Maria Alves B')
})
