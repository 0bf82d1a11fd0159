/** A meeting that somebody logged on a record. Times are UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */

export const recordKinds = ['contact', 'company'] as const
export type RecordKind = (typeof recordKinds)[number]

export interface RecordRef {
  kind: RecordKind
  id: string
}

/** POST /api/meetings. */
export interface MeetingRequest {
  /** A UUID of the asker's own: repeated with it, the meeting is logged once. */
  id?: string
  title: string
  /** ISO 8601 with an offset; may lie in the past. */
  startsAt: string
  endsAt?: string
  /** Who of the reps took part: id or address; the asking person when left out. */
  with?: string
  /** The record it is logged on. */
  record: RecordRef
  /** Further records it belongs to. Only contacts that are named themselves are unenrolled. */
  associated?: RecordRef[]
}

export interface MeetingResource {
  id: string
  title: string
  startsAt: string
  endsAt: string | null
  with: { id: string; name: string }
  record: RecordRef & { name: string }
  associated: (RecordRef & { name: string })[]
  loggedBy: { id: string; name: string }
  loggedAt: string
  cancelledAt: string | null
  /** Ids of the enrollments that it ended. */
  ended: string[]
}
