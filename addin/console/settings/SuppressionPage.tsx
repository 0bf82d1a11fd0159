/** Settings > Suppression list: addresses that nothing is sent to. */

import {
  Button,
  Field,
  Input,
  makeStyles,
  SearchBox,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useConsole } from '../../api/console-context.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Panel } from '../ui/Panel.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { useAddressState } from '../ui/use-address-state.ts'
import { AdminsOnly } from './AdminsOnly.tsx'
import { SuppressionTable } from './SuppressionTable.tsx'
import { useSuppressions } from '../../api/queries/use-suppressions.ts'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
  },
  grows: { flexGrow: 1, maxWidth: '320px', minWidth: '200px' },
  none: { padding: tokens.spacingHorizontalL },
})

const start = { search: '' }

export function SuppressionPage() {
  return (
    <>
      <PageTitle title="Suppression list" />
      <AdminsOnly>
        <List />
      </AdminsOnly>
    </>
  )
}

function List() {
  const styles = useStyles()
  const { api, announce } = useConsole()
  const [{ search }, setAsked] = useAddressState(start)
  const live = useSuppressions(search)
  const [draft, setDraft] = useState({ address: '', reason: '' })
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<{ tone: 'success' | 'error'; text: string } | null>(null)

  function finish(problem: string | null, done: string): boolean {
    const text = problem ?? done
    setBusy(false)
    setOutcome({ tone: problem === null ? 'success' : 'error', text })
    announce(text)
    live.ask()
    return problem === null
  }
  async function add(): Promise<void> {
    setBusy(true)
    const problem = sentenceOf(await api.addSuppression(draft))
    const done = `Nothing is sent to ${draft.address.trim()} any more.`
    if (finish(problem, done)) setDraft({ address: '', reason: '' })
  }
  async function remove(address: string): Promise<void> {
    setBusy(true)
    const answer = await api.removeSuppression(address)
    const isStill = answer.kind === 'ok' && answer.value.addedBy === null
    finish(
      sentenceOf(answer),
      isStill
        ? `${address} stays on the list, for the contact unsubscribed too. Only the contact can take that back.`
        : `${address} is off the list: emails that waited go on.`,
    )
  }

  return (
    <>
      <Panel title="Add an address">
        <form
          className={styles.form}
          // The server's own sentences say what is missing.
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!busy) void add()
          }}
        >
          <Field label="Address" className={styles.grows}>
            <Input
              type="email"
              value={draft.address}
              onChange={(_event, { value }) => setDraft({ ...draft, address: value })}
            />
          </Field>
          <Field label="Reason" className={styles.grows}>
            <Input
              value={draft.reason}
              maxLength={200}
              onChange={(_event, { value }) => setDraft({ ...draft, reason: value })}
            />
          </Field>
          <Button type="submit" appearance="primary" disabledFocusable={busy}>
            Add
          </Button>
        </form>
      </Panel>
      {outcome === null ? null : (
        <Message tone={outcome.tone} onDismiss={() => setOutcome(null)}>
          {outcome.text}
        </Message>
      )}
      <Field label="Search" className={styles.grows}>
        <SearchBox
          placeholder="A piece of the address"
          value={search}
          onChange={(_event, { value }) => setAsked({ search: value })}
        />
      </Field>
      <LiveGate live={live} what="the suppression list">
        {(list) => (
          <Panel bare>
            {list.rows.length === 0 ? (
              <Text className={styles.none}>
                {search === ''
                  ? 'No address is on the list. Whoever unsubscribes stands here by itself; add others above.'
                  : 'No address on the list fits.'}
              </Text>
            ) : (
              <SuppressionTable
                list={list}
                busy={busy}
                onMore={live.more}
                onRemove={(address) => void remove(address)}
              />
            )}
          </Panel>
        )}
      </LiveGate>
    </>
  )
}
