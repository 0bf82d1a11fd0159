/** What came of an import, and what comes next: looking at the contacts, and enrolling them. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ContactImport } from '../../../shared/import.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { inWords } from '../ui/people-words.ts'
import { useTimes } from '../ui/use-times.ts'
import { EnrollDialog } from '../ui/EnrollDialog.tsx'
import { ImportCounts } from './ImportCounts.tsx'
import { RefusedRows } from './RejectedRows.tsx'
import type { Acting } from './use-acting.ts'
import { useEnrollMany } from '../ui/use-enroll-many.ts'

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2 },
})

export function ImportedPanel({ shown, acting }: { shown: ContactImport; acting: Acting }) {
  const styles = useStyles()
  const times = useTimes()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const many = useEnrollMany()
  const { counts } = shown
  const taken = counts.new + counts.changed + counts.unchanged
  return (
    <>
      {many.outcome ? (
        <Message tone={many.outcome.tone} onDismiss={many.dismiss}>
          {many.outcome.sentence}
        </Message>
      ) : null}
      <Panel title={`${inWords(taken)} imported`}>
        <ImportCounts {...shown} />
        <div className={styles.actions}>
          {taken > 0 ? (
            <>
              <Button
                appearance="primary"
                disabledFocusable={many.done !== null}
                onClick={() => setAsking(true)}
              >
                Enroll in a sequence
              </Button>
              <Button
                onClick={() => void navigate(`/contacts?import=${encodeURIComponent(shown.id)}`)}
              >
                Show these contacts
              </Button>
            </>
          ) : null}
          <RefusedRows shown={shown} acting={acting} />
        </div>
        <Text size={200} className={styles.quiet}>
          This page is kept until {times.short(shown.keptUntil)}. The contacts stay.
        </Text>
      </Panel>
      {isAsking ? (
        <EnrollDialog
          count={taken}
          done={many.done}
          onEnroll={(sequenceId) =>
            void many.enroll(sequenceId, { all: { import: shown.id } }).then(() => setAsking(false))
          }
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
