/** On the very mail that is being read: what it did to one enrollment, on what grounds, and the way back. */

import {
  Body1Strong,
  Caption1,
  Link,
  makeStyles,
  mergeClasses,
  shorthands,
  Text,
  tokens,
} from '@fluentui/react-components'
import {
  CheckmarkCircle20Regular,
  ErrorCircle20Regular,
  Info20Regular,
  PauseCircle20Regular,
  Warning20Regular,
} from '@fluentui/react-icons'
import type { VerdictResource } from '../../shared/verdict.ts'
import { Hint } from '../ui/Hint.tsx'
import type { Recipient } from '../outlook/recipients.ts'
import { ActionButton } from '../contact-card/ActionButton.tsx'
import { Clauses } from '../contact-card/Clauses.tsx'
import { Disclosure } from './Disclosure.tsx'
import { usePane } from './pane-context.ts'
import { restingPause } from './resting-pause.ts'
import { Successor } from '../contact-card/Successor.tsx'
import type { Tone } from '../contact-card/tones.ts'
import { toneOfVerdict } from '../contact-card/tones.ts'
import { useChange } from '../contact-card/use-change.ts'
import { useLanding } from '../contact-card/use-landing.ts'
import { besideSentence, resumeSentence, verdictTitle } from '../contact-card/words.ts'

const useStyles = makeStyles({
  banner: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid`,
    color: tokens.colorNeutralForeground1,
  },
  icon: { display: 'flex' },
  words: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  who: { display: 'flex', flexDirection: 'column', alignItems: 'start' },
  success: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    ...shorthands.borderColor(tokens.colorStatusSuccessBorder1),
  },
  warning: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    ...shorthands.borderColor(tokens.colorStatusWarningBorder1),
  },
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    ...shorthands.borderColor(tokens.colorStatusDangerBorder1),
  },
  informative: {
    backgroundColor: tokens.colorNeutralBackground3,
    ...shorthands.borderColor(tokens.colorNeutralStroke2),
  },
})

const useIconStyles = makeStyles({
  success: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  danger: { color: tokens.colorStatusDangerForeground1 },
  informative: { color: tokens.colorNeutralForeground2 },
})

const icons: Record<Tone, typeof Info20Regular> = {
  success: CheckmarkCircle20Regular,
  warning: Warning20Regular,
  danger: ErrorCircle20Regular,
  informative: Info20Regular,
}

interface VerdictBannerProps {
  verdict: VerdictResource
  /** The contact is on the screen below; otherwise the banner leads there. */
  isBelow: boolean
  onView: (person: Recipient) => void
}

export function VerdictBanner({ verdict, isBelow, onView }: VerdictBannerProps) {
  const styles = useStyles()
  const colors = useIconStyles()
  const { times } = usePane()
  const { enrollment, evidence, effect, stands } = verdict
  const { contact, sequence } = enrollment
  const change = useChange(contact.email)
  const landing = useLanding(change.busy)
  const tone = toneOfVerdict(verdict)
  const pause = restingPause(verdict)
  const Icon = pause ? PauseCircle20Regular : icons[tone]
  return (
    <div
      role="group"
      className={mergeClasses(styles.banner, styles[tone])}
      aria-label={`What this mail did: ${contact.name}, ${sequence.name}`}
    >
      <span className={mergeClasses(styles.icon, colors[tone])} aria-hidden>
        <Icon />
      </span>
      <div className={styles.words} ref={landing} tabIndex={-1}>
        <Body1Strong>{verdictTitle(verdict, times)}</Body1Strong>
        <div className={styles.who}>
          {isBelow ? (
            <Text>{contact.name}</Text>
          ) : (
            <Link
              as="button"
              onClick={() => {
                onView({ email: contact.email, name: contact.name })
              }}
            >
              {contact.name}
            </Link>
          )}
          <Caption1 className={styles.quiet}>{sequence.name}</Caption1>
        </div>
        {pause ? (
          <Text>{besideSentence(enrollment, pause.id) ?? resumeSentence(enrollment, times)}</Text>
        ) : null}
        {stands && effect === 'ended' && enrollment.offer !== null ? (
          <Text>{enrollment.offer}</Text>
        ) : null}
        {stands ? <Successor {...{ evidence, onView }} /> : null}
        <WayBack {...{ verdict, change }} />
        {evidence.because.length > 0 ? (
          <Disclosure label="Why" about={contact.name}>
            <Clauses clauses={evidence.because} />
          </Disclosure>
        ) : null}
        {change.problem === null ? null : (
          <Hint tone="danger" role="alert">
            {change.problem}
          </Hint>
        )}
      </div>
    </div>
  )
}

interface WayBackProps {
  verdict: VerdictResource
  change: ReturnType<typeof useChange>
}

/** Undo of an end, Resume of a pause, or why there is neither. */
function WayBack({ verdict, change }: WayBackProps) {
  const styles = useStyles()
  const { api } = usePane()
  const { enrollment, effect, stands } = verdict
  const { id, may, contact } = enrollment
  if (!stands || (effect !== 'ended' && effect !== 'paused')) return null
  const pause = restingPause(verdict)
  const because = pause?.may.because ?? may.because
  const undo = may.undo ? () => api.undo(id) : null
  const resume = pause?.may.resume ? () => api.resume(id, pause.id) : null
  const [label, ask] =
    effect === 'ended' ? (['Undo', undo] as const) : (['Resume', resume] as const)
  if (!ask) return because === null ? null : <Caption1 className={styles.quiet}>{because}</Caption1>
  return (
    <ActionButton
      label={label}
      about={contact.name}
      busy={change.busy !== null}
      blocked={false}
      onAct={() => void change.run(label, ask)}
    />
  )
}
