/** Who are colleagues: by a record with domains, else by registered domain; never by free mail, nor by a suffix strangers share. */

import {
  areColleagues,
  companyDomain,
  companyNameKey,
  registrableDomain,
} from '../../../server/domain/contacts/company.ts'
import { isFreeMail } from '../../../server/domain/contacts/free-mail.ts'

const own = ['contoso.example']

test.each([
  ['ana@acme.example', 'acme.example'],
  ['ana@mail.acme.example', 'acme.example'],
  ['ana@sales.acme.co.uk', 'acme.co.uk'],
  ['ana@ana.github.io', 'ana.github.io'],
  ['ana@gmail.com', null],
  ['ana@yahoo.co.uk', null],
  ['ana@mail.t-online.de', null],
  ['ana@co.uk', null],
  ['sam@contoso.example', null],
  ['sam@eu.contoso.example', null],
  ['sam@mycontoso.example', 'mycontoso.example'],
])('the company of %s is %s', (address, domain) => {
  expect(companyDomain(address, own)).toBe(domain)
})

test('what is stored of an address is its registered domain, free mail or not', () => {
  expect(registrableDomain('ana@mail.acme.co.uk')).toBe('acme.co.uk')
  expect(registrableDomain('ana@gmail.com')).toBe('gmail.com')
})

/** The record that a person gave domains; the others were made of what was typed as a contact’s company. */
const given = ['acme']

test.each([
  ['the same domain', [], 'acme.example', [], 'acme.example', true],
  ['other domains', [], 'acme.example', [], 'other.example', false],
  ['no domain that counts', [], null, [], null, false],
  ['a record with domains', ['acme'], 'acme.example', ['acme'], 'acme-group.example', true],
  ['a record with domains and free mail', ['acme'], null, ['acme'], null, true],
  ['the same word for a company and free mail', ['freelance'], null, ['freelance'], null, false],
  ['the same word, other domains', ['n/a'], 'acme.example', ['n/a'], 'other.example', false],
  ['the same word, one free mail', ['n/a'], 'acme.example', ['n/a'], null, false],
  ['the same word, the same domain', ['n/a'], 'acme.example', ['n/a'], 'acme.example', true],
  [
    'other records at the same domain',
    ['acme'],
    'acme.example',
    ['umbrella'],
    'acme.example',
    false,
  ],
  ['a record on one side only', ['acme'], 'acme.example', [], 'acme.example', true],
  ['one record of two', ['acme ltd', 'acme'], 'acme.example', ['acme'], 'acme.example', true],
] as const)('%s', (_words, ids, domain, otherIds, otherDomain, colleagues) => {
  const one = { companyIds: ids, domain }
  const other = { companyIds: otherIds, domain: otherDomain }
  const hasDomains = (id: string) => given.includes(id)
  expect(areColleagues(one, other, hasDomains)).toBe(colleagues)
  expect(areColleagues(other, one, hasDomains)).toBe(colleagues)
})

test.each(
  'gmail.com outlook.com web.de gmx.net orange.fr libero.it wp.pl seznam.cz mail.ru qq.com naver.com yahoo.co.jp uol.com.br bigpond.com btinternet.com proton.me icloud.com'.split(
    ' ',
  ),
)('anybody can have an address at %s', (domain) => {
  expect(isFreeMail(domain)).toBe(true)
})

test('companies are no free mail, not even those whose names look like it', () => {
  for (const domain of ['acme.example', 'microsoft.com', 'google.com', 'mygmail.com', 'sap.com'])
    expect([domain, isFreeMail(domain)]).toEqual([domain, false])
})

test('blanks and capitals make no other company', () => {
  expect(companyNameKey(' ACME  Fabrik ')).toBe(companyNameKey('Acme Fabrik'))
  expect(companyNameKey('Acme')).not.toBe(companyNameKey('Acme Two'))
})
