/** Steps that a person does: a task for each that came due, and emails that only a person sends. */

export const tasks: readonly string[] = [
  `create table tasks (
    id text primary key,
    enrollment_id text not null references enrollments (id),
    sequence_id text not null references sequences (id),
    mailbox_id text not null references mailboxes (id),
    step integer not null,
    kind text not null check (kind in ('manual-email', 'call', 'to-do')),
    state text not null check (state in ('open', 'done', 'skipped', 'cancelled')),
    title text not null,
    body text not null,
    due_at text not null check (length(due_at) = 24),
    checked_at text not null check (length(checked_at) = 24),
    finished_at text check (length(finished_at) = 24),
    finished_by text references users (id),
    note text,
    unique (enrollment_id, step)
  ) /* strict */`,
  `create index tasks_open on tasks (due_at, enrollment_id) where state = 'open'`,
  `create index tasks_open_of_mailbox on tasks (mailbox_id, due_at, enrollment_id) where state = 'open'`,
  `create index tasks_to_check on tasks (mailbox_id, checked_at)
    where state = 'open' and kind = 'manual-email'`,
  `create index tasks_of_sequence on tasks (sequence_id, step, kind, state)`,

  // Whether the rep sends it and never the server: no email of another kind of step may pass the gate.
  `alter table emails add column by_hand integer not null default 0 check (by_hand in (0, 1))`,
]
