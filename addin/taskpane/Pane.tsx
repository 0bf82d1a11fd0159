/** The pane of a signed-in rep: the people on the open mail, and the contact that was opened. */

import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { useCallback, useEffect, useState } from 'react'
import { Announcer } from '../kit/Announcer.tsx'
import { Notice } from '../kit/Notice.tsx'
import type { Outlook } from '../office.ts'
import { CardSkeleton } from './CardSkeleton.tsx'
import { ContactProfile } from './ContactProfile.tsx'
import { EmptyItem } from './EmptyItem.tsx'
import { Glance } from './Glance.tsx'
import { PaneContext } from './pane-context.ts'
import { PeopleList } from './PeopleList.tsx'
import { useItem } from './use-item.ts'
import { useMe } from './use-me.ts'
import type { Workshop } from './use-workshop.ts'
import { useTools } from './use-workshop.ts'

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
  workshop: Workshop
}

export function Pane({ outlook, workshop }: PaneProps) {
  const styles = useStyles()
  const [news, setNews] = useState('')
  const tools = useTools(workshop, outlook, setNews)
  const item = useItem(outlook)
  const { me, refusal } = useMe(tools.api)
  const [viewed, setViewed] = useState<string | null>(null)
  const [left, setLeft] = useState<string | null>(null)

  const onArrived = useCallback(() => {
    setLeft(null)
  }, [])

  const people = item?.recipients.people ?? []
  const emails = people.map((person) => person.email).join('\n')
  useEffect(() => {
    tools.cards.show(emails === '' ? [] : emails.split('\n'))
  }, [tools.cards, emails])

  // Somebody who was taken out of To, or another mail, closes the contact by itself.
  const open = people.find((person) => person.email === viewed)
  const [first, ...others] = people

  return (
    <PaneContext value={tools}>
      <Announcer text={news} />
      {item && !first ? <EmptyItem item={item} /> : null}
      <div className={styles.column}>
        {item ? null : <CardSkeleton withPerson label="Reading the mail" />}
        {open ? (
          <ContactProfile
            key={open.email}
            person={open}
            onBack={() => {
              setViewed(null)
              setLeft(open.email)
            }}
          />
        ) : first && others.length === 0 ? (
          <Glance
            key={first.email}
            person={first}
            cameBack={left === first.email}
            onArrived={onArrived}
            onView={() => {
              setViewed(first.email)
            }}
          />
        ) : first ? (
          <PeopleList people={people} cameFrom={left} onArrived={onArrived} onView={setViewed} />
        ) : null}
        {first && item && item.recipients.unresolved > 0 ? (
          <Caption1 className={styles.quiet}>
            {unresolvedSentence(item.recipients.unresolved)}
          </Caption1>
        ) : null}
        {me?.limits ? <Notice tone="info">{me.limits}</Notice> : null}
        {refusal === null ? null : (
          <Notice tone="danger" role="alert">
            {refusal}
          </Notice>
        )}
      </div>
    </PaneContext>
  )
}

function unresolvedSentence(count: number): string {
  return count === 1
    ? 'Outlook is still looking up one more name.'
    : `Outlook is still looking up ${count} more names.`
}
