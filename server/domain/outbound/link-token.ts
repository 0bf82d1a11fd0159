/** Links that we send out: a purpose and an id under a signature, and nothing personal. */

import { createHmac, timingSafeEqual } from 'node:crypto'

/** A link for one purpose is worthless for another. */
export type LinkPurpose = 'unsubscribe' | 'meet'

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const signatureBytes = 16

/** `id` is a UUID. The token is 43 characters, safe in an address and in a subject line. */
export function signLink(key: string, purpose: LinkPurpose, id: string): string {
  if (!form.test(id)) throw new Error('A link can be signed for a UUID only.')
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  return Buffer.concat([bytes, signature(key, purpose, bytes)]).toString('base64url')
}

/** The id that was signed, or null when the token is not ours, was tampered with, or is for another purpose. */
export function readLink(key: string, purpose: LinkPurpose, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 16 + signatureBytes || bytes.toString('base64url') !== token) return null
  const id = bytes.subarray(0, 16)
  if (!timingSafeEqual(bytes.subarray(16), signature(key, purpose, id))) return null
  const hex = id.toString('hex')
  return [8, 12, 16, 20, 32].map((end, i) => hex.slice([0, 8, 12, 16, 20][i], end)).join('-')
}

function signature(key: string, purpose: LinkPurpose, id: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(`${purpose}\0`)
    .update(id)
    .digest()
    .subarray(0, signatureBytes)
}
