/** Companies: their names and domains. */

import { z } from 'zod'
import type { Company } from '../../domain/company.ts'
import type { Context } from '../../services/context.ts'
import { isRefused, notFound, type Refused } from '../../services/refusal.ts'
import { saveCompany, showCompany } from '../../services/save-company.ts'
import { companyById, listCompanies } from '../../store/companies.ts'
import { route, type Route } from '../route.ts'
import * as shapes from '../shapes/company.ts'
import { pageOf } from '../shapes/page.ts'

const pageSize = 100

export const companyRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/companies',
    summary: 'All companies with their domains, in the order they were made.',
    query: z.object({ after: z.string().default('') }),
    answer: pageOf(shapes.company),
    serve: async ({ db }, { query }) => {
      const found = await listCompanies(db, query.after, pageSize + 1)
      const items = await Promise.all(found.slice(0, pageSize).map((one) => showCompany(db, one)))
      return { items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null }
    },
  }),
  route({
    method: 'post',
    path: '/api/companies',
    summary: 'Adds a company.',
    status: 201,
    body: shapes.companyRequest,
    answer: shapes.company,
    serve: async (context, { user, body }) =>
      shownCompany(context, await saveCompany(context, user, null, body)),
  }),
  route({
    method: 'get',
    path: '/api/companies/{id}',
    summary: 'One company with its domains.',
    answer: shapes.company,
    serve: async (context, { id }) =>
      shownCompany(context, (await companyById(context.db, id)) ?? notFound('company')),
  }),
  route({
    method: 'post',
    path: '/api/companies/{id}',
    summary: 'Renames a company, or says which domains are its own.',
    body: shapes.companyChange,
    answer: shapes.company,
    serve: async (context, { user, id, body }) =>
      shownCompany(context, await saveCompany(context, user, id, body)),
  }),
]

async function shownCompany(context: Context, result: Company | Refused): Promise<object> {
  return isRefused(result) ? result : showCompany(context.db, result)
}
