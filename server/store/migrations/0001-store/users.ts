/** Who sells and who administers; what the directory said of them, and owners of sequences that left. */

export const users: readonly string[] = [
  `create table users (
    id text primary key,
    oid text not null unique,
    address text not null,
    name text not null,
    seat text not null check (seat in ('none', 'professional', 'enterprise')),
    role text not null check (role in ('rep', 'manager', 'admin')),
    manager_id text references users (id),
    created_at text not null check (length(created_at) = 24),
    seen_at text check (length(seen_at) = 24)
  ) /* strict */`,
  `create index users_by_address on users (address)`,

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
]
