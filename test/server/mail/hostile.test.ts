/** Broken and hostile mails: every one gets a verdict, soon, and none ends the reading. */

import fc from 'fast-check'
import { mostBytes } from '../../../server/domain/mail/message/open-mime.ts'
import { readMime } from '../../../server/domain/mail/read-mime.ts'
import { writeMail } from './write-mail.ts'

const kinds = ['human', 'auto-reply', 'bounce', 'receipt', 'calendar', 'own', 'unreadable']
const subs = ['out-of-office', 'left-company', 'ticket', 'other', null]

async function holds(bytes: Uint8Array): Promise<void> {
  const reading = await readMime(bytes, ['rita@contoso.example'])
  expect(kinds).toContain(reading.kind)
  expect(subs).toContain(reading.sub)
  expect(reading.returnDate ?? '2026-01-01').toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(reading.because.length).toBeGreaterThan(0)
}

const pieces = fc.constantFrom(
  'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
  'Content-Type: multipart/mixed; boundary="',
  'Content-Type: text/plain; charset=no-such',
  'Content-Transfer-Encoding: base64',
  'Auto-Submitted: auto-replied',
  'Subject: =?utf-7?Q?+AGE-?= =?x?B?####?=',
  'From: /O=EXCHANGELABS/OU=EXCHANGE/CN=RECIPIENTS/CN=ANA',
  'From: <>',
  'Return-Path: <>',
  'Date: yesterday',
  'Message-ID: <',
  '--x',
  '--x--',
  '',
  'Final-Recipient: rfc822; ana@acme.example',
  'Action: failed',
  'until 31 February, back on 99.99.9999, 0月0日まで',
  'I am out of the office until',
  'On Monday Ana wrote:',
  '> quoted',
)

test('any bytes at all get a verdict', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), holds), { numRuns: 150 })
})

test('any mixture of the lines that mails are made of gets a verdict', async () => {
  const line = fc.oneof(
    { weight: 4, arbitrary: pieces },
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  const mail = fc
    .array(line, { maxLength: 40 })
    .map((lines) => new TextEncoder().encode(lines.join('\r\n')))
  await fc.assert(fc.asyncProperty(mail, holds), { numRuns: 400 })
})

test('any words below a good head get a verdict', async () => {
  const body = fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 200 })), {
    maxLength: 30,
  })
  await fc.assert(
    fc.asyncProperty(body, (words) => holds(writeMail({ body: words.join(' ') }))),
    { numRuns: 300 },
  )
})

// Milliseconds of our own work, whoever else works on the machine; far below what one bad expression costs (minutes).
const soon = 20_000
const workedMs = (since: NodeJS.CpuUsage): number => process.cpuUsage(since).user / 1000

const heavy: [string, () => Uint8Array][] = [
  [
    '25 MB of attachment',
    () =>
      writeMail({
        headers: { 'Content-Type': 'multipart/mixed; boundary=cut' },
        body: `--cut\nContent-Type: text/plain\n\nHello Rita\n--cut\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${'QUJD'.repeat(25_000_000 / 4)}\n--cut--`,
      }),
  ],
  ['one line of 5 MB', () => writeMail({ body: 'a'.repeat(5_000_000) })],
  [
    '5 MB of HTML without an end',
    () => writeMail({ headers: { 'Content-Type': 'text/html' }, body: '<div '.repeat(1_000_000) }),
  ],
  [
    'a million addresses',
    () =>
      writeMail({
        headers: { From: 'MAILER-DAEMON@mx.acme.example' },
        body: 'a@a.a,'.repeat(800_000),
      }),
  ],
  ['blanks without end', () => writeMail({ body: `until${' '.repeat(2_000_000)}3 March` })],
  [
    'long words about absence',
    () =>
      writeMail({
        headers: { Subject: `Re: ${'out of the '.repeat(500)}` },
        body: 'i am not out of the i will be '.repeat(20_000),
      }),
  ],
  ['a subject of 900 KB', () => writeMail({ headers: { Subject: 'is out of '.repeat(90_000) } })],
  [
    'ten thousand headers',
    () =>
      writeMail({
        headers: Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`X-H-${at}`, 'v'])),
      }),
  ],
  ...['<!--', '<style>', '<', '<br', '</head'].map((mark): [string, () => Uint8Array] => [
    `HTML of ${mark} that never ends`,
    () =>
      writeMail({
        headers: { 'Content-Type': 'text/html' },
        body: mark.repeat(150_000 / mark.length),
      }),
  ]),
  [
    'digits and dots',
    () =>
      writeMail({
        headers: { 'Auto-Submitted': 'auto-replied' },
        body: '1.1.1.1-1-1/1 to until '.repeat(10_000),
      }),
  ],
]

test.each(heavy)('%s gets a verdict soon', async (_, make) => {
  const mail = make()
  const before = process.cpuUsage()
  await holds(mail)
  expect(workedMs(before)).toBeLessThan(soon)
})

test('100 mails nested in one another are read by their own words', async () => {
  let body = 'the innermost'
  for (let depth = 100; depth > 0; depth -= 1)
    body = `--b${depth}\nContent-Type: multipart/mixed; boundary=b${depth + 1}\n\n${body}\n--b${depth}--`
  const mail = writeMail({ headers: { 'Content-Type': 'multipart/mixed; boundary=b1' }, body })
  await holds(mail)
})

test('nesting beyond all sense is unreadable, not a crash', async () => {
  const opens = Array.from(
    { length: 400 },
    (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
  )
  const mail = writeMail({
    headers: { 'Content-Type': 'multipart/mixed; boundary=b0' },
    body: opens.join(''),
  })
  expect((await readMime(mail, [])).kind).toBe('unreadable')
})

test('an empty file is unreadable', async () => {
  expect((await readMime(new Uint8Array(), [])).kind).toBe('unreadable')
})

test('words without any header are a mail', async () => {
  const text = new TextEncoder().encode('Dear Rita,\n\nyes, gladly.\n\nAna')
  expect((await readMime(text, [])).kind).toBe('human')
})

test('no more than the first megabytes of a mail are looked at', async () => {
  const early = writeMail({ body: `${'word '.repeat(mostBytes / 5)}\nThis is an automatic reply.` })
  expect((await readMime(early, [])).kind).toBe('human')
})
