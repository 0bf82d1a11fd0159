/** One person's card, as fresh as the last poll. */

import { useSyncExternalStore } from 'react'
import type { CardState } from '../kit/cards.ts'
import { usePane } from './pane-context.ts'

const unknown: CardState = { card: null, trouble: null }

export function useCard(email: string): CardState {
  const { cards } = usePane()
  return useSyncExternalStore(cards.subscribe, () => cards.snapshot().get(email) ?? unknown)
}
