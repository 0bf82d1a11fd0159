/** Work that belongs to no mailbox, and requests that are done once however often they are sent. */

export const jobs: readonly string[] = [
  `create table jobs (
    name text primary key,
    asks bigint not null default 0,
    due_at text not null check (length(due_at) = 24),
    not_before_real bigint not null default 0,
    lease_owner text,
    lease_until_real bigint not null default 0,
    attempts integer not null default 0,
    last_error text
  ) /* strict */`,

  // `changed` is written in the very transaction that changes something. Real milliseconds: asking again is a matter of
  // networks, not of the product's calendar.
  `create table request_keys (
    user_id text not null references users (id),
    path text not null,
    key text not null,
    fingerprint text not null,
    owner text not null,
    began_real bigint not null,
    until_real bigint not null,
    changed integer not null default 0 check (changed in (0, 1)),
    status integer,
    answer text,
    primary key (user_id, path, key)
  ) /* strict */`,
  `create index request_keys_by_age on request_keys (began_real)`,
]
