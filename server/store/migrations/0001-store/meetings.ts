/** Meetings with enrolled contacts: calendars, what was judged, what was logged, what was booked. */

export const meetings: readonly string[] = [
  `create table calendars (
    mailbox_id text primary key references mailboxes (id),
    sync_requests bigint not null default 0,
    syncs_done bigint not null default 0,
    delta_link text,
    window_at text check (length(window_at) = 24),
    read_at text check (length(read_at) = 24),
    last_error text
  ) /* strict */`,

  `create table named_events (
    mailbox_id text not null references mailboxes (id),
    event_id text not null,
    primary key (mailbox_id, event_id)
  ) /* strict */`,

  `create table meeting_verdicts (
    enrollment_id text not null references enrollments (id),
    meeting_key text not null,
    mailbox_id text references mailboxes (id),
    event_id text not null,
    address text not null,
    effect text not null check (effect in ('before', 'ended')),
    starts_at text not null check (length(starts_at) = 24),
    called_off_at text check (length(called_off_at) = 24),
    judged_at text not null check (length(judged_at) = 24),
    primary key (enrollment_id, meeting_key)
  ) /* strict */`,
  `create index meeting_verdicts_by_event on meeting_verdicts (event_id) where effect = 'ended'`,
  `create index meeting_verdicts_watched on meeting_verdicts (mailbox_id, starts_at) where effect = 'ended'`,

  `create table logged_meetings (
    id text primary key,
    title text not null,
    starts_at text not null check (length(starts_at) = 24),
    ends_at text check (length(ends_at) = 24),
    with_user text not null references users (id),
    logged_by text not null references users (id),
    logged_at text not null check (length(logged_at) = 24),
    cancelled_at text check (length(cancelled_at) = 24)
  ) /* strict */`,

  `create table logged_meeting_records (
    meeting_id text not null references logged_meetings (id),
    kind text not null check (kind in ('contact', 'company')),
    record_id text not null,
    is_associated integer not null check (is_associated in (0, 1)),
    primary key (meeting_id, kind, record_id)
  ) /* strict */`,
  `create index logged_meeting_records_by_record on logged_meeting_records (kind, record_id)`,

  `create table bookings (
    id text primary key,
    enrollment_id text not null references enrollments (id),
    mailbox_id text not null references mailboxes (id),
    starts_at text not null check (length(starts_at) = 24),
    address text not null,
    name text not null,
    event_id text,
    asked_at text not null check (length(asked_at) = 24),
    unique (mailbox_id, starts_at)
  ) /* strict */`,
  `create index bookings_by_mailbox on bookings (mailbox_id, asked_at)`,
]
