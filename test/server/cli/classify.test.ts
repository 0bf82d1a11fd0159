/** The command `classify`: a JSON line per file, in order, whatever is in them. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classify } from '../../../server/cli/classify.ts'
import { writeMail } from '../mail/write-mail.ts'

const folder = mkdtempSync(join(tmpdir(), 'classify-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function run(words: string[], stdin: Uint8Array[] = []) {
  const lines: unknown[] = []
  const complaints: string[] = []
  const code = await classify(words, {
    // eslint-disable-next-line @typescript-eslint/require-await -- an iterable of what is there already
    stdin: (async function* () {
      yield* stdin
    })(),
    print: (line) => {
      lines.push(JSON.parse(line))
      return Promise.resolve()
    },
    complain: (sentence) => complaints.push(sentence),
  })
  return { code, lines, complaints }
}

const away = writeMail({
  headers: {
    Subject: 'Automatic reply: Packaging line',
    'Auto-Submitted': 'auto-replied',
    'In-Reply-To': '<step-1@contoso.example>',
  },
  body: 'I am out of the office until 3 March.',
})

test('each file gets one line with exactly these fields', async () => {
  const path = file('away.eml', away)
  const { code, lines } = await run([path])
  expect(code).toBe(0)
  expect(lines).toEqual([
    {
      file: path,
      kind: 'auto-reply',
      sub: 'out-of-office',
      permanent: null,
      recipient: null,
      originalMessageId: '<step-1@contoso.example>',
      returnDate: '2027-03-03',
      inReplyTo: '<step-1@contoso.example>',
      because: [
        'its mail program marks it as automatic (Auto-Submitted: auto-replied)',
        'it names 3 March 2027',
      ],
    },
  ])
})

test('a mail that cannot be read gets its line, a file that cannot is named, and the rest is read', async () => {
  const empty = file('empty.eml', new Uint8Array())
  const good = file('good.eml', writeMail({}))
  const { code, lines, complaints } = await run([empty, join(folder, 'none.eml'), good])
  expect(code).toBe(1)
  expect(lines).toMatchObject([{ kind: 'unreadable' }, { kind: 'human' }])
  expect(complaints).toEqual([
    `${join(folder, 'none.eml')} cannot be read (ENOENT). Check the path and its permissions.`,
  ])
})

test('without files the mail comes from standard input', async () => {
  const { code, lines } = await run([], [away.subarray(0, 50), away.subarray(50)])
  expect(code).toBe(0)
  expect(lines).toMatchObject([{ file: '-', sub: 'out-of-office' }])
})

test('the mailbox’s own mail is told when its address is given', async () => {
  const path = file('own.eml', writeMail({ headers: { From: 'rita@contoso.example' } }))
  expect((await run(['--mailbox', 'Rita@contoso.example', path])).lines).toMatchObject([
    { kind: 'own' },
  ])
})

test('an option that does not exist is refused with a sentence', async () => {
  const { code, complaints } = await run(['--fast'])
  expect(code).toBe(2)
  expect(complaints[0]).toMatch(/^There is no option --fast\. Usage:/)
})
