/** Why a card is not fresh: the last known one stays, and the pane says so. */

import { Hint } from '../ui/Hint.tsx'
import type { CardState } from './use-card.ts'

export function Trouble({ trouble, hasCard }: { trouble: CardState['trouble']; hasCard: boolean }) {
  if (!trouble) return null
  if (trouble.kind === 'refused') {
    return (
      <Hint tone="danger" role="alert">
        {trouble.sentence}
      </Hint>
    )
  }
  return (
    <Hint tone="warning" role="status">
      {trouble.sentence} {hasCard ? 'This is what was known last; trying again.' : 'Trying again.'}
    </Hint>
  )
}
