/** An import, kept true while it goes on. */

import { useMemo } from 'react'
import type { ContactImport } from '../../../shared/import.ts'
import { useLive, type Question, type UsedLive } from './use-live-query.ts'

export function useImport(id: string): UsedLive<ContactImport> {
  const question = useMemo<Question<ContactImport>>(
    () => ({
      ask: ({ api }) => api.contactImport(id),
      concerns: (change) => change.kind === 'import' && change.id === id,
    }),
    [id],
  )
  return useLive(question)
}
