/** A button that changes something: it shows when it is at work, and says why when it may not be used. */

import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { Spinner } from '../ui/Spinner.tsx'

const useStyles = makeStyles({
  whole: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  wide: { width: '100%' },
  because: { color: tokens.colorNeutralForeground2 },
})

interface ActionButtonProps {
  label: string
  /** Names it further where the label alone stands more than once on the screen. */
  about?: string
  primary?: boolean
  busy: boolean
  /** Something else is under way. */
  blocked: boolean
  /** Why it may not be used, in a sentence; null when it may. */
  because?: string | null
  onAct: () => void
}

export function ActionButton(props: ActionButtonProps) {
  const { label, about, primary = false, busy, blocked, because = null, onAct } = props
  const styles = useStyles()
  const reason = useId()
  const refused = because !== null
  // Disabled in a way that keeps the focus, so that a keyboard does not fall back to the top while the server answers.
  return (
    <div className={styles.whole}>
      <Button
        className={styles.wide}
        appearance={primary ? 'primary' : 'secondary'}
        disabledFocusable={busy || blocked || refused}
        icon={busy ? <Spinner /> : null}
        {...(refused ? { 'aria-describedby': reason } : {})}
        {...(about === undefined ? {} : { 'aria-label': `${label}: ${about}` })}
        onClick={onAct}
      >
        {label}
      </Button>
      {refused ? (
        <Caption1 id={reason} className={styles.because}>
          {because}
        </Caption1>
      ) : null}
    </div>
  )
}
