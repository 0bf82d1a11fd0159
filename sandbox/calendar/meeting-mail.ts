/** Writes and carries meeting messages: invitations, cancellations and answers, with their text/calendar part. */

import { DateTime } from 'luxon'
import { keepOutside, deliver, readWire } from '../delivery/deliver.ts'
import type { WireMessage } from '../delivery/deliver.ts'
import { itemOf } from '../delivery/mailboxes.ts'
import { exchangeMessageId, messageIdOf, writeMime } from '../mail/write-mime.ts'
import { personOf } from '../person.ts'
import type { MailAddress } from '../person.ts'
import type { Message } from '../state/message.ts'
import type { World } from '../world.ts'
import { zoneOf } from '../time-zone.ts'
import { writeIcalendar } from './write-icalendar.ts'
import type { CalendarText } from './write-icalendar.ts'

export interface MeetingMail {
  from: MailAddress
  to: MailAddress[]
  meeting: Omit<CalendarText, 'stampMs'>
  /** What the person adds in words. */
  comment?: string | undefined
}

/** Composes it; nothing is sent yet. */
export async function writeMeetingMail(world: World, mail: MeetingMail): Promise<WireMessage> {
  const { from, to, meeting } = mail
  const now = world.clock.now()
  const inside = personOf(world.people, from.address) !== undefined
  const text = [mail.comment ?? '', meeting.description, whenAndWhere(meeting)]
    .filter((part) => part !== '')
    .join('\n\n')
  return readWire(
    await writeMime({
      messageId: inside ? exchangeMessageId() : messageIdOf(from.address),
      from,
      to,
      subject: subjectOf(meeting),
      text,
      dateMs: now,
      calendar: { method: meeting.method, text: writeIcalendar({ ...meeting, stampMs: now }) },
    }),
  )
}

/** Keeps the writer's copy and delivers the rest; call it inside a transaction. */
export function carry(world: World, mail: MeetingMail, wire: WireMessage): Message[] {
  const writer = personOf(world.people, mail.from.address)
  if (writer === undefined) {
    world.outside.meet(mail.from)
    keepOutside(world, mail.from.address, 'sent', wire)
  } else if (writer.hasMailbox) {
    const now = world.clock.now()
    world.mailboxes.add(
      {
        mailbox: writer.id,
        folder: 'sentitems',
        receivedMs: now,
        isDraft: false,
        isRead: true,
        internetMessageId: wire.messageId,
        item: { ...itemOf(wire.mail, now, true), sentMs: now },
      },
      wire.raw,
    )
  }
  return deliver(world, wire, mail.to).arrived
}

const answerWords: Record<string, string> = {
  accepted: 'Accepted',
  declined: 'Declined',
  tentativelyAccepted: 'Tentative',
}

function subjectOf(meeting: MeetingMail['meeting']): string {
  const { subject } = meeting
  switch (meeting.method) {
    case 'REQUEST':
      return subject
    case 'CANCEL':
      return `Canceled: ${subject}`
    case 'REPLY':
      return `${answerWords[meeting.attendees[0]?.response ?? ''] ?? 'Answer'}: ${subject}`
    default:
      return meeting.method satisfies never
  }
}

function whenAndWhere(meeting: MeetingMail['meeting']): string {
  const zone = zoneOf(meeting.timeZone) ?? 'utc'
  const start = DateTime.fromMillis(meeting.startMs, { zone }).setLocale('en')
  const when = start.toFormat(meeting.isAllDay ? 'cccc, d LLLL yyyy' : 'cccc, d LLLL yyyy HH:mm')
  const where = meeting.location === '' ? '' : `\nWhere: ${meeting.location}`
  return `When: ${when}${meeting.isAllDay ? '' : ` (${meeting.timeZone})`}${where}`
}
