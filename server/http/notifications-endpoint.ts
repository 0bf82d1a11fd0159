/** Where Graph posts its notifications: answered before Express sees them, and only once they are stored for good. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { notificationsIn } from '../graph/change-notifications.ts'
import type { NotificationInbox } from '../services/mailboxes/receive-notifications.ts'

export const notificationPath = '/graph/notifications'

/** Graph batches notifications, yet a post is far smaller than this. */
const mostBytes = 4 * 1024 * 1024

/**
 * Answers the validation handshake (200 with the token as text) and notifications (202 once stored, whatever their checks say;
 * 503 when they could not be stored, so that Graph tries again). Source: Microsoft's "Receive change notifications
 * through webhooks".
 */
export function notificationsEndpoint(
  box: NotificationInbox,
  onFault: (error: unknown) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    if (request.method !== 'POST') {
      answer(response, 405, 'Post notifications here.')
      return
    }
    const token = validationToken(request.url ?? '')
    if (token !== null) {
      request.resume()
      answer(response, 200, token)
      return
    }
    readText(request)
      .then(async (text) => {
        const notifications = text === null ? null : notificationsIn(text)
        if (notifications === null) {
          answer(response, text === null ? 413 : 400, 'This is no collection of notifications.')
          // Whoever sends without end is not listened to any further.
          if (text === null) request.destroy()
          return
        }
        await box.accept(notifications)
        answer(response, 202, '')
      })
      .catch((error: unknown) => {
        onFault(error)
        answer(response, 503, 'The notifications could not be stored. Send them again.')
      })
  }
}

/** Decoded, as Graph wants it back; null when this is no handshake. */
function validationToken(url: string): string | null {
  return new URLSearchParams(url.split('?', 2)[1]).get('validationToken')
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(text)
}

/** The body as text; null when it is larger than any notification. Rejects when the sender goes away half-way. */
function readText(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= mostBytes) parts.push(part)
      else resolve(null)
    })
    request.on('end', () => {
      resolve(Buffer.concat(parts).toString('utf8'))
    })
    request.on('error', reject)
  })
}
