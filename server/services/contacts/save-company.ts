/** Saves a company: its name, and the domains whose people are colleagues. */

import type { CompanyChange } from '../../../shared/company.ts'
import { normalAddress } from '../../domain/contacts/address.ts'
import {
  companyDomain,
  companyName,
  registrableDomain,
  type Company,
} from '../../domain/contacts/company.ts'
import { isFreeMail } from '../../domain/contacts/free-mail.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import {
  companiesOfDomains,
  companyById,
  companyByName,
  domainsOf,
  putCompany,
  setDomains,
} from '../../store/contacts/companies.ts'
import { renameCompanyOf } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { noteCompanyChange } from '../automation/record-change.ts'
import { graphAway, isRefused, notFound, refuse, type Refused } from '../problem.ts'
import { tenantDomains } from '../tenant-domains.ts'

/** `id` null makes a new company. What is left out of the change stays as it is. */
export async function saveCompany(
  context: Context,
  user: User,
  id: string | null,
  change: CompanyChange,
): Promise<Company | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const name = change.name === undefined ? undefined : companyName(change.name)
  if (name === '') return refuse(422, 'no-name', 'No name', 'Give the company a name.')
  const domains = await domainsFor(context, change.domains)
  if (domains && isRefused(domains)) return domains
  const result = await context.db.transaction(async (tx) => {
    const known = id === null ? null : await companyById(tx, id)
    if (id !== null && !known) return notFound('company')
    const refused = await whyNotSave(tx, { id, name, domains })
    if (refused) return refused
    const at = context.clock.now()
    const company = {
      id: known?.id ?? newId(),
      name: name ?? known?.name ?? '',
      createdAt: known?.createdAt ?? at,
    }
    const before = { ...(known ?? company), domains: await domainsOf(tx, company.id) }
    await putCompany(tx, company)
    if (known) await renameCompanyOf(tx, company.id, known.name, company.name)
    if (domains) await setDomains(tx, company.id, domains)
    await noteCompanyChange(tx, context, before, {
      ...company,
      domains: await domainsOf(tx, company.id),
    })
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: 'save-company',
      subjectId: company.id,
    })
    return company
  })
  // Its contacts are looked at by the job.
  context.wake()
  return result
}

/** The domains brought to their registered form, each once; or why one of them cannot be a company's. */
async function domainsFor(
  context: Context,
  given: string[] | undefined,
): Promise<string[] | Refused | undefined> {
  if (!given) return undefined
  let own: string[]
  try {
    own = given.length === 0 ? [] : await tenantDomains(context)
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphAway('the company was not saved')
  }
  const domains = new Set<string>()
  for (const text of given) {
    // Somebody may type what stands behind an @, or in front of a web page.
    const domain = text
      .trim()
      .replace(/^@|^https?:\/\/(www\.)?/i, '')
      .replace(/\/.*$/, '')
    const address = normalAddress(`x@${domain}`)
    const company = address === null ? null : companyDomain(address, own)
    if (company === null) return badDomain(domain, address)
    domains.add(company)
  }
  return [...domains]
}

function badDomain(domain: string, address: string | null): Refused {
  const shown = domain.slice(0, 254)
  if (address === null)
    return refuse(
      422,
      'bad-domain',
      'Not a mail domain',
      `“${shown}” is not a mail domain. Write one such as acme.example.`,
    )
  if (isFreeMail(registrableDomain(address)))
    return refuse(
      422,
      'free-mail',
      'Anybody’s domain',
      `At ${shown} anybody can have an address, so it is no company’s domain. Leave it out.`,
    )
  return refuse(
    422,
    'own-domain',
    'No company outside',
    `${shown} belongs to your own company, or to nobody in particular. Leave it out.`,
  )
}

async function whyNotSave(
  tx: Db,
  wanted: { id: string | null; name: string | undefined; domains: string[] | undefined },
): Promise<Refused | null> {
  const namesake = wanted.name === undefined ? null : await companyByName(tx, wanted.name)
  if (namesake && namesake.id !== wanted.id)
    return refuse(
      409,
      'company-known',
      'Known already',
      `There is a company called ${namesake.name} already. Change that one, or choose another name.`,
    )
  for (const [domain, holderId] of await companiesOfDomains(tx, wanted.domains ?? []))
    if (holderId !== wanted.id) {
      const holder = await companyById(tx, holderId)
      return refuse(
        409,
        'domain-known',
        'Another company’s domain',
        `${domain} belongs to ${holder?.name ?? 'another company'}. Take it away there first.`,
      )
    }
  return null
}
