/** Why a card is not fresh: the last known one stays, and the pane says so. */

import { Notice } from '../kit/Notice.tsx'
import type { CardState } from '../kit/cards.ts'

export function Trouble({ trouble, hasCard }: { trouble: CardState['trouble']; hasCard: boolean }) {
  if (!trouble) return null
  if (trouble.kind === 'refused') {
    return (
      <Notice tone="danger" role="alert">
        {trouble.sentence}
      </Notice>
    )
  }
  return (
    <Notice tone="warning" role="status">
      {trouble.sentence} {hasCard ? 'This is what was known last; trying again.' : 'Trying again.'}
    </Notice>
  )
}
