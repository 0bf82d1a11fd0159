/** A contact's card by id, kept true. */

import { useMemo } from 'react'
import type { ContactCard } from '../../../shared/contact.ts'
import { useLive, type Question, type UsedLive } from './use-live-query.ts'

export function useContactCard(id: string): UsedLive<ContactCard> {
  const question = useMemo<Question<ContactCard>>(
    () => ({
      ask: ({ api }) => api.contactCard(id),
      concerns: (change) => change.kind === 'contact' && change.id === id,
    }),
    [id],
  )
  return useLive(question)
}
