/** Contact files: each import, its rows as they stood in the file, and what each row came to. */

export const imports: readonly string[] = [
  `create table imports (
    id text primary key,
    user_id text not null references users (id),
    file_name text not null,
    state text not null check (state in
      ('reading', 'matching', 'checking', 'checked', 'importing', 'done', 'discarded')),
    separator text not null,
    headers text not null default '[]',
    columns text not null default '[]',
    existing text not null default 'fill' check (existing in ('fill', 'overwrite', 'keep')),
    row_count bigint not null default 0,
    worked bigint not null default 0,
    worked_to bigint not null default 0,
    counts text not null default '{}',
    created_at text not null check (length(created_at) = 24),
    done_at text check (length(done_at) = 24)
  ) /* strict */`,
  `create index imports_by_user on imports (user_id, id)`,
  `create index imports_to_work on imports (id) where state in ('checking', 'importing', 'discarded')`,

  `create table import_rows (
    import_id text not null references imports (id),
    number bigint not null,
    cells text not null,
    address_key text,
    outcome text check (outcome in ('new', 'changed', 'unchanged', 'duplicate', 'rejected')),
    reason text,
    contact_id text references contacts (id),
    primary key (import_id, number)
  ) /* strict */`,
  `create index import_rows_by_key on import_rows (import_id, address_key, number)
    where address_key is not null`,
  `create index import_rows_left_out on import_rows (import_id, outcome, reason)
    where outcome in ('duplicate', 'rejected')`,
  `create index import_rows_taken on import_rows (import_id, contact_id) where contact_id is not null`,
]
