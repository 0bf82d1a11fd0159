/** Meetings that people logged on records. */

import sql from 'sql-template-tag'
import type { RecordKind, RecordRef } from '../../../shared/meeting.ts'
import type { Instant } from '../../domain/time/instant.ts'
import type { Db } from '../db/db.ts'

export interface LoggedMeeting {
  id: string
  title: string
  startsAt: Instant
  endsAt: Instant | null
  withUser: string
  loggedBy: string
  loggedAt: Instant
  cancelledAt: Instant | null
  record: RecordRef
  associated: RecordRef[]
}

interface Row {
  id: string
  title: string
  starts_at: string
  ends_at: string | null
  with_user: string
  logged_by: string
  logged_at: string
  cancelled_at: string | null
}

const columns = sql`id, title, starts_at, ends_at, with_user, logged_by, logged_at, cancelled_at`

/** Adds the meeting; false when its id is taken. */
export async function addLoggedMeeting(db: Db, one: LoggedMeeting): Promise<boolean> {
  const row = await db.one(sql`
    insert into logged_meetings (${columns})
    values (${one.id}, ${one.title}, ${one.startsAt}, ${one.endsAt}, ${one.withUser}, ${one.loggedBy},
      ${one.loggedAt}, ${one.cancelledAt})
    on conflict (id) do nothing
    returning id`)
  if (!row) return false
  await addRecord(db, one.id, one.record, false)
  for (const record of one.associated) await addRecord(db, one.id, record, true)
  return true
}

async function addRecord(
  db: Db,
  meetingId: string,
  { kind, id }: RecordRef,
  isAssociated: boolean,
): Promise<void> {
  await db.all(sql`
    insert into logged_meeting_records (meeting_id, kind, record_id, is_associated)
    values (${meetingId}, ${kind}, ${id}, ${isAssociated ? 1 : 0})
    on conflict (meeting_id, kind, record_id) do nothing`)
}

export async function loggedMeetingById(db: Db, id: string): Promise<LoggedMeeting | null> {
  const row = await db.one<Row>(sql`select ${columns} from logged_meetings where id = ${id}`)
  return row ? withRecords(db, row) : null
}

/** Those logged on this contact or associated with it, the latest start first; `limit` at most. */
export async function loggedMeetingsOf(
  db: Db,
  contactId: string,
  limit: number,
): Promise<LoggedMeeting[]> {
  const rows = await db.all<Row>(sql`
    select ${columns}
    from logged_meetings
    where id in (
      select meeting_id
      from logged_meeting_records
      where kind = 'contact'
      and record_id = ${contactId})
    order by starts_at desc, id desc
    limit ${limit}`)
  return Promise.all(rows.map((row) => withRecords(db, row)))
}

/** False when it was cancelled already. */
export async function markMeetingCancelled(db: Db, id: string, at: Instant): Promise<boolean> {
  const row = await db.one(sql`
    update logged_meetings
    set cancelled_at = ${at}
    where id = ${id}
    and cancelled_at is null
    returning id`)
  return row !== undefined
}

async function withRecords(db: Db, row: Row): Promise<LoggedMeeting> {
  const records = await db.all<{
    kind: RecordKind
    record_id: string
    is_associated: number
  }>(sql`
    select kind, record_id, is_associated
    from logged_meeting_records
    where meeting_id = ${row.id}
    order by kind, record_id`)
  const refs = records.map((one) => ({
    kind: one.kind,
    id: one.record_id,
    own: !one.is_associated,
  }))
  const record = refs.find((one) => one.own)
  if (!record) throw new Error(`The logged meeting ${row.id} lacks its record.`)
  return {
    id: row.id,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    withUser: row.with_user,
    loggedBy: row.logged_by,
    loggedAt: row.logged_at,
    cancelledAt: row.cancelled_at,
    record: { kind: record.kind, id: record.id },
    associated: refs.filter((one) => !one.own).map(({ kind, id }) => ({ kind, id })),
  }
}
