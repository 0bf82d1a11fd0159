/** Insert token: what an email may name, chosen from a list and written where the cursor stood. */

import {
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import type { TokenList } from '../../../shared/preview.ts'
import type { Question } from '../../api/queries/use-live-query.ts'

/** Asked once for all steps of a page. */
export const tokenQuestion: Question<TokenList> = {
  ask: ({ api }) => api.tokens(),
  concerns: () => false,
}

interface StepTokensProps {
  /** Null: not there yet. */
  tokens: TokenList | null
  onInsert: (token: string) => void
  /** Called when the list has closed after a token was chosen. */
  onInserted: () => void
}

export function StepTokens({ tokens, onInsert, onInserted }: StepTokensProps) {
  return (
    <Menu
      onOpenChange={(_event, { open, type }) => {
        // The list gives the keyboard back to its button; one goes on writing in the email.
        if (!open && type === 'menuItemClick') requestAnimationFrame(onInserted)
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton>Insert token</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {tokens === null ? (
            <MenuItem disabled>The list is on its way. Open it again in a moment.</MenuItem>
          ) : (
            tokens.items.map(({ token, title }) => (
              <MenuItem key={token} secondaryContent={token} onClick={() => onInsert(token)}>
                {title}
              </MenuItem>
            ))
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
