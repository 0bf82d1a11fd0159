/** The first shape of the store. Times are UTC text of 24 characters, flags 0/1, lists and evidence JSON text. */

export const mainJob: readonly string[] = [
  `create table users (
    id text primary key,
    oid text not null unique,
    address text not null,
    name text not null,
    seat text not null check (seat in ('none', 'professional', 'enterprise')),
    role text not null check (role in ('rep', 'manager', 'admin')),
    manager_id text references users (id),
    created_at text not null check (length(created_at) = 24)
  ) /* strict */`,

  `create index users_by_address on users (address)`,

  `create table mailboxes (
    id text primary key,
    user_id text not null unique references users (id),
    address text not null,
    connected_at text not null check (length(connected_at) = 24),
    read_from text not null check (length(read_from) = 24),
    read_at text check (length(read_at) = 24),
    read_real bigint not null default 0,
    deep_read_at text not null check (length(deep_read_at) = 24),
    sync_requests bigint not null default 0,
    syncs_done bigint not null default 0,
    due_at text not null check (length(due_at) = 24),
    not_before_real bigint not null default 0,
    lease_owner text,
    lease_until_real bigint not null default 0,
    attempts integer not null default 0,
    last_error text,
    rest_ms integer not null default 0,
    subscription_due_at text not null check (length(subscription_due_at) = 24)
  ) /* strict */`,
  `create index mailboxes_by_due on mailboxes (due_at)`,

  `create table subscriptions (
    id text primary key,
    mailbox_id text not null references mailboxes (id),
    client_state text not null,
    expires_at text not null check (length(expires_at) = 24),
    created_at text not null check (length(created_at) = 24)
  ) /* strict */`,
  `create index subscriptions_by_mailbox on subscriptions (mailbox_id)`,

  `create table named_messages (
    mailbox_id text not null references mailboxes (id),
    graph_id text not null,
    tries integer not null default 0,
    next_try_real bigint not null default 0,
    primary key (mailbox_id, graph_id)
  ) /* strict */`,

  `create table contacts (
    id text primary key,
    email text not null unique,
    name text not null,
    company text,
    address_state text not null check (address_state in ('ok', 'bad')),
    created_at text not null check (length(created_at) = 24)
  ) /* strict */`,

  `create table suppressions (
    address text primary key,
    reason text not null,
    since text not null check (length(since) = 24)
  ) /* strict */`,

  `create table sequences (
    id text primary key,
    name text not null,
    owner_id text not null references users (id),
    version integer not null,
    created_at text not null check (length(created_at) = 24),
    updated_at text not null check (length(updated_at) = 24)
  ) /* strict */`,

  `create table steps (
    sequence_id text not null references sequences (id),
    version integer not null,
    number integer not null,
    kind text not null,
    delay text not null,
    subject text not null,
    body text not null,
    thread text not null check (thread in ('same', 'new')),
    primary key (sequence_id, version, number)
  ) /* strict */`,

  `create table enrollments (
    id text primary key,
    sequence_id text not null references sequences (id),
    version integer not null,
    contact_id text not null references contacts (id),
    mailbox_id text not null references mailboxes (id),
    enrolled_by text not null references users (id),
    address text not null,
    state text not null check (state in ('active', 'paused', 'ended')),
    began_at text not null check (length(began_at) = 24),
    messages_before text not null,
    next_step integer,
    due_at text check (length(due_at) = 24),
    waits text,
    emails_sent integer not null default 0,
    pause_id text,
    pause_kind text,
    pause_text text,
    paused_at text check (length(paused_at) = 24),
    paused_until text check (length(paused_until) = 24),
    reason text,
    ended_at text check (length(ended_at) = 24),
    ended_by text references users (id),
    evidence text,
    explanation text,
    left_ms bigint,
    email_on_its_way integer,
    created_at text not null check (length(created_at) = 24),
    check ((state = 'ended') = (reason is not null)),
    check ((state = 'ended') = (ended_at is not null)),
    check (state <> 'paused' or (pause_id is not null and pause_kind is not null))
  ) /* strict */`,
  `create unique index enrollments_one_open on enrollments (contact_id, sequence_id) where state <> 'ended'`,
  `create index enrollments_by_due on enrollments (mailbox_id, due_at) where state = 'active'`,
  `create index enrollments_by_address on enrollments (address) where state <> 'ended'`,
  `create index enrollments_by_contact on enrollments (contact_id, created_at)`,
  `create index enrollments_by_sequence on enrollments (sequence_id, state, reason)`,

  `create table emails (
    id text primary key,
    enrollment_id text not null references enrollments (id),
    mailbox_id text not null references mailboxes (id),
    step integer not null,
    attempt integer not null,
    state text not null check (state in ('stored', 'drafted', 'sending', 'sent', 'withdrawn', 'unknown')),
    subject text not null,
    body text not null,
    message_id text not null,
    graph_id text,
    created_at text not null check (length(created_at) = 24),
    sending_at text check (length(sending_at) = 24),
    sending_real bigint,
    sent_at text check (length(sent_at) = 24),
    unique (enrollment_id, step, attempt)
  ) /* strict */`,
  `create index emails_unfinished on emails (mailbox_id, state) where state in ('stored', 'drafted', 'sending')`,
  `create index emails_by_sending on emails (mailbox_id, sending_at)`,
  `create index emails_by_graph_id on emails (mailbox_id, graph_id)`,

  `create table email_message_ids (
    message_id text primary key,
    email_id text not null references emails (id)
  ) /* strict */`,
  `create index email_message_ids_by_email on email_message_ids (email_id)`,

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
