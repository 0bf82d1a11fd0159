/** Contact files of every program and country: what they are, their columns, and who is in a row. */

import fc from 'fast-check'
import Papa from 'papaparse'
import {
  fileKindOf,
  plainBreaks,
  separatorOf,
} from '../../../server/domain/imports/contact-file.ts'
import { guessColumns, isHeader, whyNotColumns } from '../../../server/domain/imports/columns.ts'
import { mergePerson, personOf } from '../../../server/domain/imports/row.ts'
import type { Contact } from '../../../server/domain/contacts/contact.ts'
import { readRecords, textOf } from '../../../server/services/imports/parse-records.ts'

async function recordsOf(text: string, chunkSize?: number): Promise<string[][]> {
  const all: string[][] = []
  await readRecords(
    text,
    (records) => {
      all.push(...records)
      return Promise.resolve(true)
    },
    chunkSize,
  )
  return all
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
function utf16(text: string, big: boolean): Uint8Array {
  const little = Buffer.from(text, 'utf16le')
  return big ? little.swap16() : little
}

describe('a file', () => {
  const text = 'Name;E-Mail\nJörg Größe;joerg@acme.example\n'
  test.each([
    ['UTF-8', bytes(text)],
    ['UTF-8 with a mark', bytes(`\uFEFF${text}`)],
    ['UTF-16 little-endian with a mark', utf16(`\uFEFF${text}`, false)],
    ['UTF-16 big-endian with a mark', utf16(`\uFEFF${text}`, true)],
    ['UTF-16 little-endian without one', utf16(text, false)],
    ['UTF-16 big-endian without one', utf16(text, true)],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['line ends of Windows', bytes(text.replaceAll('\n', '\r\n'))],
    ['line ends of an old Mac', bytes(text.replaceAll('\n', '\r'))],
  ])('in %s is read', async (_name, content) => {
    expect(await textOf(content)).toBe(text)
  })

  test('whose letters lie across the pieces it is read in stays whole', async () => {
    const long = `x${'ö€'.repeat(300_000)}`
    expect(await textOf(bytes(long))).toBe(long)
  })

  test('of Windows-1252 has the signs that stand where Latin-1 has none', async () => {
    expect(await textOf(Uint8Array.of(0x80, 0x93, 0xe9))).toBe('€“é')
  })

  test.each([
    ['an Excel workbook', [0x50, 0x4b, 0x03, 0x04, 0, 0], 'This is an Excel workbook'],
    ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0, 0], 'This is an old Excel workbook'],
    ['a PDF', [0x25, 0x50, 0x44, 0x46], 'This is a PDF'],
    ['a picture', [0x89, 1, 0, 0, 0, 7, 0, 0], 'This file holds no text'],
    ['nothing', [], 'The file is empty.'],
  ])('that is %s is refused with a sentence', (_name, content, sentence) => {
    const kind = fileKindOf(Uint8Array.from(content))
    expect(kind).toMatchObject({ kind: 'refused' })
    expect(kind.kind === 'refused' && kind.sentence).toContain(sentence)
  })
})

test.each([
  ['Name,Email', ','],
  ['Name;Email;"a,b,c,d"', ';'],
  ['Name\tEmail', '\t'],
  ['Name|Email', '|'],
  ['Email', ','],
  ['"A, B";C', ';'],
])('the columns of %j are parted by %j', (line, separator) => {
  expect(separatorOf(`${line}\n1,2,3,4,5,6`).separator).toBe(separator)
})

test('a first line of Excel’s own says what parts the columns', async () => {
  expect(await recordsOf('sep=;\nName;Email\nA,B;c\n')).toEqual([
    ['Name', 'Email'],
    ['A,B', 'c'],
    [''],
  ])
})

test('a quotation mark that never closes is told with its row', async () => {
  const fault = await readRecords('a,b\n1,2\n3,"4\n5,6\n', () => Promise.resolve(true), 4)
  expect(fault).toContain('row 3 never closes')
})

test('whatever was written is read again, in pieces of any size', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ö', '"', ',', ';', '\n', '\r', ' ', '=') })
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
      const whole = [['One', 'Two', 'Three'], ...rows]
      const written = plainBreaks(Papa.unparse(whole, { newline: '\r\n' }))
      expect(await recordsOf(written, size)).toEqual(whole.map((row) => row.map(plainBreaks)))
    }),
  )
})

describe('columns', () => {
  test.each([
    [
      ['Email', 'Name', 'Company'],
      ['email', 'name', 'company'],
    ],
    [
      ['E-Mail-Adresse', 'Vorname', 'Nachname', 'Firma'],
      ['email', 'first-name', 'last-name', 'company'],
    ],
    [
      ['Adresse e-mail', 'Prénom', 'Nom', 'Société'],
      ['email', 'first-name', 'last-name', 'company'],
    ],
    [
      ['Correo electrónico', 'Nombre', 'Apellidos', 'Empresa'],
      ['email', 'first-name', 'last-name', 'company'],
    ],
    [
      ['E-post', 'Förnamn', 'Efternamn', 'Företag'],
      ['email', 'first-name', 'last-name', 'company'],
    ],
    [
      ['メールアドレス', '氏名', '会社名'],
      ['email', 'name', 'company'],
    ],
    [
      ['e_mail', 'FULL NAME', ' company  name '],
      ['email', 'name', 'company'],
    ],
    [
      ['Email', 'E-mail', 'Job title', ''],
      ['email', 'none', 'property', 'none'],
    ],
    [
      ['Email', 'City', 'City'],
      ['email', 'property', 'none'],
    ],
  ])('called %j are known', (titles, uses) => {
    expect(guessColumns(titles, []).map(({ use }) => use)).toEqual(uses)
  })

  test('without a known header are known by the addresses in them', () => {
    const rows = [
      ['Ana', 'ana@acme.example'],
      ['Ben', ''],
      ['Cleo', 'cleo@other.example'],
    ]
    expect(guessColumns(['Column 1', 'Column 2'], rows)[1]).toEqual({ use: 'email', property: '' })
    expect(isHeader(['Ana', 'ana@acme.example'])).toBe(false)
  })

  test('of which nobody wants every one are left out, until a person says otherwise', () => {
    const titles = ['Email', ...Array.from({ length: 21 }, (_, at) => `Field ${String(at)}`)]
    expect(guessColumns(titles, []).filter(({ use }) => use === 'property')).toEqual([])
  })

  test.each([
    [[{ use: 'name', property: '' }], ['a'], 'which column holds the addresses'],
    [[{ use: 'email', property: '' }], ['a', 'b'], 'has 2 columns'],
    [
      [
        { use: 'email', property: '' },
        { use: 'email', property: '' },
      ],
      ['a', 'b'],
      'Two columns are both taken for the address',
    ],
    [
      [
        { use: 'email', property: '' },
        { use: 'property', property: 'City' },
        { use: 'property', property: ' city ' },
      ],
      ['a', 'b', 'c'],
      'both go to the property “city”',
    ],
  ] as const)('that cannot be are refused with a sentence', (columns, titles, sentence) => {
    expect(whyNotColumns(columns, titles)).toContain(sentence)
  })
})

describe('a row', () => {
  const columns = [
    { use: 'email', property: '' },
    { use: 'first-name', property: '' },
    { use: 'last-name', property: '' },
    { use: 'company', property: '' },
    { use: 'property', property: 'city' },
  ] as const
  const ana: Contact = {
    id: 'ana',
    email: 'ana.alves@acme.example',
    name: 'Ana Alves',
    company: null,
    companyId: null,
    properties: { city: 'Porto' },
    addressState: 'ok',
    createdAt: '2026-03-02T09:00:00.000Z',
  }

  test('is the person in it, the names joined and the address in its one spelling', () => {
    expect(
      personOf([' ANA@Acme.example ', 'Ana', 'Alves', 'Acme\n Ltd', "'+49 30"], columns),
    ).toEqual({
      email: 'ana@acme.example',
      name: 'Ana Alves',
      company: 'Acme Ltd',
      properties: { city: '+49 30' },
    })
  })

  test('without an address, or with something else, says so', () => {
    expect(personOf(['', 'Ana'], columns)).toEqual({ reason: 'The row has no address.' })
    expect(personOf(['Ana', 'Ana'], columns)).toMatchObject({
      reason: expect.stringContaining('not a mail address'),
    })
  })

  const row = {
    email: ana.email,
    name: 'Anna Álves',
    company: 'Acme',
    properties: { city: 'Lisboa', phone: '1' },
  }
  test('fills gaps and nothing else, a name made from the address being one', () => {
    expect(mergePerson({ ...ana, name: 'Ana B' }, row, 'fill')).toMatchObject({
      name: 'Ana B',
      company: 'Acme',
      properties: { city: 'Porto', phone: '1' },
    })
    expect(mergePerson(ana, row, 'fill')).toMatchObject({ name: 'Anna Álves' })
  })
  test('overwrites when asked to, and empty cells take nothing away', () => {
    expect(mergePerson(ana, row, 'overwrite')).toMatchObject({
      name: 'Anna Álves',
      company: 'Acme',
      properties: { city: 'Lisboa', phone: '1' },
    })
    const empty = { email: ana.email, name: '', company: '', properties: {} }
    expect(mergePerson(ana, empty, 'overwrite')).toBeNull()
  })
  test('changes nothing where known contacts are kept', () => {
    expect(mergePerson(ana, row, 'keep')).toBeNull()
  })
})
