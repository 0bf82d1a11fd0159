/** The columns of a file and what is done with known contacts, to be looked at and corrected before the check. */

import { Button, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import {
  existingChoices,
  type ColumnMatch,
  type ContactImport,
  type ExistingChoice,
} from '../../../shared/import.ts'
import { useConsole } from '../../api/console-context.ts'
import { Panel } from '../ui/Panel.tsx'
import { ColumnTable } from './ColumnTable.tsx'
import { existingTitles } from './import-words.ts'
import type { Acting } from './use-acting.ts'

const useStyles = makeStyles({ end: { display: 'flex', gap: tokens.spacingHorizontalS } })

interface MatchingPanelProps {
  shown: ContactImport
  acting: Acting
  /** Whether what is on the screen differs from what was checked. */
  onTouch: (isTouched: boolean) => void
  onChecking: () => void
}

export function MatchingPanel({ shown, acting, onTouch, onChecking }: MatchingPanelProps) {
  const styles = useStyles()
  const { api } = useConsole()
  const [matches, setMatches] = useState<ColumnMatch[]>(() =>
    shown.columns.map(({ use, property }) => ({ use, property })),
  )
  const [existing, setExisting] = useState<ExistingChoice>(shown.existing)
  async function check(): Promise<void> {
    const begun = await acting.run(() => api.checkImport(shown.id, { columns: matches, existing }))
    if (!begun) return
    onTouch(false)
    onChecking()
  }
  return (
    <Panel title="Columns">
      <ColumnTable
        columns={shown.columns}
        matches={matches}
        onChange={(after) => {
          setMatches(after)
          onTouch(true)
        }}
      />
      <Field label="Contacts that are known already">
        <RadioGroup
          value={existing}
          onChange={(_event, { value }) => {
            setExisting(existingChoices.find((one) => one === value) ?? 'fill')
            onTouch(true)
          }}
        >
          {existingChoices.map((one) => (
            <Radio key={one} value={one} label={existingTitles[one]} />
          ))}
        </RadioGroup>
      </Field>
      <div className={styles.end}>
        <Button
          appearance={shown.state === 'matching' ? 'primary' : 'secondary'}
          disabledFocusable={acting.busy}
          onClick={() => void check()}
        >
          {shown.state === 'matching' ? 'Check the file' : 'Check again'}
        </Button>
      </div>
    </Panel>
  )
}
