/** A meeting that had ended an enrollment does not take place: it is told, and undoing the end is offered. */

import type { TimelineKind } from '../../../shared/contact.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { addressKey } from '../../domain/contacts/address.ts'
import type { Instant } from '../../domain/time/instant.ts'
import { partOf, type Meeting } from '../../domain/meetings/meeting.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { setResumeSuggestion } from '../../store/enrollments/resume-suggestions.ts'
import {
  markCalledOff,
  markStanding,
  type MeetingVerdict,
} from '../../store/meetings/meeting-verdicts.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'

export type CalledOff = 'cancelled' | 'declined' | 'taken-off'

const words: Record<CalledOff, (contact: string) => string> = {
  cancelled: (contact) => `The meeting with ${contact} was cancelled.`,
  declined: (contact) => `${contact} declined the meeting.`,
  'taken-off': (contact) => `${contact} was taken off the meeting.`,
}

/** Inside the caller's transaction; told once. */
export async function meetingCancelled(
  tx: Db,
  context: Context,
  verdict: MeetingVerdict,
  why: CalledOff,
): Promise<void> {
  if (!(await markCalledOff(tx, verdict, context.clock.now()))) return
  const { enrollment, contact } = await concerned(tx, verdict)
  const text = words[why](contact)
  if (!restsOn(enrollment, verdict) || enrollment.next.kind === 'done') {
    await tell(tx, context, enrollment, 'meeting', text)
    return
  }
  const offer = `${text} Undo to go on with the sequence.`
  await setResumeSuggestion(tx, enrollment.id, offer)
  await tell(tx, context, enrollment, 'offer', offer)
}

/** How the meeting stands by now, for an enrollment that it ended; inside the caller's transaction. */
export async function meetingChanged(
  tx: Db,
  context: Context,
  verdict: MeetingVerdict,
  meeting: Meeting,
): Promise<void> {
  const { part } = partOf(meeting, [addressKey(verdict.address)])
  const off = meeting.isCancelled ? 'cancelled' : standing[part]
  if (off) {
    await meetingCancelled(tx, context, verdict, off)
    return
  }
  if (verdict.calledOffAt === null && verdict.startsAt === meeting.startsAt) return
  await markStanding(tx, verdict, meeting.startsAt)
  if (verdict.calledOffAt !== null) await meetingReinstated(tx, context, verdict)
}

const standing: Record<ReturnType<typeof partOf>['part'], CalledOff | null> = {
  organizer: null,
  attendee: null,
  declined: 'declined',
  none: 'taken-off',
}

async function meetingReinstated(tx: Db, context: Context, verdict: MeetingVerdict): Promise<void> {
  const { enrollment, contact } = await concerned(tx, verdict)
  if (restsOn(enrollment, verdict)) await setResumeSuggestion(tx, enrollment.id, null)
  await tell(
    tx,
    context,
    enrollment,
    'meeting',
    `The meeting with ${contact} takes place after all.`,
  )
}

async function concerned(
  tx: Db,
  { enrollmentId }: MeetingVerdict,
): Promise<{ enrollment: Enrollment; contact: string }> {
  const enrollment = await enrollmentById(tx, enrollmentId)
  if (!enrollment)
    throw new Error(`A meeting ended an enrollment that is not there: ${enrollmentId}.`)
  const contact = await contactById(tx, enrollment.contactId)
  return { enrollment, contact: contact?.name ?? enrollment.address }
}

/** Whether it is still this meeting that keeps the enrollment ended. */
function restsOn(enrollment: Enrollment, { eventId }: MeetingVerdict): boolean {
  return (
    enrollment.state === 'ended' &&
    enrollment.evidence?.kind === 'meeting' &&
    enrollment.evidence.id === eventId
  )
}

function tell(
  tx: Db,
  context: Context,
  enrollment: Enrollment,
  kind: TimelineKind,
  text: string,
): Promise<void> {
  const at: Instant = context.clock.now()
  return addEntry(tx, {
    id: newId(),
    enrollmentId: enrollment.id,
    contactId: enrollment.contactId,
    at,
    kind,
    text,
    evidence: enrollment.evidence?.kind === 'meeting' ? enrollment.evidence : null,
  })
}
