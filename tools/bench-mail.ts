/** Measures how mail is read: the confusion table over a labelled set of mails, mails a second, peak memory. */

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Label {
  file: string
  label: string
  kind: string | null
  confidence: string | null
  recipients: string[]
  originalMessageId: string | null
}

interface Answer {
  file: string
  kind: string
  sub: string | null
  permanent: boolean | null
  recipient: string | null
  originalMessageId: string | null
}

/** What each label of the set is to be called; the first is right, the others are lesser errors. */
const right: Record<string, string[]> = {
  'bounce-hard': ['bounce'],
  'bounce-soft': ['bounce'],
  ooo: ['auto-reply'],
  'auto-other': ['auto-reply'],
  feedback: ['auto-reply'],
  mdn: ['receipt'],
  'dsn-success': ['receipt'],
  calendar: ['calendar'],
  human: ['human'],
  'human-reply': ['human'],
  unsubscribe: ['human'],
  bulk: ['auto-reply', 'human'],
}

const columns = ['bounce', 'receipt', 'calendar', 'auto-reply', 'own', 'human', 'unreadable']

/** `rest` is the folder with `labels.jsonl` (a line a mail: file, label ...). Answers the exit code. */
export async function benchMail(root: string, rest: string[]): Promise<number> {
  const [folder] = rest
  if (!folder || !existsSync(join(folder, 'labels.jsonl'))) {
    console.error(
      'Give the folder of a labelled set: npm run bench:mail -- FOLDER. It holds labels.jsonl, a line a mail, with "file" and "label".',
    )
    return 1
  }
  const labels = readFileSync(join(folder, 'labels.jsonl'), 'utf8').split('\n').flatMap(labelIn)
  const cli = join(root, 'dist', 'node', 'server', 'cli.js')
  const { answers, seconds, peakMegabytes } = await readAll(
    cli,
    folder,
    labels.map(({ file }) => file),
  )
  console.log(table(labels, answers))
  console.log(
    `${answers.size} mails in ${seconds.toFixed(1)} s: ${Math.round(answers.size / seconds)} mails/s, ${Math.round(peakMegabytes)} MB of memory at most`,
  )
  return answers.size === labels.length ? 0 : 1
}

function labelIn(line: string): Label[] {
  if (line.trim() === '') return []
  const row = parsed(line)
  const text = (name: string) => {
    const value = row[name]
    return typeof value === 'string' ? value : null
  }
  const { recipients } = row
  return [
    {
      file: text('file') ?? '',
      label: text('label') ?? 'none',
      kind: text('kind'),
      confidence: text('confidence'),
      recipients: Array.isArray(recipients)
        ? recipients.map((one) => String(one).toLowerCase())
        : [],
      originalMessageId: text('original_message_id'),
    },
  ]
}

function parsed(line: string): Record<string, unknown> {
  const value: unknown = JSON.parse(line)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

interface Run {
  answers: Map<string, Answer>
  seconds: number
  peakMegabytes: number
}

/** Five hundred mails a call: a command line is not endless. */
async function readAll(cli: string, folder: string, files: string[]): Promise<Run> {
  const run: Run = { answers: new Map(), seconds: 0, peakMegabytes: 0 }
  for (let from = 0; from < files.length; from += 500) {
    const { lines, complaints } = await call(cli, folder, files.slice(from, from + 500))
    for (const line of lines) {
      const answer = answerIn(line)
      run.answers.set(answer.file, answer)
    }
    const figures = parsed(complaints.pop() ?? '{}')
    for (const sentence of complaints) console.error(sentence)
    run.seconds += Number(figures['seconds'])
    run.peakMegabytes = Math.max(run.peakMegabytes, Number(figures['peakMegabytes']))
  }
  return run
}

async function call(cli: string, folder: string, files: string[]) {
  const child = spawn(process.execPath, [cli, 'classify', '--figures', '--', ...files], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { lines: linesOf(output), complaints: linesOf(errors) }
}

function linesOf(chunks: Buffer[]): string[] {
  return Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean)
}

function answerIn(line: string): Answer {
  const { file, kind, sub, permanent, recipient, originalMessageId } = parsed(line)
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    file: String(file),
    kind: String(kind),
    sub: text(sub),
    permanent: typeof permanent === 'boolean' ? permanent : null,
    recipient: text(recipient),
    originalMessageId: text(originalMessageId),
  }
}

function table(labels: Label[], answers: Map<string, Answer>): string {
  const names = [...new Set(labels.map(({ label }) => label))].sort()
  const of = (name: string) =>
    labels.filter(({ label }) => label === name).flatMap(({ file }) => answers.get(file) ?? [])
  const row = (cells: (string | number)[]) =>
    cells
      .map((cell, at) => (at === 0 ? String(cell).padEnd(14) : String(cell).padStart(12)))
      .join('')
  const wrong = labels.filter(({ file, label }) => {
    const expected = right[label]
    return expected !== undefined && !expected.includes(answers.get(file)?.kind ?? '')
  })
  return [
    row(['label', ...columns]),
    ...names.map((name) => {
      const found = of(name)
      return row([
        name,
        ...columns.map((kind) => found.filter((one) => one.kind === kind).length || '.'),
      ])
    }),
    '',
    ...wrong.map(
      ({ file, label }) =>
        `wrong: ${file} (${label}) is called ${answers.get(file)?.kind ?? 'nothing'}`,
    ),
    share('kinds right', labels.length - wrong.length, labels.length),
    `people called machines: ${wrong.filter(({ label }) => right[label]?.[0] === 'human').length}`,
    `out-of-office called human: ${of('ooo').filter(({ kind }) => kind === 'human').length}`,
    `newsletters and notices called human (the lesser error): ${of('bulk').filter(({ kind }) => kind === 'human').length} of ${of('bulk').length}`,
    ...bounceFigures(labels, answers),
  ].join('\n')
}

function bounceFigures(labels: Label[], answers: Map<string, Answer>): string[] {
  const bounces = labels.filter(({ label }) => label.startsWith('bounce'))
  const sure = bounces.filter(
    ({ kind, confidence }) => confidence !== 'low' && kind !== 'unspecified',
  )
  const named = bounces.filter(({ recipients }) => recipients.length > 0)
  const known = labels.filter(({ originalMessageId }) => originalMessageId !== null)
  const bare = (id: string | null | undefined) => (id ?? '').replace(/[<>]/g, '')
  return [
    share(
      'permanent or not right',
      count(sure, (one) => answers.get(one.file)?.permanent === (one.label === 'bounce-hard')),
      sure.length,
    ),
    share(
      'recipient right',
      count(named, (one) => one.recipients.includes(answers.get(one.file)?.recipient ?? '')),
      named.length,
    ),
    share(
      'original Message-ID right',
      count(
        known,
        (one) => bare(answers.get(one.file)?.originalMessageId) === bare(one.originalMessageId),
      ),
      known.length,
    ),
  ]
}

function count(labels: Label[], fits: (label: Label) => boolean): number {
  return labels.filter(fits).length
}

function share(what: string, part: number, whole: number): string {
  return `${what}: ${part} of ${whole} (${whole === 0 ? '-' : ((100 * part) / whole).toFixed(1)} %)`
}
