/** The pane before it knows anything: the shape of what will come. */

import { makeStyles, tokens } from '@fluentui/react-components'
import { CardSkeleton } from '../contact-card/CardSkeleton.tsx'

const useStyles = makeStyles({ waiting: { padding: tokens.spacingHorizontalL } })

export function Waiting({ label }: { label: string }) {
  return (
    <div className={useStyles().waiting}>
      <CardSkeleton withPerson label={label} />
    </div>
  )
}
