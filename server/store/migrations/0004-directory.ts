/** What the directory says of the owners of sequences, and figures that are read off one index. */

export const directory: readonly string[] = [
  `create table directory_subscriptions (
    id text primary key,
    client_state text not null,
    expires_at text not null check (length(expires_at) = 24),
    due_at text not null check (length(due_at) = 24)
  ) /* strict */`,

  `create table departures (
    user_id text primary key references users (id),
    cause text not null check (cause in ('deleted', 'disabled', 'no-seat', 'mailbox-gone')),
    state text not null check (state in ('doubted', 'asked', 'removed', 'kept')),
    seen_at text not null check (length(seen_at) = 24),
    check_at text check (length(check_at) = 24),
    confirmed_at text check (length(confirmed_at) = 24),
    decided_by text references users (id),
    check (state = 'doubted' or confirmed_at is not null)
  ) /* strict */`,
  `create index departures_by_check on departures (check_at) where check_at is not null`,

  `alter table users add column seen_at text check (length(seen_at) = 24)`,
  `create index mailboxes_disconnected on mailboxes (paused_since) where pause_kind = 'mailbox-disconnected'`,

  `alter table sequences add column halt text check (halt in ('end', 'pause', 'lift'))`,
  `create index sequences_by_owner on sequences (owner_id)`,
  `create index sequences_halted on sequences (id) where halt is not null`,
  `create index sequences_deleted on sequences (id) where deleted_at is not null`,

  `alter table enrollments add column replied integer not null default 0`,
  `alter table enrollments add column bounced integer not null default 0`,
  `update enrollments
    set replied = 1
    where id in (select enrollment_id from verdicts where rule in ('replied', 'replied-from-other-address'))`,
  `update enrollments
    set bounced = 1
    where id in (select enrollment_id from verdicts where rule = 'bounced')`,
  `drop index enrollments_by_sequence`,
  `create index enrollments_by_sequence on enrollments (sequence_id, state, reason, replied, bounced, emails_sent)`,
]
