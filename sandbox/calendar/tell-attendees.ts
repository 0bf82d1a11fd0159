/** Tells people of what happens to a meeting: the mails go out in the transaction that does it. */

import { answerAutomatically } from '../delivery/automatic-replies.ts'
import type { Attendee, EventItem } from '../state/event.ts'
import type { World } from '../world.ts'
import { carry, writeMeetingMail } from './meeting-mail.ts'
import type { MeetingMail } from './meeting-mail.ts'
import type { MeetingText } from './read-icalendar.ts'

/** The message about an event, as it stands in its owner's calendar. */
export function mailOf(
  item: EventItem,
  uid: string,
  method: MeetingText['method'],
  to: MeetingMail['to'],
  attendees: Attendee[],
): MeetingMail {
  const { subject, location, startMs, endMs, timeZone, isAllDay, sequence } = item
  return {
    from: item.organizer,
    to: to.map(({ address, name }) => ({ address, name })),
    meeting: {
      method,
      uid,
      sequence,
      subject,
      description: item.text,
      location,
      startMs,
      endMs,
      timeZone,
      isAllDay,
      organizer: item.organizer,
      attendees,
      recurrence: item.recurrence,
      occurrenceMs: null,
    },
  }
}

/** A message about one occurrence names its start and carries no rule (RFC 5546 section 3.2.2). */
export function aboutOccurrence(mail: MeetingMail, occurrenceMs: number | null): MeetingMail {
  if (occurrenceMs === null) return mail
  return { ...mail, meeting: { ...mail.meeting, occurrenceMs, recurrence: null } }
}

/** Writes the mails first, then does the deed and carries them in one transaction; a mail to nobody is not sent. */
export async function withMails<T>(world: World, mails: MeetingMail[], act: () => T): Promise<T> {
  const written = await Promise.all(
    mails
      .filter((mail) => mail.to.length > 0)
      .map(async (mail) => ({ mail, wire: await writeMeetingMail(world, mail) })),
  )
  const all = world.db.transaction(() => {
    const done = act()
    return {
      done,
      arrived: written.flatMap(({ mail, wire }) =>
        carry(world, mail, wire).map((message) => ({ message, wire })),
      ),
    }
  })
  const { done, arrived } = all()
  for (const { message, wire } of arrived) await answerAutomatically(world, [message], wire)
  return done
}
