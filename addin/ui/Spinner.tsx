/** A turning ring beside the words that say what is under way. */

import { makeStyles, tokens } from '@fluentui/react-components'

// Fluent's Spinner, with its sizes, labels and its own live region, costs more of the pane's 220 kB.
const useStyles = makeStyles({
  ring: {
    display: 'inline-block',
    boxSizing: 'border-box',
    width: '1.25em',
    height: '1.25em',
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThick} solid ${tokens.colorBrandStroke2}`,
    borderTopColor: tokens.colorBrandStroke1,
    animationName: { to: { transform: 'rotate(1turn)' } },
    animationDuration: '1.2s',
    animationIterationCount: 'infinite',
    animationTimingFunction: 'linear',
    '@media (prefers-reduced-motion: reduce)': { animationDuration: '4s' },
  },
})

export function Spinner() {
  return <span className={useStyles().ring} aria-hidden />
}
