/** Companies as screens show them: with their domains and with how many belong to them. */

import type {
  CompanyResource as Shown,
  CompanyFilter,
  CompanyList,
  CompanyRecord,
  ContactCompany,
} from '../../../shared/company.ts'
import { companyDomain, nameOfDomain, type Company } from '../../domain/contacts/company.ts'
import { companiesByIds, companyById, domainsOfMany } from '../../store/contacts/companies.ts'
import {
  belongingTo,
  countElsewhere,
  countMatchingCompanies,
  matchingCompanyIds,
} from '../../store/contacts/company-list.ts'
import { contactById, isGivenCompany } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import type { Context } from '../context.ts'
import { notFound, type Refused } from '../problem.ts'
import { tenantDomains } from '../tenant-domains.ts'

const pageSize = 100

/** `after` is the `next` of the page before; null: the first page. */
export async function listCompanies(
  db: Db,
  filter: CompanyFilter,
  after: string | null,
): Promise<CompanyList> {
  const found = await matchingCompanyIds(db, filter, after, pageSize + 1)
  const ids = found.slice(0, pageSize)
  const byId = new Map((await companiesByIds(db, ids)).map((one) => [one.id, one]))
  const companies = ids.flatMap((id) => byId.get(id) ?? [])
  return {
    items: await show(db, companies),
    next: found.length > pageSize ? (ids.at(-1) ?? null) : null,
    count: await countMatchingCompanies(db, filter),
  }
}

export async function showCompany(db: Db, company: Company): Promise<CompanyRecord> {
  const [shown] = await show(db, [company])
  if (!shown) throw new Error('One company was not shown as one.')
  return { ...shown, elsewhere: await countElsewhere(db, company.id) }
}

/** Where a contact belongs; without a company, the record that could be made for it. */
export async function companyOfContact(
  context: Context,
  contactId: string,
): Promise<ContactCompany | Refused> {
  const { db } = context
  const contact = await contactById(db, contactId)
  if (!contact) return notFound('contact')
  const company = contact.companyId === null ? null : await companyById(db, contact.companyId)
  if (company) {
    const { id, name } = company
    const by = (await isGivenCompany(db, contactId)) ? 'given' : 'domain'
    return { company: { id, name }, by, offer: null }
  }
  const domain = companyDomain(contact.email, await tenantDomains(context))
  const offer = domain === null ? null : { name: contact.company ?? nameOfDomain(domain), domain }
  return { company: null, by: null, offer }
}

async function show(db: Db, companies: Company[]): Promise<Shown[]> {
  const ids = companies.map(({ id }) => id)
  const domains = await domainsOfMany(db, ids)
  const belonging = await belongingTo(db, ids)
  return companies.map(({ id, name, createdAt }) => ({
    id,
    name,
    domains: domains.get(id) ?? [],
    contacts: belonging.get(id)?.contacts ?? 0,
    enrolled: belonging.get(id)?.enrolled ?? 0,
    createdAt,
  }))
}
