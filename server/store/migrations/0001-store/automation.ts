/** Triggers and workflows, whom they still have to evaluate, and whom they leave alone. */

export const automation: readonly string[] = [
  `create table automations (
    id text primary key,
    kind text not null check (kind in ('trigger', 'workflow')),
    name text not null,
    sequence_id text references sequences (id),
    sequence_ids text,
    condition text not null,
    is_on integer not null check (is_on in (0, 1)),
    saved_by text not null references users (id),
    since text not null,
    created_at text not null check (length(created_at) = 24),
    saved_at text not null check (length(saved_at) = 24),
    deleted_at text check (length(deleted_at) = 24),
    check ((kind = 'trigger') = (sequence_id is not null))
  ) /* strict */`,
  `create index automations_by_sequence on automations (sequence_id, id) where deleted_at is null`,
  `create index automations_by_kind on automations (kind, id) where deleted_at is null`,

  `create table evaluation_runs (
    id text primary key,
    kind text not null check (kind in ('automation', 'company', 'clock')),
    automation_id text references automations (id),
    sequence_id text references sequences (id),
    company_id text references companies (id),
    domains text not null default '[]',
    evaluated_to text not null default '',
    evaluated bigint not null default 0,
    ended bigint not null default 0,
    done integer not null default 0 check (done in (0, 1))
  ) /* strict */`,
  `create index evaluation_runs_to_do on evaluation_runs (id) where done = 0`,
  `create index evaluation_runs_by_automation on evaluation_runs (automation_id)`,

  `create table automation_marks (
    enrollment_id text not null references enrollments (id),
    automation_id text not null references automations (id),
    primary key (enrollment_id, automation_id)
  ) /* strict */`,
  `create index automation_marks_by_automation on automation_marks (automation_id)`,
]
