/** Owners of sequences who are gone or seem to be, and what becomes of their sequences. */

import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { DepartureResource, DepartureDecision } from '../../../shared/departure.ts'
import type { UserResource } from '../../../shared/user.ts'
import { useConsole } from '../../api/console-context.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { inWords } from '../ui/people-words.ts'
import { DepartureItem } from './DepartureItem.tsx'
import { DepartureUnenrollDialog } from './DepartureUnenrollDialog.tsx'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  quiet: { color: tokens.colorNeutralForeground2, maxWidth: '80ch' },
})

interface Gone {
  departures: DepartureResource[]
  users: UserResource[]
}

const question: Question<Gone> = {
  async ask({ api }) {
    const departures = await api.departures()
    if (departures.kind !== 'ok') return departures
    const users = await api.users()
    if (users.kind !== 'ok') return users
    return { ...users, value: { departures: departures.value, users: users.value } }
  },
  concerns: ({ kind }) => kind === 'user' || kind === 'sequence' || kind === 'enrollment',
}

export function DepartureList() {
  const styles = useStyles()
  const { api, announce } = useConsole()
  const live = useLive(question)
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<DepartureResource | null>(null)
  const [outcome, setOutcome] = useState<{ tone: 'success' | 'error'; text: string } | null>(null)
  const { value, trouble } = live

  async function decide(
    departure: DepartureResource,
    decision: DepartureDecision,
    done: string,
  ): Promise<void> {
    setBusy(true)
    setAsking(null)
    const problem = sentenceOf(await api.decideDeparture(departure.user.id, decision))
    const text = problem ?? done
    setBusy(false)
    setOutcome({ tone: problem === null ? 'success' : 'error', text })
    announce(text)
    live.ask()
  }
  const isEmpty = (value?.departures.length ?? 0) === 0
  if (isEmpty && outcome === null)
    return trouble ? <Message tone="error">{trouble.sentence}</Message> : null
  return (
    <>
      {outcome === null ? null : (
        <Message tone={outcome.tone} onDismiss={() => setOutcome(null)}>
          {outcome.text}
        </Message>
      )}
      {value === null || isEmpty ? null : (
        <Panel title="Owners who are gone">
          <Caption1 className={styles.quiet}>
            Who comes back to Microsoft 365, or is given a seat again, leaves this list by itself.
          </Caption1>
          <ul className={styles.list}>
            {value.departures.map((one) => (
              <li key={one.user.id}>
                <DepartureItem
                  departure={one}
                  heirs={value.users.filter(
                    ({ id, seat }) =>
                      seat !== 'none' && !value.departures.some(({ user }) => user.id === id),
                  )}
                  busy={busy}
                  onUnenroll={() => setAsking(one)}
                  onKeep={() =>
                    void decide(
                      one,
                      { decision: 'keep' },
                      `The sequences of ${one.user.name} go on as before.`,
                    )
                  }
                  onHandOver={(heir) =>
                    void decide(
                      one,
                      { decision: 'hand-over', to: heir.id },
                      `${heir.name} owns the sequences of ${one.user.name} now.`,
                    )
                  }
                />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <DepartureUnenrollDialog
        departure={asking}
        onUnenroll={(one) =>
          void decide(
            one,
            { decision: 'unenroll' },
            `${inWords(one.openEnrollments)} in the sequences of ${one.user.name} ${one.openEnrollments === 1 ? 'is' : 'are'} being unenrolled.`,
          )
        }
        onCancel={() => setAsking(null)}
      />
    </>
  )
}
