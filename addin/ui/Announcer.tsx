/** Tells people who do not see the pane what just changed on it. */

import { makeStyles } from '@fluentui/react-components'

const useStyles = makeStyles({
  heardOnly: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
})

export function Announcer({ text }: { text: string }) {
  return (
    <div className={useStyles().heardOnly} role="status" aria-label="What changed">
      {text}
    </div>
  )
}
