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
import type { Recipient } from '../outlook/recipients.ts'
import { ActionButton } from './ActionButton.tsx'
import { Evidence } from './Evidence.tsx'
import { useCardTools } from './card-context.ts'
import { FinishedTask } from './FinishedTask.tsx'
import { OpenTask } from './OpenTask.tsx'
import { PauseButtons } from './PauseButtons.tsx'
import { StepTrack } from './StepTrack.tsx'
import { Successor } from './Successor.tsx'
import type { UsedChange } from './use-change.ts'
import { firstName, pauseSentence, nextSentence } from './words.ts'

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
  /** With the mail that a pause rests on. */
  detailed: boolean
  /** False where the mail's own banner above offers it already. */
  offerResume: boolean
  onView: (person: Recipient) => void
}

export function EnrollmentAlert(props: EnrollmentAlertProps) {
  const { enrollment, card, name, change, detailed, offerResume, onView } = props
  const styles = useStyles()
  const { api, times } = useCardTools()
  const { id, may } = enrollment
  const pause = enrollment.pauses[0]
  const paused = enrollment.state === 'paused'
  const resumable = may.resume && offerResume ? pause : undefined
  const who = firstName(name)
  const about = enrollment.sequence.name
  const news = latestVerdict(card, enrollment)
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
      <Text>{paused ? pauseSentence(enrollment, times) : nextSentence(enrollment, times)}</Text>
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
        {paused && !may.resume && may.unenroll && may.because !== null ? (
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
          primary={!resumable}
          label="Unenroll from sequence"
          because={may.unenroll ? null : (may.because ?? 'You may not end this enrollment.')}
          {...act('Unenroll', () => api.unenroll(id))}
        />
        {may.pause ? <PauseButtons {...{ enrollment, change }} /> : null}
      </div>
    </section>
  )
}

/** What arrived since the last email and ended nothing, such as an out-of-office. */
function latestVerdict(card: ContactCard, enrollment: EnrollmentResource) {
  const latest = card.timeline.find((entry) => entry.enrollmentId === enrollment.id)
  return latest?.kind === 'verdict' ? latest : null
}
