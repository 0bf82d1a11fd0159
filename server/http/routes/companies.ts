/** Companies: their names and domains, and which one a contact belongs to. */

import type { Company } from '../../domain/contacts/company.ts'
import type { Context } from '../../services/context.ts'
import { deleteCompany } from '../../services/contacts/delete-company.ts'
import { companyOfContact, listCompanies, showCompany } from '../../services/views/companies.ts'
import { isRefused, notFound, type Refused } from '../../services/problem.ts'
import { saveCompany } from '../../services/contacts/save-company.ts'
import { companyById } from '../../store/contacts/companies.ts'
import { route, type Route } from '../api/route.ts'
import * as shapes from '../shapes/company.ts'

export const companyRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/companies',
    operationId: 'listCompanies',
    tag: 'companies',
    summary: 'The companies by name, a hundred a page, with how many match.',
    query: shapes.companyQuery,
    answer: shapes.companyList,
    serve: ({ db }, { query: { cursor, ...filter } }) => listCompanies(db, filter, cursor ?? null),
  }),
  route({
    method: 'post',
    path: '/api/companies',
    operationId: 'addCompany',
    tag: 'companies',
    summary: 'Adds a company.',
    status: 201,
    body: shapes.companyRequest,
    answer: shapes.companyRecord,
    serve: async (context, { user, body }) =>
      shownCompany(context, await saveCompany(context, user, null, body)),
  }),
  route({
    method: 'get',
    path: '/api/companies/{id}',
    operationId: 'getCompany',
    tag: 'companies',
    summary: 'One company with its domains.',
    answer: shapes.companyRecord,
    serve: async (context, { id }) =>
      shownCompany(context, (await companyById(context.db, id)) ?? notFound('company')),
  }),
  route({
    method: 'patch',
    path: '/api/companies/{id}',
    operationId: 'changeCompany',
    tag: 'companies',
    summary: 'Renames a company, or says which domains are its own.',
    body: shapes.companyChange,
    answer: shapes.companyRecord,
    serve: async (context, { user, id, body }) =>
      shownCompany(context, await saveCompany(context, user, id, body)),
  }),
  route({
    method: 'delete',
    path: '/api/companies/{id}',
    operationId: 'deleteCompany',
    tag: 'companies',
    summary: 'Deletes a company that no contact was given, and answers what it was.',
    answer: shapes.companyDeletion,
    serve: async (context, { user, id }) => {
      const result = await deleteCompany(context, user, id)
      return isRefused(result) ? result : { name: result.name, domains: result.domains }
    },
  }),
  route({
    method: 'get',
    path: '/api/contacts/{id}/company',
    operationId: 'getCompanyOfContact',
    tag: 'companies',
    summary: 'The company a contact belongs to, or the record that could be made for it.',
    answer: shapes.contactCompany,
    serve: (context, { id }) => companyOfContact(context, id),
  }),
]

async function shownCompany(context: Context, result: Company | Refused): Promise<object> {
  return isRefused(result) ? result : showCompany(context.db, result)
}
