/** One enrollment that is over: why, when, by whom, on what evidence, and the way back where there is one. */

import { Badge, Body1Strong, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { Enrollment } from '../../shared/enrollment.ts'
import { reasonTitles } from '../../shared/reason.ts'
import { ActionButton } from './ActionButton.tsx'
import { Evidence } from './Evidence.tsx'
import { usePane } from './pane-context.ts'
import type { Change } from './use-change.ts'
import { endSentence } from './words.ts'

const useStyles = makeStyles({
  ended: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    rowGap: tokens.spacingVerticalXS,
  },
  badge: { alignSelf: 'start' },
  quiet: { color: tokens.colorNeutralForeground2 },
  back: { marginTop: tokens.spacingVerticalXS },
})

interface EndedEnrollmentProps {
  enrollment: Enrollment
  change: Change
  /** The whole story, or only the sentence. */
  detailed: boolean
  offerUndo: boolean
}

export function EndedEnrollment(props: EndedEnrollmentProps) {
  const { enrollment, change, detailed, offerUndo } = props
  const styles = useStyles()
  const { api, times } = usePane()
  const { id, may, reason, endedAt, sequence } = enrollment
  const name = `Undo ${id}`
  const why = endSentence(enrollment)
  const ender = enrollment.endedBy?.kind === 'user' ? enrollment.endedBy.name : null
  const by = ender !== null && !why.includes(ender) ? ender : null
  return (
    <div className={styles.ended}>
      <Body1Strong>{sequence.name}</Body1Strong>
      <Badge className={styles.badge} appearance="tint" color={colorOf(enrollment)}>
        {reason ? reasonTitles[reason] : 'Ended'}
      </Badge>
      <Text>{why}</Text>
      <Caption1 className={styles.quiet}>
        {endedAt === null ? null : `Ended ${times.on(endedAt)}`}
        {by === null ? null : ` by ${by}`}
      </Caption1>
      {detailed && enrollment.evidence ? <Evidence evidence={enrollment.evidence} /> : null}
      {offerUndo && may.undo ? (
        <div className={styles.back}>
          <ActionButton
            label="Undo"
            about={sequence.name}
            busy={change.busy === name}
            blocked={change.busy !== null}
            onAct={() => void change.run(name, () => api.undo(id))}
          />
        </div>
      ) : null}
      {detailed && !may.undo && may.because !== null ? (
        <Caption1 className={styles.quiet}>{may.because}</Caption1>
      ) : null}
    </div>
  )
}

function colorOf({ reason }: Enrollment): 'success' | 'danger' | 'warning' | 'informative' {
  switch (reason) {
    case 'replied':
    case 'replied-from-other-address':
    case 'wrote-separately':
    case 'wrote-from-alias':
    case 'same-company-replied':
    case 'meeting-booked':
      return 'success'
    case 'bounced':
      return 'danger'
    case 'unsubscribed':
      return 'warning'
    default:
      return 'informative'
  }
}
