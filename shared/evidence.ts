/** What an end, a pause or a verdict rests on. Times are UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */

interface Grounds {
  /** What was seen, a plain clause each. */
  because: string[]
}

/** A mail that arrived. */
export interface MessageEvidence extends Grounds {
  kind: 'message'
  /** Graph's id of the mail in `mailbox`. */
  id: string
  /** The mail's Message-ID, angle brackets included; null when it has none. */
  messageId: string | null
  mailbox: string
  from: { address: string; name: string }
  subject: string
  receivedAt: string
  /** Number of the email it answers or reports on, or null. */
  emailNumber: number | null
  /** `YYYY-MM-DD` until which an out-of-office answer says its author is away; null when it names no day. */
  returnDate: string | null
  /** Whom the answer of somebody who has left the company names instead, or null. */
  successor: string | null
}

/** A meeting: in a calendar, booked through a meetings link, or logged on a record. */
export interface MeetingEvidence extends Grounds {
  kind: 'meeting'
  via: 'calendar' | 'link' | 'record'
  /** Graph's id of the event, or the id of the logged meeting. */
  id: string
  /** The mailbox whose calendar it is in; null for a logged one. */
  mailbox: string | null
  subject: string
  startsAt: string
  organizer: { address: string; name: string } | null
}

/** A trigger or a workflow whose conditions were met. */
export interface ConditionEvidence extends Grounds {
  kind: 'condition'
  automation: 'trigger' | 'workflow'
  id: string
  name: string
}

/** What Microsoft 365 said of the owner of a sequence. */
export interface DirectoryEvidence extends Grounds {
  kind: 'directory'
  user: { id: string; name: string }
  /** When it was first seen, and when it was seen again. */
  seenAt: string
  confirmedAt: string
}

/** A page of ours on which the contact acted. */
export interface PageEvidence extends Grounds {
  kind: 'page'
  page: 'unsubscribe'
  at: string
}

export type Evidence =
  MessageEvidence | MeetingEvidence | ConditionEvidence | DirectoryEvidence | PageEvidence
