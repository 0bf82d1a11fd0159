/** What meetings meant for enrollments: each judged once, and those that ended one watched from then on. */

import sql, { join } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'

export interface MeetingVerdict {
  enrollmentId: string
  /** The event, or the series it is part of; a logged meeting's own id. */
  meetingKey: string
  /** The mailbox in whose calendar it is; null for a logged one. */
  mailboxId: string | null
  /** The very event that was judged. */
  eventId: string
  /** The address by which the contact takes part. */
  address: string
  /** `before`: the contact was in it when the enrollment began. */
  effect: 'before' | 'ended'
  /** As it is known by now. */
  startsAt: Instant
  calledOffAt: Instant | null
}

interface Row {
  enrollment_id: string
  meeting_key: string
  mailbox_id: string | null
  event_id: string
  address: string
  effect: MeetingVerdict['effect']
  starts_at: string
  called_off_at: string | null
}

const columns = sql`enrollment_id, meeting_key, mailbox_id, event_id, address, effect, starts_at, called_off_at`

/** Stores the verdict; false when this meeting was judged for this enrollment before. */
export async function addMeetingVerdict(
  db: Db,
  one: MeetingVerdict,
  judgedAt: Instant,
): Promise<boolean> {
  const row = await db.one(sql`
    insert into meeting_verdicts (${columns}, judged_at)
    values (${one.enrollmentId}, ${one.meetingKey}, ${one.mailboxId}, ${one.eventId}, ${one.address}, ${one.effect},
      ${one.startsAt}, ${one.calledOffAt}, ${judgedAt})
    on conflict (enrollment_id, meeting_key) do nothing
    returning enrollment_id`)
  return row !== undefined
}

export async function wasMeetingJudged(
  db: Db,
  enrollmentId: string,
  meetingKey: string,
): Promise<boolean> {
  const row = await db.one(sql`
    select enrollment_id
    from meeting_verdicts
    where enrollment_id = ${enrollmentId}
    and meeting_key = ${meetingKey}`)
  return row !== undefined
}

/** Verdicts that rest on these events and ended an enrollment. `mailboxId` null: logged meetings. */
export async function endsByEvents(
  db: Db,
  mailboxId: string | null,
  eventIds: string[],
): Promise<MeetingVerdict[]> {
  const found: MeetingVerdict[] = []
  for (let from = 0; from < eventIds.length; from += 200) {
    const rows = await db.all<Row>(sql`
      select ${columns}
      from meeting_verdicts
      where event_id in (${join(eventIds.slice(from, from + 200))})
      and effect = 'ended'
      order by enrollment_id`)
    found.push(...rows.map(toVerdict).filter((one) => one.mailboxId === mailboxId))
  }
  return found
}

/** False when it was called off already. */
export async function markCalledOff(db: Db, one: MeetingVerdict, at: Instant): Promise<boolean> {
  const row = await db.one(sql`
    update meeting_verdicts
    set called_off_at = ${at}
    where enrollment_id = ${one.enrollmentId}
    and meeting_key = ${one.meetingKey}
    and called_off_at is null
    returning enrollment_id`)
  return row !== undefined
}

/** The meeting takes place, at this time. */
export async function markStanding(db: Db, one: MeetingVerdict, startsAt: Instant): Promise<void> {
  await db.all(sql`
    update meeting_verdicts
    set called_off_at = null,
      starts_at = ${startsAt}
    where enrollment_id = ${one.enrollmentId}
    and meeting_key = ${one.meetingKey}`)
}

/** An open enrollment, and an address key by which its contact is known. */
export interface Enrolled {
  enrollmentId: string
  key: string
  /** Whether the calendar has been looked at since it began. */
  isKnown: boolean
}

/** Who of these addresses is enrolled by this user: by the enrolled address, or by an alias that is learned or confirmed. */
export async function enrolledAmong(db: Db, userId: string, keys: string[]): Promise<Enrolled[]> {
  const found: Enrolled[] = []
  for (let from = 0; from < keys.length; from += 200) {
    const some = join(keys.slice(from, from + 200))
    const rows = await db.all<{ id: string; key: string; meetings_known: string }>(sql`
      select id, address_key as key, meetings_known
      from enrollments
      where address_key in (${some})
      and state <> 'ended'
      and enrolled_by = ${userId}
      union
      select e.id, a.address_key as key, e.meetings_known
      from aliases a
      join enrollments e on e.contact_id = a.contact_id
      where a.address_key in (${some})
      and a.state in ('learned', 'confirmed')
      and e.state <> 'ended'
      and e.enrolled_by = ${userId}`)
    for (const row of rows)
      found.push({ enrollmentId: row.id, key: row.key, isKnown: row.meetings_known !== 'no' })
  }
  return found
}

function toVerdict(row: Row): MeetingVerdict {
  return {
    enrollmentId: row.enrollment_id,
    meetingKey: row.meeting_key,
    mailboxId: row.mailbox_id,
    eventId: row.event_id,
    address: row.address,
    effect: row.effect,
    startsAt: row.starts_at,
    calledOffAt: row.called_off_at,
  }
}
