/** The whole contact: standing, the way in and out of sequences, earlier enrollments and what happened. */

import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import { ArrowLeft20Regular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import type { Recipient } from '../outlook/recipients.ts'
import { Aliases } from '../contact-card/Aliases.tsx'
import { CardSkeleton } from '../contact-card/CardSkeleton.tsx'
import { EndedEnrollment } from '../contact-card/EndedEnrollment.tsx'
import { EnrollSection } from '../contact-card/EnrollSection.tsx'
import { PersonHeader } from './PersonHeader.tsx'
import { StandingPanel } from '../contact-card/StandingPanel.tsx'
import { Surface } from '../contact-card/Surface.tsx'
import { Timeline } from '../contact-card/Timeline.tsx'
import { Trouble } from './Trouble.tsx'
import { useCard } from './use-card.ts'
import { useChange } from '../contact-card/use-change.ts'
import { useLanding } from '../contact-card/use-landing.ts'
import { useNews } from '../contact-card/use-announcements.ts'
import { useShown } from './use-shown.ts'
import { endedEnrollments, fullName, openEnrollments } from '../contact-card/words.ts'

const useStyles = makeStyles({
  profile: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  back: { alignSelf: 'start', marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  title: { margin: 0 },
})

interface ContactProfileProps {
  person: Recipient
  onBack: () => void
  onView: (person: Recipient) => void
}

/** The mail's banner stays on the first screen, so every way back is here too. */
const nothingTold: ReadonlySet<string> = new Set()

export function ContactProfile({ person, onBack, onView }: ContactProfileProps) {
  const styles = useStyles()
  useShown([person])
  const { card, trouble } = useCard(person.email)
  const change = useChange(person.email)
  const landing = useLanding(change.busy)
  const profile = useRef<HTMLDivElement>(null)
  const name = fullName(card, person)
  useNews(card, name)
  useEffect(() => {
    // A control, not the heading: office.js takes every Tab, and leaves the pane when the focus is on none it knows.
    profile.current?.querySelector('button')?.focus()
  }, [])
  const running = card ? openEnrollments(card).length > 0 : false
  const ended = card ? endedEnrollments(card) : []
  const quoted = running ? null : (ended[0]?.evidence ?? null)
  const earlier = running ? ended : ended.slice(1)
  return (
    <div className={styles.profile} ref={profile}>
      <Button
        className={styles.back}
        appearance="subtle"
        icon={<ArrowLeft20Regular />}
        onClick={onBack}
      >
        Back
      </Button>
      <PersonHeader person={person} card={card} />
      <Trouble trouble={trouble} hasCard={card !== null} />
      {card ? (
        <>
          <StandingPanel {...{ card, name, change, landing, onView }} told={nothingTold} detailed />
          {running && !card.mayEnroll.allowed ? null : (
            <EnrollSection {...{ card, person, change }} />
          )}
          <Aliases {...{ card, change }} />
          {earlier.length > 0 ? (
            <Surface label="Earlier enrollments">
              <Subtitle2 as="h2" block className={styles.title}>
                Earlier enrollments
              </Subtitle2>
              {earlier.map((enrollment) => (
                <EndedEnrollment
                  key={enrollment.id}
                  {...{ enrollment, change }}
                  detailed
                  offerUndo
                />
              ))}
            </Surface>
          ) : null}
          <Timeline entries={card.timeline} quoted={quoted} />
        </>
      ) : trouble ? null : (
        <CardSkeleton label={`Looking up ${name}`} />
      )}
    </div>
  )
}
