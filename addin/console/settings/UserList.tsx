/** Everybody who has signed in or was given a seat, and a form that gives somebody else one. */

import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { seats, type Seat, type SeatRequest, type UserResource } from '../../../shared/user.ts'
import { useConsole } from '../../api/console-context.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { TakeSeatDialog } from './TakeSeatDialog.tsx'
import { UserTable } from './UserTable.tsx'
import { roleTitles, seatTitles } from './user-titles.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  grows: { flexGrow: 1, maxWidth: '320px', minWidth: '200px' },
})

const question: Question<UserResource[]> = {
  ask: ({ api }) => api.users(),
  concerns: ({ kind }) => kind === 'user',
}

export function UserList() {
  const styles = useStyles()
  const { api, announce } = useConsole()
  const live = useLive(question)
  const [email, setEmail] = useState('')
  const [seat, setSeat] = useState<Seat>('professional')
  const [taking, setTaking] = useState<{ request: SeatRequest; name: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<{ tone: 'success' | 'error'; text: string } | null>(null)

  async function give(request: SeatRequest): Promise<boolean> {
    setBusy(true)
    const answer = await api.giveSeat(request)
    const problem = sentenceOf(answer)
    const text =
      problem ??
      (answer.kind === 'ok'
        ? `${answer.value.name}: ${seatTitles[answer.value.seat]}, ${roleTitles[answer.value.role].toLowerCase()}. It is saved.`
        : '')
    setBusy(false)
    setOutcome({ tone: problem === null ? 'success' : 'error', text })
    announce(text)
    live.ask()
    return problem === null
  }

  return (
    <>
      <Panel title="Give a seat">
        <form
          className={styles.form}
          // The server's own sentences say what is missing.
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (busy) return
            void give({ email, seat }).then((done) => {
              if (done) setEmail('')
            })
          }}
        >
          <Field label="Address of the person" className={styles.grows}>
            <Input type="email" value={email} onChange={(_event, { value }) => setEmail(value)} />
          </Field>
          <Field label="Seat">
            <Select
              value={seat}
              onChange={(_event, { value }) =>
                setSeat(seats.find((one) => one === value) ?? 'professional')
              }
            >
              <option value="professional">{seatTitles.professional}</option>
              <option value="enterprise">{seatTitles.enterprise}</option>
            </Select>
          </Field>
          <Button type="submit" appearance="primary" disabledFocusable={busy}>
            Give seat
          </Button>
        </form>
      </Panel>
      {outcome === null ? null : (
        <Message tone={outcome.tone} onDismiss={() => setOutcome(null)}>
          {outcome.text}
        </Message>
      )}
      <LiveGate live={live} what="the users">
        {(users) => (
          <Panel bare>
            <UserTable
              users={users}
              busy={busy}
              onChange={(request, one) => {
                if (request.seat === 'none' && one.seat !== 'none')
                  setTaking({ request, name: one.name })
                else void give(request)
              }}
            />
          </Panel>
        )}
      </LiveGate>
      <TakeSeatDialog
        name={taking?.name ?? null}
        onTake={() => {
          setTaking(null)
          if (taking) void give(taking.request)
        }}
        onCancel={() => setTaking(null)}
      />
    </>
  )
}
