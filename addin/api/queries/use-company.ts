/** One company by id, kept true. */

import { useMemo } from 'react'
import type { CompanyRecord } from '../../../shared/company.ts'
import { useLive, type Question, type UsedLive } from './use-live-query.ts'

export function useCompany(id: string): UsedLive<CompanyRecord> {
  const question = useMemo<Question<CompanyRecord>>(
    () => ({
      ask: ({ api }) => api.company(id),
      // News of a contact do not say whose it is, and its numbers may be these.
      concerns: (change) =>
        change.kind === 'contact' || (change.kind === 'company' && change.id === id),
    }),
    [id],
  )
  return useLive(question)
}
