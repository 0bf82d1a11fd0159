/** Judges meetings of a rep's calendar for the enrollments they concern, once per meeting and enrollment. */

import type { MeetingEvidence } from '../../../shared/evidence.ts'
import { addressKey } from '../../domain/contacts/address.ts'
import { participantKeys, type Meeting } from '../../domain/meetings/meeting.ts'
import { meetingBooked } from '../../domain/unenrollment/rules/meeting-booked.ts'
import { bookingsByIds } from '../../store/meetings/bookings.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import {
  addMeetingVerdict,
  endsByEvents,
  enrolledAmong,
  wasMeetingJudged,
} from '../../store/meetings/meeting-verdicts.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { meetingCancelled, meetingChanged } from './meeting-cancelled.ts'
import { finishBooking } from './record-booking.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { unenroll } from '../unenroll.ts'

/** Leaves no trace of meetings with nobody enrolled. */
export async function judgeMeetings(sync: MailboxSync, meetings: Meeting[]): Promise<void> {
  if (meetings.length === 0) return
  const { context, mailbox } = sync
  const { db } = context
  const own = addressKey(mailbox.address)
  const keys = new Set(meetings.flatMap(participantKeys))
  keys.delete(own)
  const enrolled = await enrolledAmong(db, mailbox.userId, [...keys])
  const ended = await endsByEvents(
    db,
    mailbox.id,
    meetings.map((one) => one.id),
  )
  const bookings = await bookingsByIds(
    db,
    meetings.flatMap((one) => one.transactionId ?? []),
  )
  for (const meeting of [...meetings].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))) {
    const booking = bookings.get(meeting.transactionId ?? '')
    if (booking?.mailboxId === mailbox.id)
      await db.transaction((tx) => finishBooking(tx, context, booking, meeting))
    for (const verdict of ended.filter((one) => one.eventId === meeting.id))
      await db.transaction((tx) => meetingChanged(tx, context, verdict, meeting))
    const here = new Set(participantKeys(meeting))
    const concerned = enrolled.filter((one) => here.has(one.key))
    for (const enrollmentId of new Set(concerned.map((one) => one.enrollmentId)))
      await db.transaction((tx) =>
        judgeOne(tx, sync, meeting, {
          enrollmentId,
          keys: concerned.flatMap((one) => (one.enrollmentId === enrollmentId ? one.key : [])),
          isKnown: concerned.some((one) => one.enrollmentId === enrollmentId && one.isKnown),
        }),
      )
  }
}

/** One meeting, one enrollment, one transaction: verdict and consequence stand or fall together. */
async function judgeOne(
  tx: Db,
  sync: MailboxSync,
  meeting: Meeting,
  concerned: { enrollmentId: string; keys: string[]; isKnown: boolean },
): Promise<void> {
  const { context, mailbox } = sync
  const enrollment = await enrollmentById(tx, concerned.enrollmentId)
  if (!enrollment || enrollment.state === 'ended') return
  if (await wasMeetingJudged(tx, enrollment.id, meeting.key)) return
  const sequence = await sequenceById(tx, enrollment.sequenceId)
  if (!sequence) throw new Error(`Enrollment ${enrollment.id} lacks its sequence.`)
  const found = meetingBooked(meeting, {
    keys: concerned.keys,
    beganAt: enrollment.beganAt,
    createdAt: enrollment.createdAt,
    enrollerTakesPart: enrollment.enrolledBy === mailbox.userId,
    isKnown: concerned.isKnown,
    mostAttendees: sequence.settings.mostAttendees,
  })
  if (!found) return
  await addMeetingVerdict(
    tx,
    {
      enrollmentId: enrollment.id,
      meetingKey: meeting.key,
      mailboxId: mailbox.id,
      eventId: meeting.id,
      address: found.address,
      effect: found.effect,
      startsAt: meeting.startsAt,
      calledOffAt: null,
    },
    context.clock.now(),
  )
  if (found.effect === 'before') return
  const evidence: MeetingEvidence = {
    kind: 'meeting',
    via: 'calendar',
    id: meeting.id,
    mailbox: mailbox.address,
    subject: meeting.subject,
    startsAt: meeting.startsAt,
    organizer: meeting.organizer,
    because: found.because,
  }
  await unenroll(tx, context, enrollment.id, { reason: 'meeting-booked', by: null, evidence })
  // Drafts are withdrawn before the calendar is read: one of this enrollment's goes with the next look.
  recheckIn(sync, 0)
}

/** These events are not in the calendar any more. Who tidies up after a meeting cancels nothing. */
export async function missMeetings(sync: MailboxSync, eventIds: string[]): Promise<void> {
  const { context, mailbox } = sync
  for (const verdict of await endsByEvents(context.db, mailbox.id, eventIds))
    if (verdict.startsAt > context.clock.now())
      await context.db.transaction((tx) => meetingCancelled(tx, context, verdict, 'cancelled'))
}
