/** Several pauses of one enrollment, each with its reason, its end, the mail it rests on, and its own way out. */

import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { EnrollmentResource, Pause } from '../../../shared/enrollment.ts'
import { pauseTitles } from '../../../shared/enrollment.ts'
import type { Recipient } from '../../outlook/recipients.ts'
import { Badge } from '../../ui/Badge.tsx'
import { ActionButton } from '../ActionButton.tsx'
import { useCardTools } from '../card-context.ts'
import { Evidence } from '../Evidence.tsx'
import { Successor } from '../Successor.tsx'
import type { UsedChange } from '../use-change.ts'
import { onePauseSentence } from '../words.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  pause: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface PauseListProps {
  enrollment: EnrollmentResource
  change: UsedChange
  /** With the mails they rest on. */
  detailed: boolean
  /** Pauses that the mail's own banner above offers to end already. */
  told: ReadonlySet<string>
  onView: (person: Recipient) => void
}

export function PauseList({ enrollment, change, detailed, told, onView }: PauseListProps) {
  const styles = useStyles()
  const { times } = useCardTools()
  return (
    <ul className={styles.list} aria-label={`What pauses ${enrollment.sequence.name}`}>
      {enrollment.pauses.map((pause) => (
        <li key={pause.id} className={styles.pause}>
          <Badge color="warning">{pauseTitles[pause.kind]}</Badge>
          <Text>{onePauseSentence(pause, times)}</Text>
          {detailed && pause.evidence ? <Evidence evidence={pause.evidence} /> : null}
          <Successor evidence={pause.evidence} onView={onView} />
          {told.has(pause.id) ? null : <WayOut {...{ enrollment, pause, change }} />}
        </li>
      ))}
    </ul>
  )
}

interface WayOutProps {
  enrollment: EnrollmentResource
  pause: Pause
  change: UsedChange
}

/** Resume, or why not; what keeps the person from everything here is said below, once. */
function WayOut({ enrollment, pause, change }: WayOutProps) {
  const styles = useStyles()
  const { api } = useCardTools()
  const { resume, because } = pause.may
  const key = `Resume ${pause.id}`
  if (!resume)
    return because !== null && because !== pause.text && enrollment.may.unenroll ? (
      <Caption1 className={styles.quiet}>{because}</Caption1>
    ) : null
  return (
    <ActionButton
      label="Resume"
      about={`${enrollment.sequence.name}, ${pauseTitles[pause.kind]}`}
      busy={change.busy === key}
      blocked={change.busy !== null}
      onAct={() => void change.run(key, () => api.resume(enrollment.id, pause.id))}
    />
  )
}
