/** A person outside invites a rep to a meeting, as their own calendar would. */

import { Button, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { inviteAs } from '../control.ts'
import type { ShownOutsideMail, Outsider } from '../control.ts'
import { localInput } from '../times.ts'
import { useSay } from '../use-say.tsx'

const halfHourMs = 30 * 60_000
const dayMs = 24 * 3_600_000

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    marginTop: '14px',
    padding: '14px 16px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  actions: { display: 'flex', gap: '8px' },
})

interface InviteFormProps {
  person: Outsider
  /** Its sender is invited. */
  mail: ShownOutsideMail
  now: string
  close: () => void
  after: () => void
}

export function InviteForm({ person, mail, now, close, after }: InviteFormProps) {
  const styles = useStyles()
  const say = useSay()
  const [subject, setSubject] = useState(`A talk about “${mail.subject}”`)
  const [start, setStart] = useState(() => localInput(new Date(Date.parse(now) + dayMs)))
  const [sending, setSending] = useState(false)
  const startMs = new Date(start).getTime()
  const to = mail.from?.address

  async function send(): Promise<void> {
    if (to === undefined || Number.isNaN(startMs)) return
    setSending(true)
    try {
      const arrived = await inviteAs(person.address, {
        to,
        subject,
        start: new Date(startMs).toISOString(),
        end: new Date(startMs + halfHourMs).toISOString(),
        text: '',
      })
      say.done(`Delivered to ${arrived.to.map((one) => one.address).join(', ')}`, arrived.subject)
      after()
      close()
    } catch (error) {
      say.failed(error)
      setSending(false)
    }
  }

  return (
    <form
      className={styles.form}
      aria-label={`Invite as ${person.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Text size={200}>An invitation for half an hour. It stands in both calendars at once.</Text>
      <Field label="Subject">
        <Input
          value={subject}
          onChange={(_event, change) => {
            setSubject(change.value)
          }}
        />
      </Field>
      <Field label="Begins" required>
        <Input
          type="datetime-local"
          value={start}
          onChange={(_event, change) => {
            setStart(change.value)
          }}
        />
      </Field>
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={sending}>
          Send the invitation
        </Button>
        <Button onClick={close}>Cancel</Button>
      </div>
    </form>
  )
}
