/** How far a sequence has come, a short bar for each step. */

import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { EnrollmentResource } from '../../shared/enrollment.ts'
import { stepOf } from './words.ts'

const useStyles = makeStyles({
  track: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  bars: { display: 'flex', columnGap: '3px', flexGrow: 1, maxWidth: '120px' },
  bar: {
    flexGrow: 1,
    height: '4px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralStroke1,
  },
  done: { backgroundColor: tokens.colorCompoundBrandBackground },
  words: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
})

export function StepTrack({ enrollment }: { enrollment: EnrollmentResource }) {
  const styles = useStyles()
  const total = enrollment.sequence.steps
  const done = enrollment.nextStep ? enrollment.nextStep.number - 1 : total
  return (
    <div className={styles.track}>
      <Caption1 className={styles.words}>{stepOf(enrollment)}</Caption1>
      {total <= 20 ? (
        <span className={styles.bars} aria-hidden>
          {Array.from({ length: total }, (_, index) => (
            <span key={index} className={mergeClasses(styles.bar, index < done && styles.done)} />
          ))}
        </span>
      ) : null}
    </div>
  )
}
