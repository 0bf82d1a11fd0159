/** A meeting was booked through the link in an email: whoever wrote the email, the contact's enrollments end. */

import type { MeetingEvidence } from '../../../shared/evidence.ts'
import { addressKey, type Address } from '../../domain/contacts/address.ts'
import type { Instant } from '../../domain/time/instant.ts'
import { markBooked, type Booking } from '../../store/meetings/bookings.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById, openEnrollmentsOfContact } from '../../store/enrollments/enrollments.ts'
import { mailboxById } from '../../store/mailboxes/mailboxes.ts'
import { addMeetingVerdict } from '../../store/meetings/meeting-verdicts.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'
import { unenroll } from '../unenroll.ts'

interface Made {
  id: string
  subject: string
  startsAt: Instant
  organizer: Address | null
}

/** Inside the caller's transaction, once per booking: whoever learns first that Graph has made the event calls it. */
export async function finishBooking(
  tx: Db,
  context: Context,
  booking: Booking,
  event: Made,
): Promise<void> {
  if (!(await markBooked(tx, booking.id, event.id))) return
  const invited = await enrollmentById(tx, booking.enrollmentId)
  if (!invited) throw new Error(`Booking ${booking.id} lacks its enrollment.`)
  const mailbox = await mailboxById(tx, booking.mailboxId)
  const evidence: MeetingEvidence = {
    kind: 'meeting',
    via: 'link',
    id: event.id,
    mailbox: mailbox?.address ?? null,
    subject: event.subject,
    startsAt: event.startsAt,
    organizer: event.organizer,
    because: [
      'it was booked through the meetings link in an email to the contact',
      ...(addressKey(booking.address) === addressKey(invited.address)
        ? []
        : [`the invitation went to ${booking.address}, as the visitor asked`]),
    ],
  }
  const at = context.clock.now()
  const open = await openEnrollmentsOfContact(tx, invited.contactId)
  for (const enrollment of open) {
    await addMeetingVerdict(
      tx,
      {
        enrollmentId: enrollment.id,
        meetingKey: event.id,
        mailboxId: booking.mailboxId,
        eventId: event.id,
        address: booking.address,
        effect: 'ended',
        startsAt: event.startsAt,
        calledOffAt: null,
      },
      at,
    )
    await unenroll(tx, context, enrollment.id, { reason: 'meeting-booked', by: null, evidence })
  }
  if (open.length > 0) return
  const contact = await contactById(tx, invited.contactId)
  await addEntry(tx, {
    id: newId(),
    enrollmentId: invited.id,
    contactId: invited.contactId,
    at,
    kind: 'meeting',
    text: `${contact?.name ?? invited.address} booked a meeting through the link in an email.`,
    evidence,
  })
}
