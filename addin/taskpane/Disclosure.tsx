/** A quiet button that shows and hides what belongs to it. */

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDown16Regular, ChevronUp16Regular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useId, useState } from 'react'

// Not <details>: office.js takes every Tab, and does not count a <summary> among the controls.
const useStyles = makeStyles({
  whole: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  button: {
    alignSelf: 'start',
    minWidth: 0,
    marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
})

interface DisclosureProps {
  label: string
  /** Names it further where the label alone stands more than once on the screen. */
  about: string
  children: ReactNode
}

export function Disclosure({ label, about, children }: DisclosureProps) {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const region = useId()
  return (
    <div className={styles.whole}>
      <Button
        className={styles.button}
        appearance="subtle"
        size="small"
        icon={open ? <ChevronUp16Regular /> : <ChevronDown16Regular />}
        iconPosition="after"
        aria-expanded={open}
        aria-label={`${label}: ${about}`}
        {...(open ? { 'aria-controls': region } : {})}
        onClick={() => {
          setOpen(!open)
        }}
      >
        {label}
      </Button>
      {open ? <div id={region}>{children}</div> : null}
    </div>
  )
}
