/** What was judged, what happened, and who did it. */

export const history: readonly string[] = [
  `create table verdicts (
    id text primary key,
    enrollment_id text not null references enrollments (id),
    mailbox_id text not null references mailboxes (id),
    message_key text not null,
    kind text not null,
    sub text,
    rule text,
    effect text not null check (effect in ('ended', 'paused', 'kept', 'noted')),
    evidence text not null,
    judged_at text not null check (length(judged_at) = 24),
    unique (enrollment_id, message_key)
  ) /* strict */`,
  `create index verdicts_by_message on verdicts (message_key)`,

  `create table timeline (
    id text primary key,
    enrollment_id text not null references enrollments (id),
    contact_id text not null references contacts (id),
    at text not null check (length(at) = 24),
    kind text not null,
    words text not null,
    evidence text
  ) /* strict */`,
  `create index timeline_by_contact on timeline (contact_id, at, id)`,

  `create table audit (
    id text primary key,
    at text not null check (length(at) = 24),
    user_id text not null,
    action text not null,
    subject_id text not null
  ) /* strict */`,
]
