/** One import: its columns, what would happen, how far it is, and what came of it. It goes on when one leaves the page. */

import { Button, Field, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { ContactImport } from '../../../shared/import.ts'
import { useConsole } from '../../api/console-context.ts'
import { MissingPage } from '../ui/MissingPage.tsx'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { inWords } from '../ui/people-words.ts'
import { useTimes } from '../ui/use-times.ts'
import { ImportCounts } from './ImportCounts.tsx'
import { ImportedPanel } from './ImportedPanel.tsx'
import { rowsInWords } from './import-words.ts'
import { MatchingPanel } from './MatchingPanel.tsx'
import { RefusedRows } from './RejectedRows.tsx'
import { useActing, type Acting } from './use-acting.ts'
import { useImport } from '../../api/queries/use-import.ts'

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
})

export function ImportPage() {
  const { id = '' } = useParams()
  const { me } = useConsole()
  const styles = useStyles()
  const times = useTimes()
  const navigate = useNavigate()
  const live = useImport(id)
  const acting = useActing()
  const { api } = useConsole()
  if (live.trouble?.status === 404) return <MissingPage what="import" />
  async function discard(): Promise<void> {
    if (await acting.run(() => api.discardImport(id))) void navigate('/contacts/import')
  }
  return (
    <>
      <nav aria-label="Where you are">
        <TextLink to="/contacts/import">Import contacts</TextLink>
      </nav>
      <PageTitle
        title={live.value?.state === 'done' ? 'Contacts imported' : 'Import'}
        actions={
          me.limits === null &&
          (live.value?.state === 'matching' || live.value?.state === 'checked') ? (
            <Button disabledFocusable={acting.busy} onClick={() => void discard()}>
              Discard the file
            </Button>
          ) : null
        }
      />
      {acting.problem === null ? null : <Message tone="error">{acting.problem}</Message>}
      <LiveGate live={live} what="the import">
        {(shown) => (
          <>
            <Text className={styles.quiet}>
              {shown.fileName}, {rowsInWords(shown.rows)}, brought by {shown.by.name},{' '}
              {times.short(shown.createdAt)}
            </Text>
            {me.limits === null ? (
              <Stage shown={shown} acting={acting} onChange={live.ask} />
            ) : (
              <Message tone="info">{me.limits}</Message>
            )}
          </>
        )}
      </LiveGate>
    </>
  )
}

interface StageProps {
  shown: ContactImport
  acting: Acting
  onChange: () => void
}

function Stage({ shown, acting, onChange }: StageProps) {
  const [isTouched, setTouched] = useState(false)
  switch (shown.state) {
    case 'matching':
    case 'checked':
      return (
        <>
          {shown.state === 'checked' && !isTouched ? (
            <CheckedPanel shown={shown} acting={acting} onChange={onChange} />
          ) : null}
          <MatchingPanel shown={shown} acting={acting} onTouch={setTouched} onChecking={onChange} />
        </>
      )
    case 'checking':
      return <Progress shown={shown} title="Looking at each row" />
    case 'importing':
      return <Progress shown={shown} title="Importing" />
    case 'done':
      return <ImportedPanel shown={shown} acting={acting} />
    default: {
      const never: never = shown.state
      return never
    }
  }
}

function Progress({ shown, title }: { shown: ContactImport; title: string }) {
  return (
    <Panel title={title}>
      <Field
        validationState="none"
        validationMessage={`${shown.worked.toLocaleString('en')} of ${rowsInWords(shown.rows)} done`}
      >
        <ProgressBar value={shown.worked} max={shown.rows} aria-label={title} />
      </Field>
      <Text>You can leave this page: it goes on, and you find it again under Import contacts.</Text>
    </Panel>
  )
}

function CheckedPanel({ shown, acting, onChange }: StageProps) {
  const styles = useStyles()
  const { api } = useConsole()
  const taken = shown.counts.new + shown.counts.changed
  async function start(): Promise<void> {
    if (await acting.run(() => api.startImport(shown.id))) onChange()
  }
  return (
    <Panel title="What would happen">
      <ImportCounts {...shown} />
      <div className={styles.actions}>
        {taken + shown.counts.unchanged > 0 ? (
          <Button appearance="primary" disabledFocusable={acting.busy} onClick={() => void start()}>
            Import {inWords(taken + shown.counts.unchanged)}
          </Button>
        ) : null}
        <RefusedRows shown={shown} acting={acting} />
      </div>
      <Text className={styles.quiet}>Nothing has been written yet.</Text>
    </Panel>
  )
}
