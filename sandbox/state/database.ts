/** The one file that holds the sandbox's whole world, so that a restart finds everything as it was. */

import type BetterSqlite3 from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Database } from './sqlite-driver.ts'

export type Db = BetterSqlite3.Database

const schema = `
  create table if not exists settings (
    name text primary key,
    value text not null
  ) strict;

  create table if not exists messages (
    seq integer primary key autoincrement,
    id text not null unique,
    mutable_id text not null unique,
    mailbox text not null,
    folder text not null,
    received_ms integer not null,
    is_draft integer not null,
    is_read integer not null,
    internet_message_id text not null,
    from_address text not null,
    conversation_id text not null,
    change integer not null,
    hidden integer not null default 0,
    submitted integer not null default 0,
    leaves_at integer,
    item text not null,
    raw blob not null
  ) strict;
  create index if not exists messages_by_time on messages (mailbox, received_ms, seq);
  create index if not exists messages_by_message_id on messages (mailbox, internet_message_id);
  create index if not exists messages_leaving on messages (leaves_at) where leaves_at is not null;

  create table if not exists outside_mails (
    seq integer primary key autoincrement,
    id text not null unique,
    owner text not null,
    direction text not null,
    internet_message_id text not null,
    received_ms integer not null,
    item text not null,
    raw blob not null
  ) strict;
  create index if not exists outside_by_owner on outside_mails (owner, direction, seq);

  create table if not exists outside_people (
    address text primary key,
    name text not null
  ) strict;

  create table if not exists subscriptions (
    id text primary key,
    mailbox text,
    folder text,
    expires_ms integer not null,
    subscription text not null
  ) strict;
  create index if not exists subscriptions_by_mailbox on subscriptions (mailbox);

  create table if not exists notifications (
    id integer primary key autoincrement,
    url text not null,
    item text not null,
    attempts integer not null default 0,
    due_ms integer not null,
    made_ms integer not null
  ) strict;
  create index if not exists notifications_due on notifications (due_ms, id);

  create table if not exists events (
    seq integer primary key autoincrement,
    id text not null unique,
    mutable_id text not null unique,
    mailbox text not null,
    uid text not null,
    kind text not null,
    transaction_id text,
    series_master_id text,
    start_ms integer not null,
    end_ms integer not null,
    changed integer not null unique,
    removed integer not null default 0,
    item text not null
  ) strict;
  create index if not exists events_by_time on events (mailbox, start_ms);
  create index if not exists events_by_uid on events (mailbox, uid);
  create index if not exists events_by_change on events (mailbox, changed);
  create index if not exists events_by_series on events (mailbox, series_master_id);

  create table if not exists people (
    id text primary key,
    person text not null,
    deleted_ms integer,
    gone integer not null default 0,
    touched text not null,
    changed integer not null
  ) strict;

  create table if not exists mailbox_settings (
    mailbox text primary key,
    settings text not null
  ) strict;

  create table if not exists automatic_replies (
    mailbox text not null,
    address text not null,
    primary key (mailbox, address)
  ) strict;
`

/** Opens (and on the first start makes) the world's file. */
export function openDatabase(file: string): Db {
  mkdirSync(dirname(file), { recursive: true })
  const db = new Database(file)
  db.pragma('journal_mode = wal')
  // A killed process loses nothing at this level; only a power cut could, and this world is a pretend one.
  db.pragma('synchronous = normal')
  db.exec(schema)
  addColumn(db, 'messages', 'unlisted', 'integer not null default 0')
  addColumn(db, 'messages', 'unseen_until', 'integer not null default 0')
  addColumn(db, 'messages', 'client', "text not null default 'web'")
  return db
}

/** Worlds made by an earlier version are kept: their tables get what they lack. */
function addColumn(db: Db, table: string, name: string, type: string): void {
  const there = db
    .prepare<[string, string], { found: number }>(
      'select count(*) as found from pragma_table_info(?) where name = ?',
    )
    .get(table, name)
  if (there?.found === 0) db.exec(`alter table ${table} add column ${name} ${type}`)
}

/** Small named values, such as the clock's offset. */
export interface SettingsStore {
  read: (name: string) => string | undefined
  write: (name: string, value: string) => void
}

export function openSettings(db: Db): SettingsStore {
  const read = db.prepare<[string], { value: string }>('select value from settings where name = ?')
  const write = db.prepare<[string, string]>(
    'insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  )
  return {
    read: (name) => read.get(name)?.value,
    write: (name, value) => {
      write.run(name, value)
    },
  }
}
