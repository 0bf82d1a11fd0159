/** The rep behind a meetings link, and when the rep is free. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { askFrom, freeTimes, lookAheadDays, usualHours } from '../../domain/meetings/free-times.ts'
import { dayMs, later, type Instant } from '../../domain/time/instant.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { zoneOf } from '../../domain/time/time-zone.ts'
import type { User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import { scheduleOf } from '../../graph/get-schedule.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { mailboxById } from '../../store/mailboxes/mailboxes.ts'
import { userById } from '../../store/directory/users.ts'
import type { Context } from '../context.ts'
import { goneOwner } from '../mailboxes/pause-mailbox.ts'
import { refuse, type Refused } from '../problem.ts'

/** Whose calendar a link opens. */
export interface Host {
  enrollment: Enrollment
  mailbox: Mailbox
  rep: User
}

/**
 * A link in an old email is still a link: whether the enrollment has ended does not matter. Null when there is none, or when
 * the rep has no seat any more, or is gone: nobody would look after the meeting.
 */
export async function hostOf({ db }: Context, enrollmentId: string): Promise<Host | null> {
  const enrollment = await enrollmentById(db, enrollmentId)
  const mailbox = enrollment && (await mailboxById(db, enrollment.mailboxId))
  const rep = mailbox && (await userById(db, mailbox.userId))
  if (!rep || rep.seat === 'none' || (await goneOwner(db, rep.id))) return null
  return { enrollment, mailbox, rep }
}

/** Starts of free half hours, and the rep's zone; refused while the calendar cannot be asked. */
export async function timesOf(
  context: Context,
  { mailbox }: Host,
): Promise<{ times: Instant[]; zone: string } | Refused> {
  const now = context.clock.now()
  const from = askFrom(now)
  try {
    const to = later(from, lookAheadDays * dayMs)
    const { view, workingHours } = await scheduleOf(context.ask, mailbox, from, to)
    const zone = zoneOf(workingHours?.zone ?? mailbox.timeZone) ?? mailbox.timeZone
    const hours = workingHours ? { ...workingHours, zone } : usualHours(zone)
    return { times: freeTimes({ view, from }, hours, now), zone }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return calendarAway()
  }
}

export function calendarAway(): Refused {
  return refuse(
    503,
    'calendar-away',
    'The calendar does not answer',
    'The calendar does not answer at the moment. Try again in a minute, or simply answer the email.',
  )
}
