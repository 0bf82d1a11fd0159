/** Posts to the product over https, as Graph does. */

import https from 'node:https'

export interface Posting {
  contentType: string
  body: string
  timeoutMs: number
}

export interface PostAnswer {
  status: number
  contentType: string
  text: string
}

export interface Poster {
  /** Rejects with a sentence when no answer came in time or no connection was made. */
  post: (url: string, posting: Posting) => Promise<PostAnswer>
  close: () => void
}

/** `ca` is a further certificate to trust, PEM; without it Node's own list (and NODE_EXTRA_CA_CERTS) counts. */
export function openPoster(ca?: string): Poster {
  const agent = new https.Agent({
    keepAlive: true,
    maxSockets: 16,
    ...(ca === undefined ? {} : { ca }),
  })
  const stop = new AbortController()
  return {
    post: (url, posting) => post(url, posting, agent, stop.signal),
    close: () => {
      stop.abort()
      agent.destroy()
    },
  }
}

function post(
  url: string,
  posting: Posting,
  agent: https.Agent,
  signal: AbortSignal,
): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const body = Buffer.from(posting.body)
    const request = https.request(
      url,
      {
        method: 'POST',
        agent,
        signal,
        headers: { 'content-type': posting.contentType, 'content-length': body.length },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', finish)
        response.on('end', () => {
          clearTimeout(timer)
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            text: Buffer.concat(chunks).toString('utf8'),
          })
        })
      },
    )
    const timer = setTimeout(() => {
      request.destroy(
        new Error(`no answer within ${posting.timeoutMs / 1000} s: request timed out.`),
      )
    }, posting.timeoutMs)
    function finish(error: Error): void {
      clearTimeout(timer)
      reject(error)
    }
    request.on('error', finish)
    request.end(body)
  })
}
