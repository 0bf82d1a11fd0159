/** Requests that bear an Idempotency-Key: what was asked, whether it changed anything, and what was answered. */

export const requestKeys: readonly string[] = [
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
