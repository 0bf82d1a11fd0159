/** The links in an email: to book a meeting with the rep, and to unsubscribe. */

import { readLink, signLink } from '../domain/outbound/link-token.ts'
import type { Context } from './context.ts'

export function meetingsLink(context: Context, enrollmentId: string): string {
  return `${context.publicUrl}/meet/${signLink(context.messageIdKey, 'meet', enrollmentId)}`
}

/** Where a contact takes back what the emails of this enrollment may do. */
export function unsubscribeLink(context: Context, enrollmentId: string): string {
  return `${context.publicUrl}/u/${signLink(context.messageIdKey, 'unsubscribe', enrollmentId)}`
}

const subjectWord = 'Unsubscribe'
/** Subject of the mail by which a mail program unsubscribes its person (RFC 2369). */
export function unsubscribeSubject(context: Context, enrollmentId: string): string {
  return `${subjectWord} ${signLink(context.messageIdKey, 'unsubscribe', enrollmentId)}`
}

/** The enrollment that such a mail names, or null. */
export function unsubscribedBy(context: Context, subject: string): string | null {
  const token = /\bunsubscribe\s+([\w-]{43})(?![\w-])/i.exec(subject.slice(0, 300))?.[1]
  return token ? readLink(context.messageIdKey, 'unsubscribe', token) : null
}
