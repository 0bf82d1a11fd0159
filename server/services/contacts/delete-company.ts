/** Deletes a company that no contact was given. Who belonged to it by a domain alone then belongs to none. */

import type { Company } from '../../domain/contacts/company.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import {
  companyById,
  domainsOf,
  hasLoggedMeeting,
  removeCompany,
} from '../../store/contacts/companies.ts'
import { countGiven } from '../../store/contacts/company-list.ts'
import type { Db } from '../../store/db/db.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { noteCompanyChange } from '../automation/record-change.ts'
import { notFound, refuse, type Refused } from '../problem.ts'

/** Answers it as it was: saved again under its name and domains, it is as before. */
export async function deleteCompany(
  context: Context,
  user: User,
  id: string,
): Promise<(Company & { domains: string[] }) | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const result = await context.db.transaction(async (tx) => {
    const company = await companyById(tx, id)
    if (!company) return notFound('company')
    const refused = await whyNotDelete(tx, company)
    if (refused) return refused
    const before = { ...company, domains: await domainsOf(tx, id) }
    await noteCompanyChange(tx, context, before, { id: null, name: null, domains: [] })
    await removeCompany(tx, id)
    await addAudit(tx, {
      id: newId(),
      at: context.clock.now(),
      userId: user.id,
      action: 'delete-company',
      subjectId: id,
    })
    return before
  })
  // Its contacts are looked at by the job.
  context.wake()
  return result
}

async function whyNotDelete(tx: Db, { id, name }: Company): Promise<Refused | null> {
  const given = await countGiven(tx, id)
  if (given > 0)
    return refuse(
      409,
      'company-in-use',
      'It has contacts',
      given === 1
        ? `1 contact was given ${name} as its company. Give it another one first, then delete this.`
        : `${given.toLocaleString('en')} contacts were given ${name} as their company. Give them another one first, then delete this.`,
    )
  if (await hasLoggedMeeting(tx, id))
    return refuse(
      409,
      'company-in-use',
      'It has meetings',
      `A meeting was logged on ${name}, and says so on its record. That keeps ${name}.`,
    )
  return null
}
