/** Books a free half hour of a rep's through the meetings link of an email. */

import { normalAddress } from '../../domain/contacts/address.ts'
import { slotMs } from '../../domain/meetings/free-times.ts'
import { dayMs, instant, later, msOf, type Instant } from '../../domain/time/instant.ts'
import { GraphError } from '../../graph/errors.ts'
import { makeMeeting } from '../../graph/create-event.ts'
import {
  addBooking,
  bookingAt,
  countBookings,
  dropBooking,
  type Booking,
} from '../../store/meetings/bookings.ts'
import { newId, type Context } from '../context.ts'
import { finishBooking } from './record-booking.ts'
import { calendarAway, timesOf, type Host } from './booking-host.ts'
import { badAddress, isRefused, refuse, type Refused } from '../problem.ts'

export interface BookingWish {
  /** As the visitor chose and typed them. */
  slot: string
  email: string
  name: string
}

export interface Booked {
  startsAt: Instant
  address: string
}

/** A time that was asked for and answered lately is not asked for again: the visitor clicked twice. */
const twiceMs = 10 * 60_000
const mostPerDay = { ofMailbox: 30, ofLink: 5 }

/**
 * Books a half hour of the rep's for the address the visitor typed, whatever it is, and ends the contact's enrollments.
 * Asked twice for the same, it is booked once.
 */
export async function book(
  context: Context,
  host: Host,
  wish: BookingWish,
): Promise<Booked | Refused> {
  const address = normalAddress(wish.email)
  if (address === null)
    return wish.email.trim() === ''
      ? refuse(
          422,
          'no-address',
          'No address',
          'Enter your mail address, so that the invitation reaches you.',
        )
      : badAddress(wish.email)
  const startsAt = slotIn(wish.slot)
  if (startsAt === null)
    return refuse(422, 'no-time', 'No time chosen', 'Choose one of the free times below.')
  const known = await bookingAt(context.db, host.mailbox.id, startsAt)
  const isSame = known?.enrollmentId === host.enrollment.id && known.address === address
  const age = known ? msOf(context.clock.now()) - msOf(known.askedAt) : Infinity
  // Where the answer to the first time was lost, it is asked again under the same id: Graph books it once.
  if (isSame && age < twiceMs)
    return known.eventId === null ? ask(context, host, known) : { startsAt, address }
  const refused = await whyNotFree(context, host, startsAt)
  if (refused) return refused
  // Between Graph's making an event and the calendar's showing it as busy a moment may pass.
  if (age < twiceMs) return taken()
  // The calendar says free: whatever was booked here has been cancelled since.
  if (known) await dropBooking(context.db, known.id)
  const booking: Booking = {
    id: newId(),
    enrollmentId: host.enrollment.id,
    mailboxId: host.mailbox.id,
    startsAt,
    address,
    name: nameIn(wish.name),
    eventId: null,
    askedAt: context.clock.now(),
  }
  const isMine = await context.db.transaction((tx) => addBooking(tx, booking))
  return isMine ? ask(context, host, booking) : taken()
}

function slotIn(text: string): Instant | null {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? null : instant(ms)
}

/** What a stranger types comes out in a mail of ours: one line, and no address of a page to click. */
function nameIn(text: string): string {
  return text
    .replace(/[\p{Cc}<>"]+/gu, ' ')
    .replace(/\S*(:\/\/|www\.)\S*/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
}

function taken(): Refused {
  return refuse(409, 'taken', 'Taken', 'That time has just been taken. Choose another one.')
}

function unsure(): Refused {
  return refuse(
    503,
    'unsure',
    'No answer from the calendar',
    'The calendar did not answer, so the meeting may not be booked yet. Press “Book” once more: it is never booked twice.',
  )
}

async function whyNotFree(
  context: Context,
  host: Host,
  startsAt: Instant,
): Promise<Refused | null> {
  const now = context.clock.now()
  if (startsAt <= now)
    return refuse(409, 'past', 'Past', 'That time has passed. Choose a later one.')
  const since = later(now, -dayMs)
  const count = await countBookings(context.db, host.mailbox.id, host.enrollment.id, since)
  if (count.ofLink >= mostPerDay.ofLink || count.ofMailbox >= mostPerDay.ofMailbox)
    return refuse(
      409,
      'too-many',
      'Too many bookings',
      `Several meetings have been booked here today. Answer the email instead, and ${host.rep.name} will find a time with you.`,
    )
  const free = await timesOf(context, host)
  if (isRefused(free)) return free
  return free.times.includes(startsAt) ? null : taken()
}

async function ask(context: Context, host: Host, booking: Booking): Promise<Booked | Refused> {
  const { rep, mailbox } = host
  const { startsAt, address } = booking
  const subject = `Meeting: ${booking.name || address} and ${rep.name}`
  try {
    const id = await makeMeeting(context.ask, mailbox.id, {
      subject,
      text: `Booked through the link in an email from ${rep.name}.`,
      startsAt,
      endsAt: later(startsAt, slotMs),
      attendee: { address, name: booking.name || address },
      transactionId: booking.id,
    })
    const organizer = { address: mailbox.address, name: rep.name }
    await context.db.transaction((tx) =>
      finishBooking(tx, context, booking, { id, subject, startsAt, organizer }),
    )
    context.wake()
    return { startsAt, address }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    // Without an answer it may have been booked: then the next look into the calendar finishes it.
    if (error.kind !== 'unavailable') await dropBooking(context.db, booking.id)
    return error.kind === 'unavailable' ? unsure() : calendarAway()
  }
}
