/** A file of contacts as it comes from somebody's spreadsheet: what it is, what its bytes say, and what parts its columns. */

export type FileKind =
  | { kind: 'text'; encoding: 'utf-8' | 'utf-16le' | 'utf-16be'; skip: number }
  | { kind: 'refused'; sentence: string }

const saveAsCsv =
  'Open it in your spreadsheet program, choose Save as, then “CSV UTF-8”, and bring that file.'

/** The first bytes of files that programs write in forms of their own, and what people call these files. */
const foreign: readonly { starts: readonly number[]; name: string }[] = [
  { starts: [0x50, 0x4b, 0x03, 0x04], name: 'an Excel workbook or a zip file' },
  { starts: [0xd0, 0xcf, 0x11, 0xe0], name: 'an old Excel workbook' },
  { starts: [0x25, 0x50, 0x44, 0x46], name: 'a PDF' },
]

const sampleBytes = 4096

/**
 * Tells text from everything else, and Unicode by its mark (Unicode 16.0, section 23.8) or by its zero bytes. Text without
 * either is taken for UTF-8; where it proves to be none, it is Windows-1252, which spreadsheets write in western countries.
 */
export function fileKindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return { kind: 'refused', sentence: 'The file is empty.' }
  const known = foreign.find(({ starts }) => starts.every((byte, at) => bytes[at] === byte))
  if (known) return { kind: 'refused', sentence: `This is ${known.name}. ${saveAsCsv}` }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { kind: 'text', encoding: 'utf-8', skip: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { kind: 'text', encoding: 'utf-16le', skip: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { kind: 'text', encoding: 'utf-16be', skip: 2 }
  const sample = bytes.subarray(0, sampleBytes)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  // Western text in UTF-16 has a zero beside nearly every letter.
  const many = sample.length / 4
  if (odd > many && even === 0) return { kind: 'text', encoding: 'utf-16le', skip: 0 }
  if (even > many && odd === 0) return { kind: 'text', encoding: 'utf-16be', skip: 0 }
  if (even + odd > 0) return { kind: 'refused', sentence: `This file holds no text. ${saveAsCsv}` }
  return { kind: 'text', encoding: 'utf-8', skip: 0 }
}

// What Windows-1252 has where Latin-1 has control signs; five places mean themselves (Encoding Standard, "index windows-1252").
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Text in Windows-1252. Written out, because TextDecoder reads these places wrongly in many releases of Node 20 to 24 (nodejs/node issue 60888). */
export function westernText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (sign) => windows1252.charAt(sign.charCodeAt(0) - 0x80))
}

/** A line break is `\n` from here on, within quotes as well. */
export function plainBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

const separators = [',', ';', '\t', '|'] as const
export type Separator = (typeof separators)[number]

/**
 * What parts the columns, and the text without the line `sep=;` in which Excel may say so itself. Headers seldom hold commas,
 * so the sign that stands most often in the first line, outside of quotes, is the one.
 */
export function separatorOf(text: string): { separator: Separator; text: string } {
  const said = /^sep=([,;\t|])\n/i.exec(text)
  const told = separators.find((one) => one === said?.[1])
  if (said && told) return { separator: told, text: text.slice(said[0].length) }
  const line = firstLine(text)
  const best = separators
    .map((one) => ({ one, count: line.split(one).length - 1 }))
    .reduce((most, next) => (next.count > most.count ? next : most))
  return { separator: best.one, text }
}

/** Without what stands in quotes. */
function firstLine(text: string): string {
  return (
    /^(?:"(?:[^"]|"")*"|[^\n])*/.exec(text.slice(0, 100_000))?.[0].replace(/"[^"]*"/g, '') ?? ''
  )
}
