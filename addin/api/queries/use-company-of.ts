/** The company a contact belongs to, kept true. */

import { useMemo } from 'react'
import type { ContactCompany } from '../../../shared/company.ts'
import { useLive, type Question, type UsedLive } from './use-live-query.ts'

export function useCompanyOf(contactId: string): UsedLive<ContactCompany> {
  const question = useMemo<Question<ContactCompany>>(
    () => ({
      ask: ({ api }) => api.companyOfContact(contactId),
      concerns: (change) =>
        change.kind === 'company' || (change.kind === 'contact' && change.id === contactId),
    }),
    [contactId],
  )
  return useLive(question)
}
