/** Logged meetings as the API answers them: with names, and with what they ended. */

import type { MeetingResource, RecordRef } from '../../../shared/meeting.ts'
import { companyById } from '../../store/contacts/companies.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { loggedMeetingsOf, type LoggedMeeting } from '../../store/meetings/logged-meetings.ts'
import { endsByEvents } from '../../store/meetings/meeting-verdicts.ts'
import { userById } from '../../store/directory/users.ts'

const mostMeetings = 100

/** The latest start first. */
export async function meetingsOfContact(db: Db, contactId: string): Promise<MeetingResource[]> {
  const meetings = await loggedMeetingsOf(db, contactId, mostMeetings)
  return Promise.all(meetings.map((one) => showMeeting(db, one)))
}

export async function showMeeting(db: Db, one: LoggedMeeting): Promise<MeetingResource> {
  const ended = await endsByEvents(db, null, [one.id])
  return {
    id: one.id,
    title: one.title,
    startsAt: one.startsAt,
    endsAt: one.endsAt,
    with: await namedUser(db, one.withUser),
    record: await namedRecord(db, one.record),
    associated: await Promise.all(one.associated.map((ref) => namedRecord(db, ref))),
    loggedBy: await namedUser(db, one.loggedBy),
    loggedAt: one.loggedAt,
    cancelledAt: one.cancelledAt,
    ended: ended.map((verdict) => verdict.enrollmentId),
  }
}

async function namedUser(db: Db, id: string): Promise<{ id: string; name: string }> {
  return { id, name: (await userById(db, id))?.name ?? '' }
}

async function namedRecord(db: Db, ref: RecordRef): Promise<RecordRef & { name: string }> {
  const record =
    ref.kind === 'contact' ? await contactById(db, ref.id) : await companyById(db, ref.id)
  return { ...ref, name: record?.name ?? '' }
}
