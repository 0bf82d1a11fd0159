/** The alert above everything: this person is in a sequence now, what comes next, and the way out. */

import {
  Body1Strong,
  Caption1,
  makeStyles,
  mergeClasses,
  shorthands,
  Text,
  tokens,
} from '@fluentui/react-components'
import { MailArrowForward20Regular, PauseCircle20Regular } from '@fluentui/react-icons'
import type { ContactCard } from '../../shared/contact.ts'
import type { EnrollmentResource } from '../../shared/enrollment.ts'
import { pauseTitles } from '../../shared/enrollment.ts'
import { Badge } from '../ui/Badge.tsx'
import type { Times } from '../ui/times.ts'
import type { Recipient } from '../outlook/recipients.ts'
import { ActionButton } from './ActionButton.tsx'
import { Evidence } from './Evidence.tsx'
import { useCardTools } from './card-context.ts'
import { FinishedTask } from './FinishedTask.tsx'
import { OpenTask } from './OpenTask.tsx'
import { PauseButtons } from './PauseButtons.tsx'
import { PauseList } from './pauses/PauseList.tsx'
import { StepTrack } from './StepTrack.tsx'
import { Successor } from './Successor.tsx'
import type { UsedChange } from './use-change.ts'
import { firstName, pauseSentence, nextSentence, resumeSentence } from './words.ts'

const useStyles = makeStyles({
  alert: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid`,
  },
  running: {
    backgroundColor: tokens.colorBrandBackground2,
    ...shorthands.borderColor(tokens.colorBrandStroke2),
  },
  paused: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    ...shorthands.borderColor(tokens.colorStatusWarningBorder1),
  },
  title: { display: 'flex', columnGap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, display: 'flex', color: tokens.colorBrandForeground2 },
  iconPaused: { color: tokens.colorStatusWarningForeground3 },
  where: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXS },
  quiet: { color: tokens.colorNeutralForeground2 },
  news: {
    paddingTop: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  buttons: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    marginTop: tokens.spacingVerticalXS,
  },
})

interface EnrollmentAlertProps {
  enrollment: EnrollmentResource
  card: ContactCard
  name: string
  change: UsedChange
  /** With the mails that its pauses rest on. */
  detailed: boolean
  /** Pauses that the mail's own banner above offers to end already. */
  told: ReadonlySet<string>
  onView: (person: Recipient) => void
}

export function EnrollmentAlert(props: EnrollmentAlertProps) {
  const { enrollment, card, name, change, detailed, told, onView } = props
  const styles = useStyles()
  const { api, times } = useCardTools()
  const { id, may } = enrollment
  const paused = enrollment.state === 'paused'
  const several = enrollment.pauses.length > 1
  const pause = several ? undefined : enrollment.pauses[0]
  const resumable = pause?.may.resume && !told.has(pause.id) ? pause : undefined
  const who = firstName(name)
  const about = enrollment.sequence.name
  const news = latestVerdict(card, enrollment)
  const sentence = standingSentence(enrollment, times)
  const act = (label: string, ask: () => ReturnType<typeof api.unenroll>) => ({
    busy: change.busy === `${label} ${id}`,
    blocked: change.busy !== null,
    onAct: () => void change.run(`${label} ${id}`, ask),
  })
  return (
    <section
      className={mergeClasses(styles.alert, paused ? styles.paused : styles.running)}
      aria-label={`Enrollment in ${about}`}
    >
      <div className={styles.title} role="alert">
        <span className={mergeClasses(styles.icon, paused && styles.iconPaused)} aria-hidden>
          {paused ? <PauseCircle20Regular /> : <MailArrowForward20Regular />}
        </span>
        <Body1Strong>
          {who} is currently enrolled in a sequence{paused ? ', paused' : ''}
        </Body1Strong>
      </div>
      <div className={styles.where}>
        <Text>{about}</Text>
        <StepTrack enrollment={enrollment} />
        {pause ? <Badge color="warning">{pauseTitles[pause.kind]}</Badge> : null}
      </div>
      {several ? <PauseList {...{ enrollment, change, detailed, told, onView }} /> : null}
      {sentence === null ? null : <Text>{sentence}</Text>}
      {enrollment.nextStep?.task ? (
        <OpenTask task={enrollment.nextStep.task} change={change} />
      ) : null}
      {enrollment.finishedTask ? (
        <FinishedTask task={enrollment.finishedTask} change={change} />
      ) : null}
      {detailed && pause?.evidence ? <Evidence evidence={pause.evidence} /> : null}
      <Successor evidence={pause?.evidence ?? null} onView={onView} />
      {news ? (
        <Text size={200} className={styles.news}>
          {times.short(news.at)}: {news.text}
        </Text>
      ) : null}
      <div className={styles.buttons}>
        {paused && !several && !may.resume && may.unenroll && may.because !== null ? (
          <Caption1 className={styles.quiet}>{may.because}</Caption1>
        ) : null}
        {resumable ? (
          <ActionButton
            primary
            label="Resume"
            about={about}
            {...act('Resume', () => api.resume(id, resumable.id))}
          />
        ) : null}
        <ActionButton
          primary={!resumable && !several}
          label="Unenroll from sequence"
          because={may.unenroll ? null : (may.because ?? 'You may not end this enrollment.')}
          {...act('Unenroll', () => api.unenroll(id))}
        />
        {may.pause ? <PauseButtons {...{ enrollment, change }} /> : null}
      </div>
    </section>
  )
}

/** What comes next, or why nothing does; several pauses say each their own, and here only when the last is over. */
function standingSentence(enrollment: EnrollmentResource, times: Times): string | null {
  const { state, pauses, pausedUntil } = enrollment
  if (state !== 'paused') return nextSentence(enrollment, times)
  if (pauses.length < 2) return pauseSentence(enrollment, times)
  return pausedUntil === null ? null : resumeSentence(enrollment, times)
}

/** What arrived since the last email and ended nothing, such as an out-of-office. */
function latestVerdict(card: ContactCard, enrollment: EnrollmentResource) {
  const latest = card.timeline.find((entry) => entry.enrollmentId === enrollment.id)
  return latest?.kind === 'verdict' ? latest : null
}
