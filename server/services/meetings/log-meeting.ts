/** A meeting logged on a record by hand: the enrollments of the contacts named, made by the rep who took part, end. */

import type { MeetingEvidence } from '../../../shared/evidence.ts'
import type { MeetingRequest, RecordRef } from '../../../shared/meeting.ts'
import { normalAddress } from '../../domain/contacts/address.ts'
import { toInstant, type Instant } from '../../domain/time/instant.ts'
import { limitsOf, whyNotChange, type User } from '../../domain/directory/user.ts'
import { companyById } from '../../store/contacts/companies.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { openEnrollmentsOfContact } from '../../store/enrollments/enrollments.ts'
import {
  addLoggedMeeting,
  loggedMeetingById,
  type LoggedMeeting,
} from '../../store/meetings/logged-meetings.ts'
import { addMeetingVerdict } from '../../store/meetings/meeting-verdicts.ts'
import { addAudit } from '../../store/history/audit.ts'
import { userByAddress, userById } from '../../store/directory/users.ts'
import { newId, type Context } from '../context.ts'
import { isRefused, notFound, refuse, type Refused } from '../problem.ts'
import { unenroll } from '../unenroll.ts'

/** Logs it, once per id; or refuses with a sentence and leaves nothing behind. */
export async function logMeeting(
  context: Context,
  user: User,
  request: MeetingRequest,
): Promise<LoggedMeeting | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const title = request.title.replace(/\s+/g, ' ').trim()
  if (!title) return refuse(422, 'no-title', 'No title', 'Give the meeting a title.')
  const times = timesIn(request)
  if (isRefused(times)) return times
  const rep = await repIn(context.db, user, request.with)
  if (isRefused(rep)) return rep
  const meeting: LoggedMeeting = {
    id: request.id ?? newId(),
    title,
    ...times,
    withUser: rep.id,
    loggedBy: user.id,
    loggedAt: context.clock.now(),
    cancelledAt: null,
    record: request.record,
    associated: othersIn(request),
  }
  const result = await context.db.transaction((tx) => store(tx, context, rep, meeting))
  context.wake()
  return result
}

function timesIn(request: MeetingRequest): { startsAt: Instant; endsAt: Instant | null } | Refused {
  const startsAt = timeIn(request.startsAt)
  if (startsAt === null) return badTime(request.startsAt)
  if (request.endsAt === undefined) return { startsAt, endsAt: null }
  const endsAt = timeIn(request.endsAt)
  if (endsAt === null) return badTime(request.endsAt)
  return endsAt < startsAt
    ? refuse(
        422,
        'bad-time',
        'Ends too early',
        'The meeting ends before it starts: correct the times.',
      )
    : { startsAt, endsAt }
}

function timeIn(text: string): Instant | null {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$/
  return form.test(text) && !Number.isNaN(Date.parse(text)) ? toInstant(text) : null
}

function badTime(text: string): Refused {
  return refuse(
    422,
    'bad-time',
    'Not a time',
    `“${text.slice(0, 60)}” is not a time with its offset. Write one such as 2026-03-02T09:00:00Z.`,
  )
}

/** Whoever may end that rep's enrollments may log a meeting of that rep's. */
async function repIn(db: Db, user: User, given: string | undefined): Promise<User | Refused> {
  if (given === undefined || given === user.id) return user
  const address = normalAddress(given)
  const rep = (await userById(db, given)) ?? (address ? await userByAddress(db, address) : null)
  if (!rep) return notFound('user')
  const because = whyNotChange(user, rep)
  return because === null
    ? rep
    : refuse(
        403,
        'not-yours',
        'Not yours to log',
        `Only ${rep.name}, ${rep.name}’s manager or an administrator can log a meeting of ${rep.name}’s.`,
      )
}

function othersIn({ record, associated = [] }: MeetingRequest): RecordRef[] {
  const others = new Map(associated.map((one) => [`${one.kind} ${one.id}`, one]))
  others.delete(`${record.kind} ${record.id}`)
  return [...others.values()]
}

async function store(
  tx: Db,
  context: Context,
  rep: User,
  meeting: LoggedMeeting,
): Promise<LoggedMeeting | Refused> {
  for (const record of [meeting.record, ...meeting.associated])
    if (!(await isThere(tx, record))) return notFound(record.kind)
  if (!(await addLoggedMeeting(tx, meeting))) return again(tx, meeting)
  await addAudit(tx, {
    id: newId(),
    at: meeting.loggedAt,
    userId: meeting.loggedBy,
    action: 'log-meeting',
    subjectId: meeting.id,
  })
  await endEnrollments(tx, context, rep, meeting)
  return meeting
}

async function isThere(tx: Db, { kind, id }: RecordRef): Promise<boolean> {
  return (kind === 'contact' ? await contactById(tx, id) : await companyById(tx, id)) !== null
}

/** The same request once more is answered with what it did; another one needs another id. */
async function again(tx: Db, meeting: LoggedMeeting): Promise<LoggedMeeting | Refused> {
  const known = await loggedMeetingById(tx, meeting.id)
  const isSame =
    known?.title === meeting.title &&
    known.startsAt === meeting.startsAt &&
    known.withUser === meeting.withUser &&
    known.record.id === meeting.record.id
  return isSame
    ? known
    : refuse(
        409,
        'id-taken',
        'Another meeting has this id',
        'A different meeting was logged under this id. Choose a new id, or leave it out.',
      )
}

async function endEnrollments(
  tx: Db,
  context: Context,
  rep: User,
  meeting: LoggedMeeting,
): Promise<void> {
  const evidence: MeetingEvidence = {
    kind: 'meeting',
    via: 'record',
    id: meeting.id,
    mailbox: null,
    subject: meeting.title,
    startsAt: meeting.startsAt,
    organizer: { address: rep.address, name: rep.name },
    because: ['it was logged on the contact, or associated with the contact'],
  }
  for (const { kind, id } of [meeting.record, ...meeting.associated]) {
    if (kind !== 'contact') continue
    for (const enrollment of await openEnrollmentsOfContact(tx, id)) {
      if (enrollment.enrolledBy !== rep.id) continue
      await addMeetingVerdict(
        tx,
        {
          enrollmentId: enrollment.id,
          meetingKey: meeting.id,
          mailboxId: null,
          eventId: meeting.id,
          address: enrollment.address,
          effect: 'ended',
          startsAt: meeting.startsAt,
          calledOffAt: null,
        },
        meeting.loggedAt,
      )
      await unenroll(tx, context, enrollment.id, { reason: 'meeting-booked', by: null, evidence })
    }
  }
}
