/** Companies, their domains, and who of the enrolled may work there. */

import sql, { join, type Sql } from 'sql-template-tag'
import { companyNameKey, type Company } from '../../domain/contacts/company.ts'
import type { Db } from '../db/db.ts'

interface Row {
  id: string
  name: string
  created_at: string
}

const columns = sql`id, name, created_at`

export async function companyById(db: Db, id: string): Promise<Company | null> {
  return (await list(db, sql`where id = ${id}`)).at(0) ?? null
}

export async function companyByName(db: Db, name: string): Promise<Company | null> {
  return (await list(db, sql`where name_key = ${companyNameKey(name)}`)).at(0) ?? null
}

export async function companiesByIds(db: Db, ids: string[]): Promise<Company[]> {
  if (ids.length === 0) return []
  return list(db, sql`where id in (${join(ids)})`)
}

/** Adds the company, or renames the one of that id. */
export async function putCompany(db: Db, company: Company): Promise<void> {
  await db.all(sql`
    insert into companies (id, name, name_key, created_at)
    values (${company.id}, ${company.name}, ${companyNameKey(company.name)}, ${company.createdAt})
    on conflict (id) do update set
      name = excluded.name,
      name_key = excluded.name_key`)
  db.publish({ kind: 'company', id: company.id })
}

/** Of a company that no contact was given. Rounds on its account go on, and look at everybody. */
export async function removeCompany(db: Db, id: string): Promise<void> {
  await db.all(sql`update evaluation_runs set company_id = null where company_id = ${id}`)
  await db.all(sql`delete from company_domains where company_id = ${id}`)
  await db.all(sql`delete from companies where id = ${id}`)
  db.publish({ kind: 'company', id })
}

export async function hasLoggedMeeting(db: Db, companyId: string): Promise<boolean> {
  const row = await db.one(sql`
    select meeting_id
    from logged_meeting_records
    where kind = 'company'
    and record_id = ${companyId}
    limit 1`)
  return row !== undefined
}

export async function domainsOf(db: Db, companyId: string): Promise<string[]> {
  return (await domainsOfMany(db, [companyId])).get(companyId) ?? []
}

/** By company, in alphabetical order; one that has none is left out. */
export async function domainsOfMany(db: Db, companyIds: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (companyIds.length === 0) return found
  const rows = await db.all<{ company_id: string; domain: string }>(sql`
    select company_id, domain
    from company_domains
    where company_id in (${join(companyIds)})
    order by domain`)
  for (const row of rows)
    found.set(row.company_id, [...(found.get(row.company_id) ?? []), row.domain])
  return found
}

export async function setDomains(db: Db, companyId: string, domains: string[]): Promise<void> {
  await db.all(sql`delete from company_domains where company_id = ${companyId}`)
  for (const domain of domains)
    await db.all(sql`
      insert into company_domains (domain, company_id)
      values (${domain}, ${companyId})`)
}

/** Whose these domains are, by domain. */
export async function companiesOfDomains(db: Db, domains: string[]): Promise<Map<string, string>> {
  if (domains.length === 0) return new Map()
  const rows = await db.all<{ domain: string; company_id: string }>(sql`
    select domain, company_id
    from company_domains
    where domain in (${join(domains)})`)
  return new Map(rows.map((row) => [row.domain, row.company_id]))
}

/** An open enrollment whose contact may be a colleague of somebody. */
export interface Colleague {
  enrollmentId: string
  sequenceId: string
  contactId: string
  email: string
  /** The records the contact is known under. */
  companyIds: string[]
  /** Those of them that a person gave domains. */
  withDomains: string[]
}

/**
 * Open enrollments of the contacts at these domains, or at those of the companies that were given domains, in sequences that a colleague's reply ends: those that
 * this mailbox sends, and those of the sequences named. Costs a look at each contact of those companies, not at all.
 */
export async function colleaguesAt(
  db: Db,
  at: { domains: string[]; companyIds: string[] },
  within: { mailboxId: string; sequenceIds: string[] },
): Promise<Colleague[]> {
  if (at.domains.length === 0 && at.companyIds.length === 0) return []
  const domains = orNone(at.domains)
  const companyIds = orNone(at.companyIds)
  const rows = await db.all<{
    id: string
    sequence_id: string
    contact_id: string
    email: string
    company_id: string | null
    domain_company_id: string | null
    company_domain: string | null
  }>(sql`
    select e.id, e.sequence_id, e.contact_id, c.email, c.company_id, d.company_id as domain_company_id,
      (select min(cd.domain) from company_domains cd where cd.company_id = c.company_id) as company_domain
    from enrollments e
    join sequences s on s.id = e.sequence_id
    join contacts c on c.id = e.contact_id
    left join company_domains d on d.domain = c.domain
    where e.contact_id in (
      select id from contacts where domain in (${domains})
      union
      select id
      from contacts
      where company_id in (
        select company_id
        from company_domains
        where company_id in (${companyIds}))
      union
      select k.id
      from company_domains kd
      join contacts k on k.domain = kd.domain
      where kd.company_id in (${companyIds}))
    and e.state <> 'ended'
    and s.same_company = 1
    and (e.mailbox_id = ${within.mailboxId} or e.sequence_id in (${orNone(within.sequenceIds)}))
    order by e.id`)
  return rows.map((row) => ({
    enrollmentId: row.id,
    sequenceId: row.sequence_id,
    contactId: row.contact_id,
    email: row.email,
    companyIds: [row.company_id, row.domain_company_id].flatMap((one) => one ?? []),
    withDomains: [
      row.company_domain === null ? null : row.company_id,
      row.domain_company_id,
    ].flatMap((one) => one ?? []),
  }))
}

/** SQL knows no empty list. */
function orNone(values: string[]): Sql {
  return values.length === 0 ? sql`null` : join(values)
}

async function list(db: Db, rest: Sql): Promise<Company[]> {
  const rows = await db.all<Row>(sql`select ${columns} from companies ${rest}`)
  return rows.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at }))
}
