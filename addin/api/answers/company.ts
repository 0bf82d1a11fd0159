/** Recognises what the server answered about companies, as far as a screen would trip over it. */

import type {
  CompanyResource,
  CompanyDeletion,
  CompanyList,
  CompanyRecord,
  ContactCompany,
} from '../../../shared/company.ts'
import { isObject } from './common.ts'

export function isCompanyList(value: unknown): value is CompanyList {
  return (
    isObject(value) &&
    'count' in value &&
    typeof value.count === 'number' &&
    'items' in value &&
    Array.isArray(value.items) &&
    value.items.every(isCompany)
  )
}

export function isCompanyRecord(value: unknown): value is CompanyRecord {
  return isCompany(value) && 'elsewhere' in value && typeof value.elsewhere === 'number'
}

export function isCompanyDeletion(value: unknown): value is CompanyDeletion {
  return (
    isObject(value) &&
    'name' in value &&
    typeof value.name === 'string' &&
    'domains' in value &&
    Array.isArray(value.domains)
  )
}

export function isContactCompany(value: unknown): value is ContactCompany {
  return isObject(value) && 'company' in value && 'by' in value && 'offer' in value
}

function isCompany(value: unknown): value is CompanyResource {
  return isCompanyDeletion(value) && 'contacts' in value && typeof value.contacts === 'number'
}
