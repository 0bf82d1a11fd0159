/** A white sheet on the pane's ground, for one group of things. */

import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  sheet: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
  },
})

export function Surface({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={useStyles().sheet} aria-label={label}>
      {children}
    </section>
  )
}
