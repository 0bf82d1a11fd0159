/** One person's card, as fresh as the last poll. */

import { useSyncExternalStore } from 'react'
import type { ContactCard } from '../../shared/contact.ts'
import type { Polled } from '../api/queries/polling.ts'
import { usePane } from './pane-context.ts'

export interface CardState {
  card: ContactCard | null
  trouble: Polled<ContactCard>['trouble']
}

export function useCard(email: string): CardState {
  const { cards } = usePane().queries
  const polled = useSyncExternalStore(cards.subscribe, () => cards.snapshot().get(email))
  return { card: polled?.value ?? null, trouble: polled?.trouble ?? null }
}
