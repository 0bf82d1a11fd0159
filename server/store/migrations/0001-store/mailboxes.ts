/** The mailboxes that are read and sent from, and what Graph was asked to tell and told of them. */

export const mailboxes: readonly string[] = [
  `create table mailboxes (
    id text primary key,
    user_id text not null unique references users (id),
    address text not null,
    connected_at text not null check (length(connected_at) = 24),
    read_from text not null check (length(read_from) = 24),
    read_at text check (length(read_at) = 24),
    read_real bigint not null default 0,
    deep_read_at text not null check (length(deep_read_at) = 24),
    rewinds bigint not null default 0,
    deep_wants bigint not null default 0,
    page_size integer not null default 50,
    unfinished_at text check (length(unfinished_at) = 24),
    unfinished_deep integer not null default 0,
    unfinished_deep_wants bigint not null default 0,
    sync_requests bigint not null default 0,
    syncs_done bigint not null default 0,
    due_at text not null check (length(due_at) = 24),
    not_before_real bigint not null default 0,
    lease_owner text,
    lease_until_real bigint not null default 0,
    attempts integer not null default 0,
    last_error text,
    rest_ms integer not null default 0,
    subscription_due_at text not null check (length(subscription_due_at) = 24),
    settings_due_at text not null default '1970-01-01T00:00:00.000Z' check (length(settings_due_at) = 24),
    time_zone text not null default 'UTC',
    pause_kind text check (pause_kind in ('rep-away', 'mailbox-disconnected')),
    paused_since text check (length(paused_since) = 24),
    paused_until text check (length(paused_until) = 24),
    pace_waits text,
    pace_waits_at text check (length(pace_waits_at) = 24)
  ) /* strict */`,
  `create index mailboxes_by_due on mailboxes (due_at)`,
  `create index mailboxes_disconnected on mailboxes (paused_since) where pause_kind = 'mailbox-disconnected'`,

  `create table subscriptions (
    id text primary key,
    mailbox_id text not null references mailboxes (id),
    about text not null default 'mail' check (about in ('mail', 'calendar')),
    client_state text not null,
    expires_at text not null check (length(expires_at) = 24),
    check_at text not null default '1970-01-01T00:00:00.000Z' check (length(check_at) = 24),
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
]
