/** What the automatic rules need: companies, further addresses, settings, pauses of whole mailboxes, and jobs. */

import sql from 'sql-template-tag'
import { v7 } from 'uuid'
import { addressKey } from '../../domain/contacts/address.ts'
import { companyName, companyNameKey, registrableDomain } from '../../domain/contacts/company.ts'
import type { Db } from '../db/db.ts'

export const rules: readonly string[] = [
  `create table companies (
    id text primary key,
    name text not null,
    name_key text not null unique,
    created_at text not null check (length(created_at) = 24)
  ) /* strict */`,

  `create table company_domains (
    domain text primary key,
    company_id text not null references companies (id)
  ) /* strict */`,
  `create index company_domains_by_company on company_domains (company_id)`,

  `alter table contacts add column company_id text references companies (id)`,
  `alter table contacts add column domain text not null default ''`,
  `alter table contacts add column properties text not null default '{}'`,
  `alter table contacts add column address_key text not null default ''`,
  `create index contacts_by_company on contacts (company_id)`,
  `create index contacts_by_domain on contacts (domain)`,
  `create index contacts_by_address_key on contacts (address_key)`,

  `alter table suppressions add column address_key text not null default ''`,
  `create index suppressions_by_address_key on suppressions (address_key)`,

  `create table aliases (
    contact_id text not null references contacts (id),
    address text not null,
    address_key text not null,
    state text not null check (state in ('learned', 'confirmed', 'offered', 'unlinked')),
    words text not null,
    since text not null check (length(since) = 24),
    primary key (contact_id, address)
  ) /* strict */`,
  `create index aliases_by_address_key on aliases (address_key)`,
  `create unique index aliases_one_contact on aliases (address_key) where state in ('learned', 'confirmed')`,

  `alter table sequences add column settings text not null default '{}'`,
  `alter table sequences add column same_company integer not null default 0 check (same_company in (0, 1))`,
  `alter table sequences add column deleted_at text check (length(deleted_at) = 24)`,
  `alter table sequences add column deleted_by text references users (id)`,

  `alter table enrollments add column address_key text not null default ''`,
  `alter table enrollments add column pause_evidence text`,
  `alter table enrollments add column offer text`,
  `create index enrollments_by_address_key on enrollments (address_key) where state <> 'ended'`,
  `drop index enrollments_by_address`,
  `create index enrollments_by_paused_until on enrollments (mailbox_id, paused_until) where state = 'paused'`,
  `create index enrollments_of_sequence on enrollments (sequence_id, id)`,

  `create index verdicts_by_message on verdicts (message_key)`,

  `alter table mailboxes add column time_zone text not null default 'UTC'`,
  `alter table mailboxes add column pause_kind text check (pause_kind in ('rep-away', 'mailbox-disconnected'))`,
  `alter table mailboxes add column paused_since text check (length(paused_since) = 24)`,
  `alter table mailboxes add column paused_until text check (length(paused_until) = 24)`,
  `alter table mailboxes add column settings_due_at text not null default '1970-01-01T00:00:00.000Z'
    check (length(settings_due_at) = 24)`,

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
]

export async function fillRules(tx: Db): Promise<void> {
  for (const { id, email } of await tx.all<{ id: string; email: string }>(
    sql`select id, email from contacts`,
  ))
    await tx.all(sql`
      update contacts
      set domain = ${registrableDomain(email)},
        address_key = ${addressKey(email)}
      where id = ${id}`)
  for (const { address } of await tx.all<{ address: string }>(
    sql`select address from suppressions`,
  ))
    await tx.all(sql`
      update suppressions
      set address_key = ${addressKey(address)}
      where address = ${address}`)
  // By id: nothing finds enrollments by their address, and going through all of them for each would take hours.
  for (const { id, address } of await tx.all<{ id: string; address: string }>(
    sql`select id, address from enrollments`,
  ))
    await tx.all(sql`
      update enrollments
      set address_key = ${addressKey(address)}
      where id = ${id}`)
  await fillCompanies(tx)
}

/** The companies that contacts were given as text get their records: names only, for a person to give domains. */
async function fillCompanies(tx: Db): Promise<void> {
  const ids = new Map<string, string>()
  for (const contact of await tx.all<{ id: string; company: string; created_at: string }>(sql`
    select id, company, created_at
    from contacts
    where company is not null
    order by created_at, id`)) {
    const key = companyNameKey(contact.company)
    const known = ids.get(key)
    const companyId = known ?? v7()
    ids.set(key, companyId)
    if (!known)
      await tx.all(sql`
        insert into companies (id, name, name_key, created_at)
        values (${companyId}, ${companyName(contact.company)}, ${key}, ${contact.created_at})`)
    await tx.all(sql`update contacts set company_id = ${companyId} where id = ${contact.id}`)
  }
}
