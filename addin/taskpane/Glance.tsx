/** The first screen for one recipient: who it is, where they stand, and the way into the contact. */

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronRight20Regular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import type { Recipient } from '../outlook/recipients.ts'
import { CardSkeleton } from '../contact-card/CardSkeleton.tsx'
import { PersonHeader } from './PersonHeader.tsx'
import { StandingPanel } from '../contact-card/StandingPanel.tsx'
import { Trouble } from './Trouble.tsx'
import { useCard } from './use-card.ts'
import { useChange } from '../contact-card/use-change.ts'
import { useLanding } from '../contact-card/use-landing.ts'
import { useNews } from '../contact-card/use-announcements.ts'
import { fullName } from '../contact-card/words.ts'

const useStyles = makeStyles({
  glance: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  wide: { width: '100%' },
})

interface GlanceProps {
  person: Recipient
  /** The person just came back from the contact: the focus goes to where they left. */
  cameBack: boolean
  onArrived: () => void
  onView: (person: Recipient) => void
  /** Enrollments whose way back stands on the mail's own banner already. */
  told: ReadonlySet<string>
}

export function Glance({ person, cameBack, onArrived, onView, told }: GlanceProps) {
  const styles = useStyles()
  const { card, trouble } = useCard(person.email)
  const change = useChange(person.email)
  const name = fullName(card, person)
  const landing = useLanding(change.busy)
  const wayIn = useRef<HTMLDivElement>(null)
  useNews(card, name)
  useEffect(() => {
    if (!cameBack) return
    wayIn.current?.querySelector('button')?.focus()
    onArrived()
  }, [cameBack, onArrived])
  return (
    <div className={styles.glance}>
      <PersonHeader person={person} card={card} />
      <Trouble trouble={trouble} hasCard={card !== null} />
      {card ? (
        <StandingPanel {...{ card, name, change, landing, told, onView }} detailed={false} />
      ) : trouble ? null : (
        <CardSkeleton label={`Looking up ${name}`} />
      )}
      {card ? (
        <div ref={wayIn}>
          <Button
            className={styles.wide}
            icon={<ChevronRight20Regular />}
            iconPosition="after"
            onClick={() => {
              onView(person)
            }}
          >
            View contact
          </Button>
        </div>
      ) : null}
    </div>
  )
}
