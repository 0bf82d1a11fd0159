/** Edits the header block of a raw message without touching its body. */

interface SplitMessage {
  /** Each with its name in lower case and its lines, folding included, without the line break at the end. */
  headers: { name: string; lines: string }[]
  body: Buffer
}

/** The same message with these headers replaced (or put first when missing); null takes a header out. */
export function withHeaders(raw: Buffer, changes: Record<string, string | null>): Buffer {
  const { headers, body } = split(raw)
  const wanted = new Map(
    Object.entries(changes).map(([name, value]) => [name.toLowerCase(), { name, value }]),
  )
  const placed = new Set<string>()
  const kept = headers.flatMap((header) => {
    const change = wanted.get(header.name)
    if (change === undefined) return [header.lines]
    if (change.value === null || placed.has(header.name)) return []
    placed.add(header.name)
    return [`${change.name}: ${change.value}`]
  })
  const missing = [...wanted.entries()].flatMap(([key, change]) =>
    change.value === null || placed.has(key) ? [] : [`${change.name}: ${change.value}`],
  )
  const block = [...missing, ...kept].join('\r\n')
  return Buffer.concat([Buffer.from(`${block}\r\n\r\n`, 'latin1'), body])
}

/** The header block alone, as it stands in the message. */
export function headerBlock(raw: Buffer): string {
  return split(raw)
    .headers.map((one) => one.lines)
    .join('\r\n')
}

function split(raw: Buffer): SplitMessage {
  const crlf = raw.indexOf('\r\n\r\n')
  const lf = raw.indexOf('\n\n')
  const useCrlf = crlf !== -1 && (lf === -1 || crlf < lf)
  const end = useCrlf ? crlf : lf
  const block = (end === -1 ? raw : raw.subarray(0, end)).toString('latin1')
  const body = end === -1 ? Buffer.alloc(0) : raw.subarray(end + (useCrlf ? 4 : 2))
  const headers: SplitMessage['headers'] = []
  for (const line of block.split(/\r?\n/)) {
    const last = headers.at(-1)
    if (/^[ \t]/.test(line) && last !== undefined) last.lines += `\r\n${line}`
    else if (line !== '')
      headers.push({ name: line.slice(0, line.indexOf(':')).trim().toLowerCase(), lines: line })
  }
  return { headers, body }
}
