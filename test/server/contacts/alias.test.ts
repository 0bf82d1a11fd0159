/** What an answer from another address teaches: learned only under the contact's own name, never by the domain alone. */

import { learn } from '../../../server/domain/contacts/alias.ts'
import { isFullName, isSameName } from '../../../server/domain/contacts/person-name.ts'
import { isMachineAddress, isRoleAddress } from '../../../server/domain/contacts/role-address.ts'

const contact = { name: 'Ana Alves', addresses: ['ana@acme.example'] }
const answered = { emailNumber: 1, isTaken: false }

type Row = [words: string, address: string, name: string, state: 'learned' | 'offered' | null]
const rows: Row[] = [
  ['her full name', 'xyz@home.example', 'Ana Alves', 'learned'],
  ['her name the other way round', 'xyz@home.example', 'Alves, Ana', 'learned'],
  ['her name with accents', 'xyz@home.example', 'Aná ALVÉS', 'learned'],
  [
    'her name with a title and an initial',
    'xyz@home.example',
    'Dr. Ana M. Alves (Acme)',
    'learned',
  ],
  ['her first name alone', 'xyz@home.example', 'Ana', 'offered'],
  ['no name', 'xyz@home.example', '', 'offered'],
  ['the same local part', 'ana@home.example', '', 'learned'],
  ['the same local part with a plus', 'ana+mail@home.example', 'Ana', 'learned'],
  ['the same local part, another full name', 'ana@home.example', 'Ana Petrova', 'offered'],
  ['her name as the local part', 'ana.alves@home.example', 'A. A.', 'learned'],
  ['her name as the local part, the other way round', 'alves_ana@home.example', '', 'learned'],
  ['her name in one word', 'anaalves@home.example', '', 'learned'],
  ['the same domain alone', 'ben@acme.example', 'Ben Bauer', 'offered'],
  ['the same domain, nobody’s name', 'front@acme.example', '', 'offered'],
  ['her name at her domain', 'ana.alves@acme.example', 'Ana Alves', 'learned'],
  ['a shared address under her name', 'sales@acme.example', 'Ana Alves', 'offered'],
  ['an assistant’s words', 'pa@acme.example', 'Ana Alves via Assistant', 'offered'],
  ['a machine', 'noreply@acme.example', 'Ana Alves', null],
  ['another spelling of her own', 'ana+x@acme.example', 'Ana Alves', null],
]

test.each(rows)('%s', (_words, address, name, state) => {
  const learning = learn({ address, name }, contact, answered)
  expect(learning?.state ?? null).toBe(state)
  if (learning) expect(learning.text).toMatch(/^It answered email 1.*\.$/)
})

test('what another contact or a user has is neither learned nor offered', () => {
  const author = { address: 'ana@home.example', name: 'Ana Alves' }
  expect(learn(author, contact, { emailNumber: 1, isTaken: true })).toBeNull()
})

test('a contact of one name is learned by the local part alone, and not by a short one', () => {
  const li = { name: 'Li', addresses: ['li@acme.example'] }
  expect(learn({ address: 'li@home.example', name: 'Li' }, li, answered)?.state).toBe('offered')
  const cleo = { name: 'Cleo', addresses: ['cleo@other.example'] }
  expect(learn({ address: 'cleo@home.example', name: 'Cleo' }, cleo, answered)?.state).toBe(
    'learned',
  )
})

test.each([
  ['Straße, Jörg', 'Jörg Strasse', true],
  ['Łukasz Øre', 'lukasz ore', true],
  ["Sean O'Brien", 'Sean O’Brien', true],
  ['王 小明', '小明 王', true],
  ['Ana', 'Ana', false],
  ['Ana Alves', 'Ana Maria Alves', false],
  ['ana.alves@acme.example', 'ana.alves@acme.example', false],
])('%s is %s: %s', (one, other, same) => {
  expect(isSameName(one, other)).toBe(same)
  expect(isSameName(other, one)).toBe(same)
})

test('a full name has more than one word', () => {
  expect(['Ana Alves', 'Ana A.', 'Dr. Alves', 'Ana'].filter(isFullName)).toEqual(['Ana Alves'])
})

test.each(
  'info sales sales-de info2 kontakt contacto contatti accueil vertrieb biuro postmottak klantenservice hr it support.team'.split(
    ' ',
  ),
)('%s@ is nobody’s own', (local) => {
  expect(isRoleAddress(`${local}@acme.example`)).toBe(true)
})

test.each('ana ana.alves it.lindqvist salesh chris marketa infante'.split(' '))(
  '%s@ may be a person’s own',
  (local) => {
    expect(isRoleAddress(`${local}@acme.example`)).toBe(false)
  },
)

test('programs are known by their address', () => {
  for (const local of ['no-reply', 'noreply', 'mailer-daemon', 'bounces+ana=acme', 'postmaster'])
    expect([local, isMachineAddress(`${local}@acme.example`)]).toEqual([local, true])
  expect(isMachineAddress('norely@acme.example')).toBe(false)
})
