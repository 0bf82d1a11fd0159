/** Questions and answers of the world, as tests and benches like to see them. */
import type { Answer } from './ask.ts'

/** What a process answered. `body` is JSON where the answer was JSON, else the text. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: unknown
}

export function replyOf({ status, headers, text }: Answer): Reply {
  const isJson = /[/+]json/.test(headers['content-type'] ?? '') && text !== ''
  const body: unknown = isJson ? JSON.parse(text) : text
  return { status, headers, body }
}

/** Body and content type of a question: a text is a raw mail, anything else JSON. */
export function contentOf(body: unknown, headers: Record<string, string>) {
  if (body === undefined) return { headers }
  if (typeof body === 'string') {
    return { headers: { 'content-type': 'message/rfc822', ...headers }, body }
  }
  return { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

/** One field of an answer's body, whatever the body is. */
export function fieldOf(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  return Object.entries(body).find(([key]) => key === name)?.[1]
}
