/** Where one person stands at a glance: the alert for each open enrollment, or that there is none and why. */

import { Body1Strong, makeStyles, Text, tokens } from '@fluentui/react-components'
import { CheckmarkCircle20Regular, PersonAvailable20Regular } from '@fluentui/react-icons'
import type { RefObject } from 'react'
import type { ContactCard } from '../../shared/contact.ts'
import { Notice } from '../kit/Notice.tsx'
import { EndedEnrollment } from './EndedEnrollment.tsx'
import { EnrollmentAlert } from './EnrollmentAlert.tsx'
import { usePane } from './pane-context.ts'
import { Surface } from './Surface.tsx'
import type { Change } from './use-change.ts'
import { endedEnrollments, firstName, openEnrollments } from './words.ts'

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  title: { display: 'flex', columnGap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, display: 'flex', color: tokens.colorNeutralForeground3 },
  over: { color: tokens.colorStatusSuccessForeground1 },
})

interface StandingPanelProps {
  card: ContactCard
  name: string
  change: Change
  /** With evidence and every way back, or as short as the first screen. */
  detailed: boolean
  /** Takes the focus when the pressed button is gone. */
  landing: RefObject<HTMLDivElement | null>
}

export function StandingPanel({ card, name, change, detailed, landing }: StandingPanelProps) {
  const styles = useStyles()
  const { times } = usePane()
  const who = firstName(name)
  const open = openEnrollments(card)
  const [last] = endedEnrollments(card)
  return (
    <div className={styles.panel} ref={landing} tabIndex={-1}>
      {card.suppressed ? (
        <Notice tone="warning">
          This address must not be written to since {times.short(card.suppressed.since)}:{' '}
          {card.suppressed.reason}
        </Notice>
      ) : null}
      {card.contact?.addressState === 'bad' ? (
        <Notice tone="danger">A delivery report said that this address does not exist.</Notice>
      ) : null}
      {open.map((enrollment) => (
        <EnrollmentAlert key={enrollment.id} {...{ enrollment, card, name, change }} />
      ))}
      {open.length === 0 ? (
        <Surface label="Standing">
          <div className={styles.title}>
            <span className={last ? styles.over : styles.icon} aria-hidden>
              {last ? <CheckmarkCircle20Regular /> : <PersonAvailable20Regular />}
            </span>
            <Body1Strong>{who} is not enrolled in a sequence</Body1Strong>
          </div>
          {last ? (
            <EndedEnrollment
              enrollment={last}
              change={change}
              detailed={detailed}
              offerUndo={detailed || times.isRecent(last.endedAt ?? '')}
            />
          ) : (
            <Text>
              {card.contact
                ? 'No sequence has written to this contact yet.'
                : 'This address is not among your contacts yet. Enrolling it makes the contact.'}
            </Text>
          )}
        </Surface>
      ) : null}
      {change.problem === null ? null : (
        <Notice tone="danger" role="alert">
          {change.problem}
        </Notice>
      )}
    </div>
  )
}
