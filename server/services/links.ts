/** The link in a letter behind which its contact books a meeting with the rep. */

import { signLink } from '../domain/outbound/link-token.ts'
import type { Context } from './context.ts'

export function meetingsLink(context: Context, enrollmentId: string): string {
  return `${context.publicUrl}/meet/${signLink(context.messageIdKey, 'meet', enrollmentId)}`
}
