/** What the console asks the server about companies. */

import type {
  CompanyDeletion,
  CompanyFilter,
  CompanyList,
  CompanyRecord,
  CompanyRequest,
  ContactCompany,
} from '../../shared/company.ts'
import type { Answer, Ask } from './request.ts'
import {
  isCompanyDeletion,
  isCompanyList,
  isCompanyRecord,
  isContactCompany,
} from './answers/company.ts'

export interface CompanyApi {
  /** A hundred at most, by name, after the cursor `after`; null: from the first. */
  companies: (filter: CompanyFilter, cursor: string | null) => Promise<Answer<CompanyList>>
  company: (id: string) => Promise<Answer<CompanyRecord>>
  /** `id` null makes a new one. */
  saveCompany: (
    id: string | null,
    request: Required<CompanyRequest>,
  ) => Promise<Answer<CompanyRecord>>
  deleteCompany: (id: string) => Promise<Answer<CompanyDeletion>>
  companyOfContact: (contactId: string) => Promise<Answer<ContactCompany>>
}

export function createCompanyApi(ask: Ask): CompanyApi {
  const of = (id: string): string => `/${encodeURIComponent(id)}`
  return {
    companies: (filter, cursor) => {
      const query = new URLSearchParams({ ...filter, ...(cursor === null ? {} : { cursor }) })
      return ask({
        method: 'GET',
        path: `/api/companies?${query.toString()}`,
        fits: isCompanyList,
      })
    },
    company: (id) => ask({ method: 'GET', path: `/api/companies${of(id)}`, fits: isCompanyRecord }),
    saveCompany: (id, body) =>
      ask({
        method: id === null ? 'POST' : 'PATCH',
        path: `/api/companies${id === null ? '' : of(id)}`,
        body,
        fits: isCompanyRecord,
      }),
    deleteCompany: (id) =>
      ask({ method: 'DELETE', path: `/api/companies${of(id)}`, fits: isCompanyDeletion }),
    companyOfContact: (id) =>
      ask({ method: 'GET', path: `/api/contacts${of(id)}/company`, fits: isContactCompany }),
  }
}
