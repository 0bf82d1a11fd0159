/** How Graph fails: the answers of its gateways and throttles. */

import { randomUUID } from 'node:crypto'
import type { StatusFault } from '../fault.ts'
import type { GraphReply } from './call.ts'

const codes: Record<number, { code: string; message: string }> = {
  400: { code: 'BadRequest', message: 'The request is malformed or incorrect.' },
  401: {
    code: 'InvalidAuthenticationToken',
    message: 'Access token has expired or is not yet valid.',
  },
  403: { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' },
  404: { code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' },
  410: { code: 'syncStateNotFound', message: 'The sync state generation is not found.' },
  412: {
    code: 'ErrorIrresolvableConflict',
    message:
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  },
  429: {
    code: 'ApplicationThrottled',
    message: 'Application is over its MailboxConcurrency limit.',
  },
  500: { code: 'ErrorInternalServerError', message: 'An internal server error occurred.' },
  502: { code: 'ErrorServerBusy', message: 'The server cannot service this request right now.' },
  503: { code: 'serviceNotAvailable', message: 'The service is temporarily unavailable.' },
}

export function faultAnswer(fault: StatusFault): GraphReply {
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  if (fault.status === 504) {
    // A gateway in front of Graph gives up: no JSON, no Retry-After.
    return {
      status: 504,
      contentType: 'text/html',
      body: '<html><head><title>504 Gateway Time-out</title></head><body><h1>504 Gateway Time-out</h1></body></html>',
    }
  }
  const { code, message } = codes[fault.status] ?? { code: 'UnknownError', message: '' }
  const requestId = randomUUID()
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': requestId,
  }
  return { status: fault.status, headers, body: { error: { code, message, innerError } } }
}
