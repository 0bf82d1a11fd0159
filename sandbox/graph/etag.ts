/** The version mark of an item. */

import type { CalendarEvent } from '../state/event.ts'
import type { Message } from '../state/message.ts'

/** Graph's `changeKey`: opaque, different after each change. */
export function changeKeyOf(message: Message): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32BE(message.seq, 4)
  bytes.writeUInt32BE(message.change, 12)
  return `CQAAABYA${bytes.toString('base64')}`
}

export function etagOf(message: Message): string {
  return `W/"${changeKeyOf(message)}"`
}

export function eventChangeKeyOf(event: CalendarEvent): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32BE(event.seq, 4)
  bytes.writeUInt32BE(event.changed, 12)
  return `CQAAABYB${bytes.toString('base64')}`
}

export function eventEtagOf(event: CalendarEvent): string {
  return `W/"${eventChangeKeyOf(event)}"`
}
