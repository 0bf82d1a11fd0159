/** One person's card, as fresh as the last poll. */

import { useSyncExternalStore } from 'react'
import type { ContactCard } from '../../shared/contact.ts'
import type { Held } from '../api/queries/polling.ts'
import { usePane } from './pane-context.ts'

export interface CardState {
  card: ContactCard | null
  trouble: Held<ContactCard>['trouble']
}

export function useCard(email: string): CardState {
  const { cards } = usePane().board
  const held = useSyncExternalStore(cards.subscribe, () => cards.snapshot().get(email))
  return { card: held?.value ?? null, trouble: held?.trouble ?? null }
}
