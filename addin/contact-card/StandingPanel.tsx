/** Where one person stands at a glance: the alert for each open enrollment, or that there is none and why. */

import { Body1Strong, Link, makeStyles, Text, tokens } from '@fluentui/react-components'
import { CheckmarkCircle20Regular, PersonAvailable20Regular } from '@fluentui/react-icons'
import type { RefObject } from 'react'
import type { ContactCard } from '../../shared/contact.ts'
import type { EnrollmentResource } from '../../shared/enrollment.ts'
import { Hint } from '../ui/Hint.tsx'
import type { Times } from '../ui/times.ts'
import type { Recipient } from '../outlook/recipients.ts'
import { EndedEnrollment } from './EndedEnrollment.tsx'
import { EnrollmentAlert } from './EnrollmentAlert.tsx'
import { useCardTools } from './card-context.ts'
import { Surface } from './Surface.tsx'
import type { UsedChange } from './use-change.ts'
import { capital, endedEnrollments, firstName, openEnrollments } from './words.ts'

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  title: { display: 'flex', columnGap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, display: 'flex', color: tokens.colorNeutralForeground3 },
  over: { color: tokens.colorStatusSuccessForeground1 },
})

interface StandingPanelProps {
  card: ContactCard
  name: string
  change: UsedChange
  /** With evidence and every way back, or as short as the first screen. */
  detailed: boolean
  /** Ended enrollments and pauses whose way back stands on the mail's own banner already. */
  told: ReadonlySet<string>
  /** Takes the focus when the pressed button is gone. */
  landing: RefObject<HTMLDivElement | null>
  onView: (person: Recipient) => void
}

export function StandingPanel(props: StandingPanelProps) {
  const { card, name, change, detailed, told, landing, onView } = props
  const styles = useStyles()
  const { times, limits } = useCardTools()
  const who = firstName(name)
  const open = openEnrollments(card)
  const [last] = endedEnrollments(card)
  return (
    <div className={styles.panel} ref={landing} tabIndex={-1}>
      {card.suppressed ? (
        <Hint tone="warning">
          Nothing is sent to this address. {capital(card.suppressed.reason)},{' '}
          {times.short(card.suppressed.since)}.
        </Hint>
      ) : null}
      {card.contact?.addressState === 'bad' ? (
        <Hint
          tone="danger"
          action={
            limits === null ? (
              <Link href={`/contacts/${card.contact.id}/edit`} target="_blank" rel="noreferrer">
                Correct the address
              </Link>
            ) : null
          }
        >
          A delivery report said that this address does not exist.
        </Hint>
      ) : null}
      {open.map((enrollment) => (
        <EnrollmentAlert
          key={enrollment.id}
          {...{ enrollment, card, name, change, detailed, told, onView }}
        />
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
              offerUndo={detailed || (!told.has(last.id) && isWorthUndoing(last, times))}
            />
          ) : (
            <Text>{nothingYet(card, detailed)}</Text>
          )}
        </Surface>
      ) : null}
      {change.problem === null ? null : (
        <Hint tone="danger" role="alert">
          {change.problem}
        </Hint>
      )}
    </div>
  )
}

function isWorthUndoing(last: EnrollmentResource, times: Times): boolean {
  return last.offer !== null || times.isRecent(last.endedAt ?? '')
}

/** The contact's own page says below why somebody cannot be enrolled. */
function nothingYet({ contact, mayEnroll }: ContactCard, detailed: boolean): string {
  if (contact) return 'No sequence has written to this contact yet.'
  if (mayEnroll.allowed)
    return 'This address is not among your contacts yet. Enrolling it makes the contact.'
  return detailed || mayEnroll.because === null
    ? 'This address is not among your contacts.'
    : mayEnroll.because
}
