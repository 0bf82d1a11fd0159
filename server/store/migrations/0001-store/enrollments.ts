/** Each contact in each sequence: where it stands, why it waits, why it ended. */

export const enrollments: readonly string[] = [
  // pause_count says how many rows in pauses are its own, next_pause_end and paused_until are the first and the last of their
  // ends; with one that has no end among them, paused_until is null.
  // meetings_known is 'no' until the calendar was looked through for it, and 'again' when it was resumed: what came
  // meanwhile is looked for.
  `create table enrollments (
    id text primary key,
    sequence_id text not null references sequences (id),
    version integer not null,
    contact_id text not null references contacts (id),
    mailbox_id text not null references mailboxes (id),
    enrolled_by text not null references users (id),
    address text not null,
    address_key text not null default '',
    state text not null check (state in ('active', 'paused', 'ended')),
    began_at text not null check (length(began_at) = 24),
    messages_before text not null,
    meetings_known text not null default 'no' check (meetings_known in ('no', 'yes', 'again')),
    next_kind text not null check (next_kind in ('due', 'sending', 'undecided', 'task', 'stopped', 'done')),
    next_step integer,
    wanted_at text check (length(wanted_at) = 24),
    due_at text check (length(due_at) = 24),
    left_ms bigint,
    waits text,
    emails_sent integer not null default 0,
    replied integer not null default 0,
    bounced integer not null default 0,
    pause_count integer not null default 0,
    paused_until text check (length(paused_until) = 24),
    next_pause_end text check (length(next_pause_end) = 24),
    reason text,
    ended_at text check (length(ended_at) = 24),
    ended_by text references users (id),
    evidence text,
    explanation text,
    resume_suggestion text,
    email_on_its_way integer,
    created_at text not null check (length(created_at) = 24),
    check ((state = 'ended') = (reason is not null)),
    check ((state = 'ended') = (ended_at is not null)),
    check ((next_kind = 'done') = (next_step is null)),
    check ((next_kind = 'due') = (due_at is not null)),
    check ((next_kind in ('due', 'sending', 'undecided', 'task')) = (wanted_at is not null)),
    check ((next_kind = 'stopped') = (left_ms is not null)),
    check (next_kind not in ('sending', 'undecided') or waits is not null),
    check (next_kind not in ('task', 'stopped', 'done') or waits is null),
    check (case when state = 'ended' then next_kind in ('stopped', 'done') else next_kind <> 'stopped' end),
    check (state <> 'paused' or pause_count > 0),
    check (state <> 'active' or pause_count = 0),
    check (paused_until is null or (next_pause_end is not null and next_pause_end <= paused_until))
  ) /* strict */`,
  `create unique index enrollments_one_open on enrollments (contact_id, sequence_id) where state <> 'ended'`,
  `create index enrollments_by_due on enrollments (mailbox_id, due_at) where state = 'active'`,
  `create index enrollments_by_contact on enrollments (contact_id, created_at)`,
  `create index enrollments_by_sequence on enrollments (sequence_id, state, reason, replied, bounced, emails_sent)`,
  `create index enrollments_by_address_key on enrollments (address_key) where state <> 'ended'`,
  `create index enrollments_by_pause_end on enrollments (mailbox_id, next_pause_end) where state = 'paused'`,
  `create index enrollments_of_sequence on enrollments (sequence_id, id)`,
  `create index enrollments_open_by_mailbox on enrollments (mailbox_id, meetings_known) where state <> 'ended'`,
  `create index enrollments_open on enrollments (id) where state <> 'ended'`,
  `create index enrollments_open_by_sequence on enrollments (sequence_id, id) where state <> 'ended'`,
  // Only what has a time and has not ended, so that history costs the lists of coming steps nothing.
  `create index enrollments_coming on enrollments (due_at, id) where state <> 'ended' and due_at is not null`,
  `create index enrollments_coming_of_rep on enrollments (enrolled_by, due_at, id)
    where state <> 'ended' and due_at is not null`,
  `create index enrollments_by_state on enrollments (sequence_id, state, id)`,
  `create index enrollments_paused_until on enrollments (paused_until, id)
    where state = 'paused' and paused_until is not null`,

  // What each waits for; of one kind there is one at most. Those of an ended one stay, for an undo brings them back.
  `create table pauses (
    id text primary key,
    enrollment_id text not null references enrollments (id),
    kind text not null,
    text text not null,
    since text not null check (length(since) = 24),
    until text check (length(until) = 24),
    evidence text,
    unique (enrollment_id, kind)
  ) /* strict */`,

  `create table enrollment_resumptions (
    enrollment_id text primary key references enrollments (id),
    since text not null
  ) /* strict */`,
]
