/** One enrollment that is over: why, when, by whom, on what evidence, and the way back where there is one. */

import { Body1Strong, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { EnrollmentResource } from '../../shared/enrollment.ts'
import { reasonTitles } from '../../shared/reason.ts'
import { Badge } from '../ui/Badge.tsx'
import { Hint } from '../ui/Hint.tsx'
import { ActionButton } from './ActionButton.tsx'
import { Evidence } from './Evidence.tsx'
import { useCardTools } from './card-context.ts'
import { toneOfEnd } from './tones.ts'
import type { UsedChange } from './use-change.ts'
import { endSentence } from './words.ts'

const useStyles = makeStyles({
  ended: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    rowGap: tokens.spacingVerticalXS,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  back: { marginTop: tokens.spacingVerticalXS },
})

interface EndedEnrollmentProps {
  enrollment: EnrollmentResource
  change: UsedChange
  /** The whole story, or only the sentence. */
  detailed: boolean
  offerUndo: boolean
}

export function EndedEnrollment(props: EndedEnrollmentProps) {
  const { enrollment, change, detailed, offerUndo } = props
  const styles = useStyles()
  const { api, times } = useCardTools()
  const { id, may, reason, endedAt, sequence } = enrollment
  const name = `Undo ${id}`
  const why = endSentence(enrollment)
  const ender = enrollment.endedBy?.kind === 'user' ? enrollment.endedBy.name : null
  const by = ender !== null && !why.includes(ender) ? ender : null
  return (
    <div className={styles.ended}>
      <Body1Strong>{sequence.name}</Body1Strong>
      <Badge color={toneOfEnd(reason)}>{reason ? reasonTitles[reason] : 'Ended'}</Badge>
      <Text>{why}</Text>
      <Caption1 className={styles.quiet}>
        {endedAt === null ? null : `Ended ${times.on(endedAt)}`}
        {by === null ? null : ` by ${by}`}
      </Caption1>
      {detailed && enrollment.evidence ? (
        <Evidence evidence={enrollment.evidence} calledOff={enrollment.offer !== null} />
      ) : null}
      {enrollment.offer === null ? null : <Hint tone="offer">{enrollment.offer}</Hint>}
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
