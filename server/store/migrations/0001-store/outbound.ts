/** What a sequence sends, and what it has people do. */

export const outbound: readonly string[] = [
  // by_hand: the rep sends it and never the server. No email of another kind of step may pass the gate.
  `create table emails (
    id text primary key,
    enrollment_id text not null references enrollments (id),
    mailbox_id text not null references mailboxes (id),
    step integer not null,
    attempt integer not null,
    by_hand integer not null default 0 check (by_hand in (0, 1)),
    state text not null check (state in ('stored', 'drafted', 'sending', 'sent', 'withdrawn', 'unknown')),
    subject text not null,
    body text not null,
    message_id text not null,
    answers text,
    graph_id text,
    draft_print text,
    is_reps integer not null default 0 check (is_reps in (0, 1)),
    deleting integer not null default 0 check (deleting in (0, 1)),
    created_at text not null check (length(created_at) = 24),
    sending_at text check (length(sending_at) = 24),
    sending_real bigint,
    send_answer text not null default 'silence' check (send_answer in ('silence', 'not-found')),
    missed_at text check (length(missed_at) = 24),
    missed_real bigint,
    sent_at text check (length(sent_at) = 24),
    seen_sent integer not null default 0 check (seen_sent in (0, 1)),
    replied integer not null default 0 check (replied in (0, 1)),
    bounced integer not null default 0 check (bounced in (0, 1)),
    unique (enrollment_id, step, attempt)
  ) /* strict */`,
  `create index emails_unfinished on emails (mailbox_id, state) where state in ('stored', 'drafted', 'sending')`,
  `create index emails_by_sending on emails (mailbox_id, sending_at)`,
  `create index emails_by_graph_id on emails (mailbox_id, graph_id)`,
  // Holds all that is counted, so that no email with its body is fetched for it.
  `create index emails_of_steps on emails (enrollment_id, step, replied, bounced) where state = 'sent'`,

  `create table email_message_ids (
    message_id text primary key,
    email_id text not null references emails (id)
  ) /* strict */`,
  `create index email_message_ids_by_email on email_message_ids (email_id)`,

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
]
