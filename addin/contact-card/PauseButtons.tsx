/** Pausing an enrollment by hand: until when, in one more press. */

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { EnrollmentResource } from '../../shared/enrollment.ts'
import { ActionButton } from './ActionButton.tsx'
import { useCardTools } from './card-context.ts'
import type { UsedChange } from './use-change.ts'

const useStyles = makeStyles({
  choices: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    paddingLeft: tokens.spacingHorizontalM,
    borderLeft: `${tokens.strokeWidthThicker} solid ${tokens.colorNeutralStroke1}`,
  },
  wide: { width: '100%' },
})

interface PauseButtonsProps {
  enrollment: EnrollmentResource
  change: UsedChange
}

export function PauseButtons({ enrollment, change }: PauseButtonsProps) {
  const styles = useStyles()
  const { api, times } = useCardTools()
  const [open, setOpen] = useState(false)
  const { id, sequence } = enrollment
  const choices: [string, () => string | null][] = [
    ['Until tomorrow', () => times.morningIn(1)],
    ['For a week', () => times.morningIn(7)],
    ['Until I resume', () => null],
  ]
  return (
    <>
      <Button
        className={styles.wide}
        aria-expanded={open}
        aria-label={`Pause: ${sequence.name}`}
        onClick={() => {
          setOpen(!open)
        }}
      >
        Pause
      </Button>
      {open ? (
        <div className={styles.choices} role="group" aria-label="Pause until when">
          {choices.map(([label, until]) => (
            <ActionButton
              key={label}
              label={label}
              busy={change.busy === `${label} ${id}`}
              blocked={change.busy !== null}
              onAct={() => void change.run(`${label} ${id}`, () => api.pause(id, until()))}
            />
          ))}
        </div>
      ) : null}
    </>
  )
}
