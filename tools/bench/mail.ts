/** Measures how mail is read: the confusion table over a labelled set of mails, mails a second, peak memory. */

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { confusionTable, type ReadAnswer, type Label } from './mail-table.ts'

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
  const cli = join(root, 'dist', 'node', 'server', 'cli', 'cli.js')
  const { answers, seconds, peakMegabytes } = await readAll(
    cli,
    folder,
    labels.map(({ file }) => file),
  )
  console.log(confusionTable(labels, answers))
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
  answers: Map<string, ReadAnswer>
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

function answerIn(line: string): ReadAnswer {
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
