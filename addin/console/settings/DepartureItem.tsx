/** One owner who is gone: what happened, what it means, and what can be done. */

import {
  Body1Strong,
  Button,
  Caption1,
  Field,
  makeStyles,
  Select,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { DepartureResource } from '../../../shared/departure.ts'
import type { UserResource } from '../../../shared/user.ts'
import { inWords } from '../ui/people-words.ts'
import { useTimes } from '../ui/use-times.ts'

const useStyles = makeStyles({
  item: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    minWidth: 0,
    overflowWrap: 'anywhere',
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    paddingTop: tokens.spacingVerticalM,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  text: { maxWidth: '80ch' },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  heir: { minWidth: 0, maxWidth: '280px' },
})

interface DepartureItemProps {
  departure: DepartureResource
  /** Who may take the sequences over. */
  heirs: readonly UserResource[]
  busy: boolean
  onUnenroll: () => void
  onKeep: () => void
  onHandOver: (heir: UserResource) => void
}

export function DepartureItem(props: DepartureItemProps) {
  const { departure, heirs, busy, onUnenroll, onKeep, onHandOver } = props
  const styles = useStyles()
  const times = useTimes()
  const [heirId, setHeirId] = useState('')
  const { user, state, sequences, openEnrollments } = departure
  const heir = heirs.find(({ id }) => id === heirId) ?? heirs[0]
  const isDecidable = state !== 'doubted' && sequences > 0
  return (
    <div className={styles.item} role="group" aria-label={user.name}>
      <div>
        <Body1Strong block>{user.name}</Body1Strong>
        <Caption1 className={styles.quiet}>
          {user.address} · first seen {times.on(departure.seenAt)}
        </Caption1>
      </div>
      <Text className={styles.text}>{departure.text}</Text>
      <Caption1 className={styles.quiet}>
        {sequences === 0
          ? `${user.name} owns no sequences now: there is nothing to decide.`
          : `Owns ${sequences === 1 ? '1 sequence' : `${String(sequences)} sequences`}, ${
              openEnrollments === 0
                ? 'with nobody enrolled'
                : `with ${inWords(openEnrollments)} enrolled`
            } now.`}
      </Caption1>
      {isDecidable ? (
        <div className={styles.row}>
          {openEnrollments === 0 ? null : (
            <Button
              disabledFocusable={busy}
              aria-label={`Unenroll ${inWords(openEnrollments)} of ${user.name}`}
              onClick={onUnenroll}
            >
              Unenroll {inWords(openEnrollments)}
            </Button>
          )}
          {state === 'kept' ? null : (
            <Button
              disabledFocusable={busy}
              aria-label={`Keep running: the sequences of ${user.name}`}
              onClick={onKeep}
            >
              Keep running
            </Button>
          )}
          {heir === undefined ? null : (
            <div className={styles.row}>
              <Field label="Hand over to" className={styles.heir}>
                <Select
                  value={heir.id}
                  disabled={busy}
                  onChange={(_event, { value }) => setHeirId(value)}
                >
                  {heirs.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Field>
              <Button
                disabledFocusable={busy}
                aria-label={`Hand over: the sequences of ${user.name}`}
                onClick={() => onHandOver(heir)}
              >
                Hand over
              </Button>
            </div>
          )}
        </div>
      ) : null}
    </div>
  )
}
