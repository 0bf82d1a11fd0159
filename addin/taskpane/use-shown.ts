/** Keeps the cards of these people fresh while the calling screen is there. */

import { useEffect } from 'react'
import type { Recipient } from '../outlook/recipients.ts'
import { usePane } from './pane-context.ts'

export function useShown(people: readonly Recipient[]): void {
  const { cards } = usePane().queries
  const emails = people.map((person) => person.email).join('\n')
  useEffect(() => {
    cards.show(emails === '' ? [] : emails.split('\n'))
  }, [cards, emails])
}
