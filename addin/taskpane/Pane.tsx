/** The pane of a signed-in rep: the people on the open mail, and the contact that was opened. */

import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { Announcer } from '../ui/Announcer.tsx'
import { CardContext } from '../contact-card/card-context.ts'
import { Hint } from '../ui/Hint.tsx'
import type { Outlook } from '../outlook/office.ts'
import { CardSkeleton } from '../contact-card/CardSkeleton.tsx'
import { ContactProfile } from './ContactProfile.tsx'
import { EmptyItem } from './EmptyItem.tsx'
import { FirstScreen } from './FirstScreen.tsx'
import { PaneContext } from './pane-context.ts'
import { useItem } from './use-item.ts'
import { useMe } from '../api/queries/use-me.ts'
import { useTrail } from './use-trail.ts'
import type { PaneServices } from './use-services.ts'
import { useTools } from './use-services.ts'

const useStyles = makeStyles({
  column: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    maxWidth: '480px',
    boxSizing: 'border-box',
    marginInline: 'auto',
  },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface PaneProps {
  outlook: Outlook
  services: PaneServices
}

export function Pane({ outlook, services }: PaneProps) {
  const styles = useStyles()
  const [news, setNews] = useState('')
  const { me, refusal } = useMe(services.api)
  const tools = useTools(services, outlook, me, setNews)
  const item = useItem(outlook)
  const trail = useTrail(item)
  const unresolved = item?.recipients.unresolved ?? 0
  const somebody = item !== null && item.recipients.people.length > 0

  return (
    <PaneContext value={tools}>
      <CardContext value={tools}>
        <Announcer text={news} />
        {item && !somebody && !trail.open ? <EmptyItem item={item} /> : null}
        <div className={styles.column}>
          {item ? null : <CardSkeleton withPerson label="Reading the mail" />}
          {trail.open ? (
            <ContactProfile key={trail.open.email} person={trail.open} {...trail} />
          ) : item ? (
            <FirstScreen item={item} {...trail} />
          ) : null}
          {somebody && unresolved > 0 ? (
            <Caption1 className={styles.quiet}>{unresolvedSentence(unresolved)}</Caption1>
          ) : null}
          {me?.limits ? <Hint tone="info">{me.limits}</Hint> : null}
          {refusal === null ? null : (
            <Hint tone="danger" role="alert">
              {refusal}
            </Hint>
          )}
        </div>
      </CardContext>
    </PaneContext>
  )
}

function unresolvedSentence(count: number): string {
  return count === 1
    ? 'Outlook is still looking up one more name.'
    : `Outlook is still looking up ${count} more names.`
}
