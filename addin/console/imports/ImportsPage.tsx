/** CRM > Contacts > Import: a file is brought, or one that was brought before is opened again. */

import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { useNavigate } from 'react-router'
import { useConsole } from '../../api/console-context.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import type { ImportList } from '../../../shared/import.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { useTimes } from '../ui/use-times.ts'
import { FileDrop } from './FileDrop.tsx'
import { rowsInWords, stateTitles, whyNotFile } from './import-words.ts'
import { useActing } from './use-acting.ts'

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
  one: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

const imports: Question<ImportList['items']> = {
  ask: ({ api }) => api.imports(),
  concerns: ({ kind }) => kind === 'import',
}

export function ImportsPage() {
  const { api, me } = useConsole()
  const navigate = useNavigate()
  const acting = useActing()
  async function take(file: File): Promise<void> {
    const fault = whyNotFile(file)
    if (fault !== null) {
      acting.say(fault)
      return
    }
    const taken = await acting.run(() => api.takeFile(file))
    if (taken) void navigate(`/contacts/imports/${encodeURIComponent(taken.id)}`)
  }
  return (
    <>
      <nav aria-label="Where you are">
        <TextLink to="/contacts">Contacts</TextLink>
      </nav>
      <PageTitle title="Import contacts" />
      {me.limits === null ? (
        <>
          {acting.problem === null ? null : <Message tone="error">{acting.problem}</Message>}
          <Panel>
            <Text>
              Nothing is written to your contacts until you have seen what would happen. Nobody is
              enrolled by an import.
            </Text>
            <FileDrop busy={acting.busy} onFile={(file) => void take(file)} />
          </Panel>
          <Earlier />
        </>
      ) : (
        <Message tone="info">{me.limits}</Message>
      )}
    </>
  )
}

function Earlier() {
  const styles = useStyles()
  const times = useTimes()
  const live = useLive(imports)
  return (
    <LiveGate live={live} what="your imports">
      {(items) =>
        items.length === 0 ? null : (
          <Panel title="Your imports">
            <ul className={styles.list} aria-label="Your imports">
              {items.map((one) => (
                <li key={one.id} className={styles.one}>
                  <TextLink to={`/contacts/imports/${encodeURIComponent(one.id)}`}>
                    {one.fileName}
                  </TextLink>
                  <Text size={200} className={styles.quiet}>
                    {stateTitles[one.state]}, {rowsInWords(one.rows)}, {times.short(one.createdAt)}
                  </Text>
                </li>
              ))}
            </ul>
            <Text size={200} className={styles.quiet}>
              A file is kept for 30 days. The contacts stay.
            </Text>
          </Panel>
        )
      }
    </LiveGate>
  )
}
