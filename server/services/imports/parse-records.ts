/** Reads the text and the records out of a file's bytes, a piece at a time, so that everybody else gets their turn between. */

import { isUtf8 } from 'node:buffer'
import { setImmediate as nextRound } from 'node:timers/promises'
import Papa, { type Parser, type ParseResult } from 'papaparse'
import {
  fileKindOf,
  plainBreaks,
  separatorOf,
  westernText,
} from '../../domain/imports/contact-file.ts'

/** Some milliseconds' work each. */
const bytesAtOnce = 256 * 1024
const charactersAtOnce = 64 * 1024

/** The file's text with `\n` for every line break; or why it is none, in a sentence that says what to do. */
export async function textOf(bytes: Uint8Array): Promise<string | { sentence: string }> {
  const kind = fileKindOf(bytes)
  if (kind.kind === 'refused') return { sentence: kind.sentence }
  const content = bytes.subarray(kind.skip)
  const isWestern = kind.encoding === 'utf-8' && !isUtf8(content)
  const decoder = new TextDecoder(kind.encoding)
  const pieces: string[] = []
  for (let from = 0; from < content.length; from += bytesAtOnce) {
    const piece = content.subarray(from, from + bytesAtOnce)
    pieces.push(isWestern ? westernText(piece) : decoder.decode(piece, { stream: true }))
    await nextRound()
  }
  return plainBreaks(pieces.join('') + (isWestern ? '' : decoder.decode()))
}

/**
 * Hands the records over, some hundreds at a time and in their order, empty ones included. Answers a sentence when a quotation
 * mark opens and never closes: what follows it is one endless cell. `take` answers false to read no further.
 */
export function readRecords(
  fileText: string,
  take: (records: string[][]) => Promise<boolean>,
  chunkSize: number = charactersAtOnce,
): Promise<string | null> {
  const { separator, text } = separatorOf(fileText)
  return new Promise((resolve, reject) => {
    let fault: string | null = null
    let before = 0
    Papa.parse<string[]>(text, {
      delimiter: separator,
      newline: '\n',
      chunkSize,
      chunk: ({ data, errors }: ParseResult<string[]>, parser: Parser) => {
        const open = errors.find(({ code }) => code === 'MissingQuotes')
        if (open)
          fault = `A quotation mark that opens in row ${String(before + (open.row ?? 0) + 1)} never closes. Close it, or take it out, and bring the file again.`
        before += data.length
        parser.pause()
        take(data)
          .then(async (more) => {
            await nextRound()
            if (more && fault === null) parser.resume()
            else {
              parser.abort()
              resolve(fault)
            }
          })
          .catch(reject)
      },
      complete: () => resolve(fault),
    })
  })
}
