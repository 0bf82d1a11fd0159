/** Sets what labelled mails are beside what they were called: the confusion table and its sums. */

export interface Label {
  file: string
  label: string
  kind: string | null
  confidence: string | null
  recipients: string[]
  originalMessageId: string | null
}

export interface ReadAnswer {
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

/** Plain text, a line a label; below it what is wrong, and how often the finer answers are right. */
export function confusionTable(labels: Label[], answers: Map<string, ReadAnswer>): string {
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
    share(
      'out-of-office told as such',
      of('ooo').filter(({ sub }) => sub === 'out-of-office').length,
      of('ooo').length,
    ),
    `newsletters and notifications called human (the lesser error): ${of('bulk').filter(({ kind }) => kind === 'human').length} of ${of('bulk').length}`,
    ...bounceFigures(labels, answers),
  ].join('\n')
}

function bounceFigures(labels: Label[], answers: Map<string, ReadAnswer>): string[] {
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
