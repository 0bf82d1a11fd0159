/** Which contacts match a filter, page by page, the newest first. */

import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { ContactFilter, ContactGroup } from '../../../shared/contact-list.ts'
import type { Db } from '../db/db.ts'

/** Ids are ordered by the time they were made. Those made before the id `after`; null: from the newest. */
export async function matchingContactIds(
  db: Db,
  filter: ContactFilter,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    select id
    from contacts
    where ${after === null ? sql`1 = 1` : sql`id < ${after}`}
    ${conditions(filter)}
    order by id desc
    limit ${limit}`)
  return rows.map((row) => row.id)
}

/** With a search: a look at every contact, some 30 ms for 20,000. */
export async function countMatchingContacts(db: Db, filter: ContactFilter): Promise<number> {
  const row = await db.one<{ n: number | string }>(sql`
    select count(*) as n
    from contacts
    where 1 = 1
    ${conditions(filter)}`)
  return Number(row?.n ?? 0)
}

/** The sequences that these contacts are in at the moment. */
export async function enrolledIn(
  db: Db,
  contactIds: string[],
): Promise<{ contactId: string; id: string; name: string }[]> {
  if (contactIds.length === 0) return []
  const rows = await db.all<{ contact_id: string; id: string; name: string }>(sql`
    select e.contact_id, s.id, s.name
    from enrollments e
    join sequences s on s.id = e.sequence_id
    where e.contact_id in (${join(contactIds)})
    and e.state <> 'ended'
    order by e.id`)
  return rows.map((row) => ({ contactId: row.contact_id, id: row.id, name: row.name }))
}

/** Who of these must not be written to. */
export async function suppressedOf(db: Db, contactIds: string[]): Promise<Set<string>> {
  if (contactIds.length === 0) return new Set()
  const rows = await db.all<{ id: string }>(sql`
    select id
    from contacts
    where id in (${join(contactIds)})
    and ${isSuppressed}`)
  return new Set(rows.map((row) => row.id))
}

const isSuppressed = sql`exists (
  select 1
  from suppressions s
  where s.address_key = contacts.address_key)`

const isEnrolled = sql`exists (
  select 1
  from enrollments e
  where e.contact_id = contacts.id
  and e.state <> 'ended')`

const groups: Record<ContactGroup, Sql> = {
  enrolled: isEnrolled,
  'not-enrolled': sql`not ${isEnrolled}`,
  'bad-address': sql`address_state = 'bad'`,
  suppressed: isSuppressed,
}

function conditions({ search, group, company, import: importId }: ContactFilter): Sql {
  const piece = `%${(search ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`
  return sql`
    ${group === undefined ? empty : sql`and ${groups[group]}`}
    ${
      company === undefined
        ? empty
        : sql`
    and id in (
      select id from contacts where company_id = ${company}
      union
      select c.id
      from company_domains d
      join contacts c on c.domain = d.domain
      where d.company_id = ${company}
      and c.company_id is null)`
    }
    ${
      importId === undefined
        ? empty
        : sql`
    and id in (
      select contact_id
      from import_rows
      where import_id = ${importId}
      and contact_id is not null)`
    }
    ${
      piece === '%%'
        ? empty
        : sql`
    and (email like ${piece} escape '\\'
      or lower(name) like ${piece} escape '\\'
      or lower(company) like ${piece} escape '\\')`
    }`
}
