/** Sequences with the steps of each version, and edited steps on their way to those enrolled. */

export const sequences: readonly string[] = [
  // plan_after is set while coming steps are to be planned anew: those of enrollments whose id is greater.
  `create table sequences (
    id text primary key,
    name text not null,
    owner_id text not null references users (id),
    version integer not null,
    settings text not null default '{}',
    same_company integer not null default 0 check (same_company in (0, 1)),
    plan_after text,
    created_at text not null check (length(created_at) = 24),
    updated_at text not null check (length(updated_at) = 24),
    updated_by text references users (id),
    archived_at text check (length(archived_at) = 24),
    deleted_at text check (length(deleted_at) = 24),
    deleted_by text references users (id),
    halt text check (halt in ('end', 'pause', 'lift'))
  ) /* strict */`,
  `create index sequences_by_owner on sequences (owner_id)`,
  `create index sequences_halted on sequences (id) where halt is not null`,
  `create index sequences_deleted on sequences (id) where deleted_at is not null`,

  `create table steps (
    sequence_id text not null references sequences (id),
    version integer not null,
    number integer not null,
    step_id text not null default '',
    kind text not null,
    delay text not null,
    subject text not null,
    body text not null,
    thread text not null check (thread in ('same', 'new')),
    primary key (sequence_id, version, number)
  ) /* strict */`,

  `create table rollouts (
    sequence_id text primary key references sequences (id),
    version integer not null,
    asked_by text not null references users (id),
    after_id text not null default '',
    moved integer not null default 0,
    done integer not null default 0 check (done in (0, 1))
  ) /* strict */`,

  `create index rollouts_under_way on rollouts (sequence_id) where done = 0`,

  `create table joined_versions (
    sequence_id text not null references sequences (id),
    from_version integer not null,
    done integer not null,
    onto_version integer not null,
    version integer not null,
    primary key (sequence_id, from_version, done, onto_version)
  ) /* strict */`,
]
