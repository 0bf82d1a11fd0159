/** What conditions look at, read for many open enrollments at once. */

import sql, { empty, join, type Sql } from 'sql-template-tag'
import { companyDomain, registrableDomain } from '../../domain/contacts/company.ts'
import type {
  CompanyFacts,
  ConditionFacts,
  ContactFacts,
} from '../../domain/automation/condition/facts.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import type { EnrollmentState } from '../../../shared/enrollment.ts'
import { domainsOfMany } from '../contacts/companies.ts'
import type { Db } from '../db/db.ts'

/** An open enrollment with all that conditions can ask of it. */
export interface OpenEnrollment {
  enrollmentId: string
  contactId: string
  sequenceId: string
  facts: ConditionFacts
  /** The id made when it began or was last resumed: what changed before that does not count as changed. */
  since: string
}

interface Row {
  id: string
  sequence_id: string
  sequence_name: string
  state: EnrollmentState
  emails_sent: number
  next_step: number | null
  enrolled_at: string
  sender: string
  contact_id: string
  email: string
  name: string
  company: string | null
  company_id: string | null
  company_name: string | null
  properties: string
  address_state: Contact['addressState']
  created_at: string
  since: string | null
}

const select = sql`
  select e.id, e.sequence_id, s.name as sequence_name, e.state, e.emails_sent, e.next_step,
    e.created_at as enrolled_at, m.address as sender, e.contact_id, c.email, c.name, c.company, k.id as company_id,
    k.name as company_name, c.properties, c.address_state, c.created_at, r.since
  from enrollments e
  join sequences s on s.id = e.sequence_id
  join contacts c on c.id = e.contact_id
  join mailboxes m on m.id = e.mailbox_id
  left join company_domains d on d.domain = c.domain
  left join companies k on k.id = coalesce(c.company_id, d.company_id)
  left join enrollment_resumptions r on r.enrollment_id = e.id`

export function factsOfEnrollment(db: Db, enrollmentId: string): Promise<OpenEnrollment[]> {
  return read(db, sql`where e.id = ${enrollmentId} and e.state <> 'ended'`)
}

export function factsOfContacts(db: Db, contactIds: string[]): Promise<OpenEnrollment[]> {
  if (contactIds.length === 0) return Promise.resolve([])
  return read(
    db,
    sql`where e.contact_id in (${join(contactIds)}) and e.state <> 'ended' order by e.id`,
  )
}

/** In the order of their ids after `after`, of one sequence or of all; `limit` at most. */
export function openFactsAfter(
  db: Db,
  sequenceId: string | null,
  after: string,
  limit: number,
): Promise<OpenEnrollment[]> {
  const ofSequence =
    sequenceId === null
      ? sql`e.id > ${after}`
      : sql`e.sequence_id = ${sequenceId} and e.id > ${after}`
  return read(db, sql`where ${ofSequence} and e.state <> 'ended' order by e.id limit ${limit}`)
}

/** Ids of the contacts that were given this company or have one of these domains, in order after `after`. */
export async function contactsOfCompanyAfter(
  db: Db,
  companyId: string,
  domains: string[],
  after: string,
  limit: number,
): Promise<string[]> {
  const byDomain =
    domains.length === 0
      ? empty
      : sql`
    union
    select id from (
      select id
      from contacts
      where domain in (${join(domains)})
      and id > ${after}
      order by id
      limit ${limit}) as by_domain`
  const rows = await db.all<{ id: string }>(sql`
    select id from (
      select id
      from contacts
      where company_id = ${companyId}
      and id > ${after}
      order by id
      limit ${limit}) as by_record
    ${byDomain}
    order by id
    limit ${limit}`)
  return rows.map((row) => row.id)
}

/** The company of a contact as conditions see it: the record, else what the contact itself says. */
export async function companyFacts(
  db: Db,
  contact: Pick<Contact, 'email' | 'company' | 'companyId'>,
): Promise<CompanyFacts> {
  const row = await db.one<{ id: string; name: string }>(sql`
    select id, name
    from companies
    where id = coalesce(${contact.companyId},
      (select company_id from company_domains where domain = ${registrableDomain(contact.email)}))`)
  if (!row) return withoutRecord(contact)
  const domains = (await domainsOfMany(db, [row.id])).get(row.id) ?? []
  return { id: row.id, name: row.name, domains }
}

export function contactFacts(contact: Contact): ContactFacts {
  const { id, email, name, company, properties, addressState, createdAt } = contact
  return { id, email, name, company, properties, addressState, createdAt }
}

function withoutRecord(contact: Pick<Contact, 'email' | 'company'>): CompanyFacts {
  const domain = companyDomain(contact.email, [])
  return { id: null, name: contact.company, domains: domain === null ? [] : [domain] }
}

async function read(db: Db, rest: Sql): Promise<OpenEnrollment[]> {
  const rows = await db.all<Row>(sql`${select} ${rest}`)
  const domains = await domainsOfMany(db, [...new Set(rows.flatMap((row) => row.company_id ?? []))])
  return rows.map((row) => toLooked(row, domains))
}

function toLooked(row: Row, domains: Map<string, string[]>): OpenEnrollment {
  const company: CompanyFacts =
    row.company_id === null
      ? withoutRecord(row)
      : {
          id: row.company_id,
          name: row.company_name ?? row.company,
          domains: domains.get(row.company_id) ?? [],
        }
  return {
    enrollmentId: row.id,
    contactId: row.contact_id,
    sequenceId: row.sequence_id,
    since: row.since !== null && row.since > row.id ? row.since : row.id,
    facts: {
      contact: {
        id: row.contact_id,
        email: row.email,
        name: row.name,
        company: row.company,
        properties: JSON.parse(row.properties) as Record<string, string>,
        addressState: row.address_state,
        createdAt: row.created_at,
      },
      company,
      enrollment: {
        sequence: { id: row.sequence_id, name: row.sequence_name },
        state: row.state,
        sender: row.sender,
        enrolledAt: row.enrolled_at,
        emailsSent: row.emails_sent,
        nextStep: row.next_step,
      },
    },
  }
}
