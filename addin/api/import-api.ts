/** What the console asks the server about imports of contacts, and about enrolling many. */

import type { ManyEnrolled, WhichContacts } from '../../shared/enroll-many.ts'
import type { ContactImport, ImportCheck, ImportList } from '../../shared/import.ts'
import { isObject } from './answers/common.ts'
import type { Answer, Ask } from './request.ts'

export interface ImportApi {
  imports: () => Promise<Answer<ImportList['items']>>
  contactImport: (id: string) => Promise<Answer<ContactImport>>
  takeFile: (file: File) => Promise<Answer<ContactImport>>
  checkImport: (id: string, check: ImportCheck) => Promise<Answer<ContactImport>>
  startImport: (id: string) => Promise<Answer<ContactImport>>
  discardImport: (id: string) => Promise<Answer<ContactImport>>
  /** The text of a CSV file. */
  refusedRows: (id: string) => Promise<Answer<string>>
  /** Some hundreds at most: to be asked again after `next` until that is null. */
  enrollMany: (sequenceId: string, which: WhichContacts) => Promise<Answer<ManyEnrolled>>
}

/** 10 MB on a slow line. */
const fileMs = 180_000
/** Each contact is enrolled as if alone. */
const manyMs = 120_000

export function createImportApi(ask: Ask): ImportApi {
  const of = (id: string): string => `/api/imports/${encodeURIComponent(id)}`
  return {
    async imports() {
      const page = await ask({ method: 'GET', path: '/api/imports', fits: isImportList })
      return page.kind === 'ok' ? { ...page, value: page.value.items } : page
    },
    contactImport: (id) => ask({ method: 'GET', path: of(id), fits: isImport }),
    takeFile: (file) =>
      ask({
        method: 'POST',
        path: `/api/imports?name=${encodeURIComponent(file.name)}`,
        file,
        timeoutMs: fileMs,
        fits: isImport,
      }),
    checkImport: (id, body) =>
      ask({ method: 'POST', path: `${of(id)}/check`, body, fits: isImport }),
    startImport: (id) => ask({ method: 'POST', path: `${of(id)}/start`, body: {}, fits: isImport }),
    discardImport: (id) => ask({ method: 'DELETE', path: of(id), fits: isImport }),
    refusedRows: (id) =>
      ask({ method: 'GET', path: `${of(id)}/refused-rows`, timeoutMs: fileMs, fits: isText }),
    enrollMany: (id, body) =>
      ask({
        method: 'POST',
        path: `/api/sequences/${encodeURIComponent(id)}/enrollments`,
        body,
        timeoutMs: manyMs,
        fits: isManyEnrolled,
      }),
  }
}

function isImport(value: unknown): value is ContactImport {
  return (
    isObject(value) &&
    'columns' in value &&
    Array.isArray(value.columns) &&
    'counts' in value &&
    isObject(value.counts) &&
    'reasons' in value &&
    Array.isArray(value.reasons)
  )
}

function isImportList(value: unknown): value is ImportList {
  return isObject(value) && 'items' in value && Array.isArray(value.items)
}

function isManyEnrolled(value: unknown): value is ManyEnrolled {
  return (
    isObject(value) &&
    'enrolled' in value &&
    typeof value.enrolled === 'number' &&
    'leftOut' in value &&
    Array.isArray(value.leftOut)
  )
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
