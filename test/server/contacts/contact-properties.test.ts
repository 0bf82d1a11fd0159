/** Free properties of a contact: one spelling, one line, not too many. */

import { changeProperties } from '../../../server/domain/contacts/contact-properties.ts'
import { fill, unknownToken, type TokenValues } from '../../../server/domain/templates/template.ts'

test('names are brought to one spelling, values to one line, and an empty value takes a property away', () => {
  expect(
    changeProperties(
      { 'job title': 'Buyer', size: '10' },
      { ' Job   TITLE ': 'Head\n of Sales', SIZE: ' ' },
    ),
  ).toEqual({ properties: { 'job title': 'Head of Sales' } })
})

test.each<[string, Record<string, string>, RegExp]>([
  ['no name', { ' ': 'x' }, /has no name/],
  ['a long name', { ['n'.repeat(51)]: 'x' }, /too long: use 50 characters/],
  ['a long value', { size: 'x'.repeat(201) }, /“size” is too long: use 200 characters/],
  [
    'too many',
    Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`p${String(n)}`, 'x'])),
    /50 properties at most/,
  ],
])('%s is refused with a sentence', (_what, change, sentence) => {
  expect(changeProperties({}, change)).toMatchObject({ refused: expect.stringMatching(sentence) })
})

describe('an email may use them', () => {
  const values = (properties: Record<string, string>): TokenValues => ({
    contact: {
      name: 'Ana Alves',
      first_name: 'Ana',
      email: 'ana@acme.example',
      company: null,
      properties,
    },
    sender: {
      name: 'Rita Ross',
      first_name: 'Rita',
      email: 'rita@contoso.example',
      meetings_link: 'https://sales.contoso.example/meet/x',
    },
  })
  const token = '{{ contact.properties["job title"] }}'

  test('by name; one the contact lacks keeps the email back', () => {
    expect(unknownToken(`As ${token} you know {{ contact.properties.size }}`)).toBeNull()
    expect(fill(`As ${token}`, values({ 'job title': 'Buyer' }))).toEqual({ text: 'As Buyer' })
    expect(fill(`As ${token}`, values({}))).toEqual({
      missing: expect.stringContaining('job title'),
    })
  })

  test('in the spelling that no contact has, a token is unknown', () => {
    expect(unknownToken('{{ contact.properties["Job Title"] }}')).toContain('Job Title')
    expect(unknownToken('{{ contact.other["job title"] }}')).toContain('contact.other')
  })
})
