/** One small question over http or https, trusting our own certificate and no other exception. */
import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'

export interface Question {
  method?: string
  headers?: Record<string, string>
  /** Sent as it is. */
  body?: string
  /** The certificate to trust besides the usual ones; read once a file. */
  certFile?: string
  timeoutMs?: number
  /** Aborting it gives the question up. */
  signal?: AbortSignal
}

export interface Answer {
  status: number
  headers: Record<string, string>
  text: string
}

/** Asks, and answers whatever status came; rejects when nobody answers within the time-out (30 s). */
export function ask(url: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, certFile, timeoutMs = 30_000, signal } = question
  const send = url.startsWith('https:') ? httpsRequest : httpRequest
  const trust = certFile === undefined ? {} : { ca: readFileSync(certFile) }
  const options = { method, headers, ...trust, timeout: timeoutMs, ...(signal && { signal }) }
  return new Promise((resolve, reject) => {
    const request = send(url, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: plainHeaders(response.headers),
          text: Buffer.concat(chunks).toString('utf8'),
        })
      })
    })
    request.on('timeout', () => {
      request.destroy(new Error(`${url} did not answer within ${timeoutMs / 1000} s.`))
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Asks again until the answer is 200, or `giveUp` says that waiting is over; answers whether it was 200. */
export async function answersOk(
  url: string,
  question: Question,
  giveUp: () => boolean,
): Promise<boolean> {
  while (!giveUp()) {
    const status = await ask(url, { ...question, timeoutMs: 10_000 }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return true
    await pause(25)
  }
  return false
}

function plainHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return plain
}
