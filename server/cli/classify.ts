/** The command `classify`: says of each mail file what it is, a JSON line each, in the order given. */

import { open } from 'node:fs/promises'
import { mostBytes } from '../domain/mail/message/open-mime.ts'
import { readMime, type Reading } from '../domain/mail/read-mime.ts'

export interface ClassifyIo {
  stdin: AsyncIterable<Uint8Array>
  /** Resolves when the line was taken, so that a slow reader slows us down. */
  print: (line: string) => Promise<void>
  complain: (sentence: string) => void
}

const usage =
  'Usage: outlook-sequences classify [--mailbox ADDRESS]... FILE...   (or a mail on standard input)'

/** Answers the exit code: 0 when every file could be read, 1 when one could not, 2 when the call makes no sense. */
export async function classify(words: readonly string[], io: ClassifyIo): Promise<number> {
  const call = readCall(words)
  if (typeof call === 'string') {
    io.complain(call)
    return 2
  }
  if (call.files.length === 0) {
    await io.print(lineOf('-', await readMime(await head(io.stdin), call.own)))
    return 0
  }
  let code = 0
  // One after the other: memory stays that of one mail, however many there are.
  for (const file of call.files) {
    const bytes = file === '-' ? await head(io.stdin) : await headOfFile(file)
    if (typeof bytes === 'string') {
      io.complain(bytes)
      code = 1
    } else await io.print(lineOf(file, await readMime(bytes, call.own)))
  }
  return code
}

interface Call {
  own: string[]
  files: string[]
}

function readCall(words: readonly string[]): Call | string {
  const call: Call = { own: [], files: [] }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word === '--') return { ...call, files: [...call.files, ...words.slice(at + 1)] }
    if (word === '--help' || word === '-h') return usage
    if (word === '--mailbox') {
      at += 1
      const address = words[at]
      if (!address?.includes('@')) return `Say whose mailbox it is after --mailbox. ${usage}`
      call.own.push(address.toLowerCase())
    } else if (word.startsWith('--')) return `There is no option ${word}. ${usage}`
    else call.files.push(word)
  }
  return call
}

/** What is judged stands in the first megabytes; the rest of a huge mail is never held. */
async function headOfFile(file: string): Promise<Uint8Array | string> {
  try {
    const handle = await open(file)
    try {
      const { size } = await handle.stat()
      const wanted = size > 0 ? Math.min(size, mostBytes) : mostBytes
      const bytes = new Uint8Array(wanted)
      let length = 0
      while (length < wanted) {
        const { bytesRead } = await handle.read(
          bytes,
          length,
          wanted - length,
          size > 0 ? length : null,
        )
        if (bytesRead === 0) break
        length += bytesRead
      }
      return bytes.subarray(0, length)
    } finally {
      await handle.close()
    }
  } catch (error) {
    const why =
      typeof error === 'object' && error !== null && 'code' in error
        ? String(error.code)
        : String(error)
    return `${file} cannot be read (${why}). Check the path and its permissions.`
  }
}

async function head(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    if (length >= mostBytes) continue
    chunks.push(chunk)
    length += chunk.length
  }
  return Buffer.concat(chunks).subarray(0, mostBytes)
}

function lineOf(file: string, reading: Reading): string {
  const { kind, sub, permanent, recipient, originalMessageId, returnDate, inReplyTo, because } =
    reading
  return JSON.stringify({
    file,
    kind,
    sub,
    permanent,
    recipient,
    originalMessageId,
    returnDate,
    inReplyTo,
    because,
  })
}
