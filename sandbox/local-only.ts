/** Keeps the sandbox to this machine: other host names and other sites' pages are turned away. */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/** A page on a rebound DNS name reaches loopback too, but cannot choose its Host header. */
const localHost = /^(localhost|127\.0\.0\.1)(:\d+)?$/i

/** Wraps a listener: 403 unless the request names this machine. */
export function localOnly(inner: RequestListener): RequestListener {
  return (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }) => {
    if (!localHost.test(request.headers.host ?? '')) {
      refuse(response, 'The sandbox answers only to localhost and 127.0.0.1.')
      return
    }
    inner(request, response)
  }
}

/** Whether a browser says that this request comes from some other site's page. */
export function isCrossSite(request: IncomingMessage): boolean {
  return request.headers['sec-fetch-site'] === 'cross-site'
}

function refuse(response: ServerResponse, detail: string): void {
  response.writeHead(403, { 'content-type': 'application/problem+json' })
  response.end(JSON.stringify({ type: 'not-local', title: 'Not local', status: 403, detail }))
}
