/** Triggers and workflows, what they have still to look at, and what their conditions compare with. */

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

  `create table automation_rounds (
    id text primary key,
    kind text not null check (kind in ('automation', 'company', 'clock')),
    automation_id text references automations (id),
    sequence_id text references sequences (id),
    company_id text references companies (id),
    domains text not null default '[]',
    evaluated_to text not null default '',
    looked bigint not null default 0,
    ended bigint not null default 0,
    done integer not null default 0 check (done in (0, 1))
  ) /* strict */`,
  `create index automation_rounds_to_do on automation_rounds (id) where done = 0`,
  `create index automation_rounds_by_automation on automation_rounds (automation_id)`,

  `create table automation_marks (
    enrollment_id text not null references enrollments (id),
    automation_id text not null references automations (id),
    primary key (enrollment_id, automation_id)
  ) /* strict */`,
  `create index automation_marks_by_automation on automation_marks (automation_id)`,

  `create table enrollment_resumptions (
    enrollment_id text primary key references enrollments (id),
    since text not null
  ) /* strict */`,

  `create table property_changes (
    id text primary key,
    subject_id text not null,
    property text not null,
    was text not null
  ) /* strict */`,
  `create index property_changes_by_subject on property_changes (subject_id, id)`,

  `create index enrollments_open on enrollments (id) where state <> 'ended'`,
  `create index enrollments_open_by_sequence on enrollments (sequence_id, id) where state <> 'ended'`,
  `create index contacts_of_company on contacts (company_id, id)`,
  `create index contacts_of_domain on contacts (domain, id)`,
]
