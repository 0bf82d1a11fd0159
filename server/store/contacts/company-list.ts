/** Which companies match a search, page by page by name, and who belongs to them. */

import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { CompanyFilter } from '../../../shared/company.ts'
import { companyNameKey } from '../../domain/contacts/company.ts'
import type { Db } from '../db/db.ts'

/** Those whose name comes after that of the company with the id `after`; null: from the first. */
export async function matchingCompanyIds(
  db: Db,
  filter: CompanyFilter,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    select id
    from companies
    where ${
      after === null
        ? sql`1 = 1`
        : sql`name_key > (select last.name_key from companies last where last.id = ${after})`
    }
    ${conditions(filter)}
    order by name_key
    limit ${limit}`)
  return rows.map((row) => row.id)
}

/** With a search: a look at every company and its domains, some 5 ms for 5,000. */
export async function countMatchingCompanies(db: Db, filter: CompanyFilter): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from companies
    where 1 = 1
    ${conditions(filter)}`)
  return Number(row?.n ?? 0)
}

export interface Belonging {
  contacts: number
  enrolled: number
}

/** How many contacts belong to each, and how many of them are in a sequence. Costs a look at each of those contacts. */
export async function belongingTo(db: Db, companyIds: string[]): Promise<Map<string, Belonging>> {
  if (companyIds.length === 0) return new Map()
  // The cross join has the domains looked at first: few, where contacts without a company may be many.
  const rows = await db.all<{
    company_id: string
    contacts: number | string
    enrolled: number | string
  }>(sql`
    select company_id, count(*) as contacts, sum(is_enrolled) as enrolled
    from (
      select c.company_id, ${isEnrolled} as is_enrolled
      from contacts c
      where c.company_id in (${join(companyIds)})
      union all
      select d.company_id, ${isEnrolled} as is_enrolled
      from company_domains d
      cross join contacts c
      where d.company_id in (${join(companyIds)})
      and c.domain = d.domain
      and c.company_id is null) as belonging
    group by company_id`)
  return new Map(
    rows.map((row) => [
      row.company_id,
      { contacts: Number(row.contacts), enrolled: Number(row.enrolled) },
    ]),
  )
}

/** How many contacts were given this company, and do not merely write from its domains. */
export async function countGiven(db: Db, companyId: string): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from contacts
    where company_id = ${companyId}`)
  return Number(row?.n ?? 0)
}

/** How many contacts at the company's domains were given another one. */
export async function countElsewhere(db: Db, companyId: string): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from company_domains d
    cross join contacts c
    where d.company_id = ${companyId}
    and c.domain = d.domain
    and c.company_id <> ${companyId}`)
  return Number(row?.n ?? 0)
}

const isEnrolled = sql`
  case when exists (
    select 1
    from enrollments e
    where e.contact_id = c.id
    and e.state <> 'ended') then 1 else 0 end`

function conditions({ search = '' }: CompanyFilter): Sql {
  if (search.trim() === '') return empty
  return sql`
    and (name_key like ${piece(companyNameKey(search))} escape '\\'
      or exists (
        select 1
        from company_domains d
        where d.company_id = companies.id
        and d.domain like ${piece(search.trim().toLowerCase())} escape '\\'))`
}

function piece(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
