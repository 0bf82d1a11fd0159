/** The shape of a card while the first answer is on its way. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  card: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  who: { display: 'flex', columnGap: tokens.spacingHorizontalM, alignItems: 'center' },
  lines: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
  },
  shape: {
    backgroundColor: tokens.colorNeutralStencil1Alpha,
    borderRadius: tokens.borderRadiusLarge,
    // A quick answer should not flash: the shapes come up slowly, then breathe.
    animationName: { from: { opacity: 0.45 }, to: { opacity: 1 } },
    animationDuration: '1.2s',
    animationIterationCount: 'infinite',
    animationDirection: 'alternate',
    animationTimingFunction: tokens.curveEasyEase,
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
    '@media (forced-colors: active)': { backgroundColor: 'GrayText' },
  },
  face: { width: '48px', height: '48px', borderRadius: tokens.borderRadiusCircular },
  name: { height: '16px', width: '60%' },
  address: { height: '12px', width: '85%' },
  block: { height: '120px' },
  button: { height: '32px' },
})

export function CardSkeleton({
  label,
  withPerson = false,
}: {
  label: string
  withPerson?: boolean
}) {
  const styles = useStyles()
  const shape = (form: string) => <div className={mergeClasses(styles.shape, form)} />
  return (
    <div className={styles.card} role="progressbar" aria-label={label}>
      {withPerson ? (
        <div className={styles.who}>
          {shape(styles.face)}
          <div className={styles.lines}>
            {shape(styles.name)}
            {shape(styles.address)}
          </div>
        </div>
      ) : null}
      {shape(styles.block)}
      {shape(styles.button)}
    </div>
  )
}
