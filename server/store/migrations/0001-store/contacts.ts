/** Contacts, their companies and further addresses, and those who must not be written to. */

export const contacts: readonly string[] = [
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

  `create table contacts (
    id text primary key,
    email text not null unique,
    address_key text not null default '',
    name text not null,
    company text,
    company_id text references companies (id),
    address_state text not null check (address_state in ('ok', 'bad')),
    domain text not null default '',
    properties text not null default '{}',
    created_at text not null check (length(created_at) = 24)
  ) /* strict */`,
  `create index contacts_by_address_key on contacts (address_key)`,
  `create index contacts_of_company on contacts (company_id, id)`,
  `create index contacts_of_domain on contacts (domain, id)`,

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

  // asked_at is set when the contact asks for no more although an administrator had added the address: both wishes stand.
  `create table suppressions (
    address text primary key,
    address_key text not null default '',
    reason text not null,
    since text not null check (length(since) = 24),
    added_by text references users (id),
    asked_at text check (length(asked_at) = 24)
  ) /* strict */`,
  `create index suppressions_by_address_key on suppressions (address_key)`,

  `create table property_names (
    name text primary key
  ) /* strict */`,

  `create table property_changes (
    id text primary key,
    subject_id text not null,
    property text not null,
    was text not null
  ) /* strict */`,
  `create index property_changes_by_subject on property_changes (subject_id, id)`,
]
