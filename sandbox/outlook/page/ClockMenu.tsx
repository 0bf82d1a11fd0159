/** The sandbox's time, and moving it forward so that nobody has to wait for a follow-up. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Spinner,
} from '@fluentui/react-components'
import { ClockRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { moveClock } from './control.ts'
import type { ShownClock } from './control.ts'
import { dayTime, fullTime, localInput } from './times.ts'
import { useSay } from './use-say.tsx'

const useStyles = makeStyles({
  long: { whiteSpace: 'nowrap', '@media (max-width: 760px)': { display: 'none' } },
  short: {
    whiteSpace: 'nowrap',
    '@media (min-width: 761px), (max-width: 480px)': { display: 'none' },
  },
})

const hourMs = 3_600_000

const leaps = [
  { label: '1 hour', advance: 'PT1H' },
  { label: '1 day', advance: 'P1D' },
  { label: '2 days', advance: 'P2D' },
  { label: '1 week', advance: 'P7D' },
]

interface ClockMenuProps {
  clock: ShownClock | null
  afterMove: () => void
  className: string
}

export function ClockMenu({ clock, afterMove, className }: ClockMenuProps) {
  const [moving, setMoving] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const say = useSay()
  const styles = useStyles()

  async function move(by: { advance: string } | { to: string }): Promise<void> {
    setMoving(true)
    try {
      const { now, settled } = await moveClock(by)
      say.done(
        'The clock moved',
        `It is now ${fullTime(now)}. ${settled ? 'What was due has been done.' : 'The product did not answer; what is due follows when it runs.'}`,
      )
      afterMove()
    } catch (error) {
      say.failed(error)
    } finally {
      setMoving(false)
    }
  }

  const shown = clock === null ? '' : fullTime(clock.now)
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="transparent"
            className={className}
            icon={moving ? <Spinner size="tiny" appearance="inverted" /> : <ClockRegular />}
            aria-label={`Move the clock. It is ${shown}`}
            disabledFocusable={moving}
          >
            <span className={styles.long}>{shown}</span>
            <span className={styles.short}>{clock === null ? '' : dayTime(clock.now)}</span>
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {leaps.map((leap) => (
              <MenuItem key={leap.advance} onClick={() => void move({ advance: leap.advance })}>
                Move the clock {leap.label} forward
              </MenuItem>
            ))}
            <MenuItem
              onClick={() => {
                setChoosing(true)
              }}
            >
              Move the clock to…
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {choosing && clock !== null && (
        <ClockDialog
          now={clock.now}
          close={() => {
            setChoosing(false)
          }}
          move={(to) => void move({ to })}
        />
      )}
    </>
  )
}

function ClockDialog(props: { now: string; close: () => void; move: (to: string) => void }) {
  const [value, setValue] = useState(() => localInput(new Date(Date.parse(props.now) + hourMs)))
  const at = new Date(value)
  const valid = !Number.isNaN(at.getTime()) && at.getTime() > new Date(props.now).getTime()
  return (
    <Dialog
      open
      onOpenChange={() => {
        props.close()
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Move the clock</DialogTitle>
          <DialogContent>
            <Field
              label="New time"
              hint="The clock only goes forward."
              {...(valid ? {} : { validationMessage: 'Choose a time after now.' })}
            >
              <Input
                type="datetime-local"
                value={value}
                onChange={(_event, change) => {
                  setValue(change.value)
                }}
              />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button onClick={props.close}>Cancel</Button>
            <Button
              appearance="primary"
              disabled={!valid}
              onClick={() => {
                props.move(at.toISOString())
                props.close()
              }}
            >
              Move the clock
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
