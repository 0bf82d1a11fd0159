/** Writes the answer of a person outside; what it will do to an enrollment is for the product to find out. */

import {
  Button,
  Field,
  Input,
  makeStyles,
  Select,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import { answerAs } from '../control.ts'
import type { OfferedAnswer, ShownOutsideMail, Outsider, Rep } from '../control.ts'
import { useSay } from '../use-say.tsx'
import { explanations, firstText, isWritten, otherAddress, sendWords } from './answer-texts.ts'

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

interface AnswerFormProps {
  kind: OfferedAnswer
  person: Outsider
  /** The mail that is answered; null for a new one. */
  mail: ShownOutsideMail | null
  reps: Rep[]
  close: () => void
  after: () => void
}

export function AnswerForm({ kind, person, mail, reps, close, after }: AnswerFormProps) {
  const styles = useStyles()
  const say = useSay()
  const [text, setText] = useState(() => firstText(kind, person, mail))
  const [subject, setSubject] = useState('A question')
  const [from, setFrom] = useState(() => otherAddress(person))
  const [to, setTo] = useState(reps[0]?.address ?? '')
  const [sending, setSending] = useState(false)

  async function send(): Promise<void> {
    setSending(true)
    try {
      const arrived = await answerAs(person.address, {
        kind,
        ...(mail === null ? { to, subject } : { messageId: mail.id }),
        ...(kind === 'reply-from-other' ? { from } : {}),
        ...(isWritten(kind) ? { text } : {}),
      })
      const where = arrived.to.map((one) => one.address).join(', ')
      say.done(`Delivered to ${where === '' ? 'the sender' : where}`, arrived.subject)
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
      aria-label={`Answer as ${person.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Text size={200}>{explanations[kind]}</Text>
      {mail === null && (
        <>
          <Field label="To">
            <Select
              value={to}
              onChange={(_event, change) => {
                setTo(change.value)
              }}
            >
              {reps.map((rep) => (
                <option key={rep.address} value={rep.address}>
                  {rep.name} ({rep.address})
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Subject">
            <Input
              value={subject}
              onChange={(_event, change) => {
                setSubject(change.value)
              }}
            />
          </Field>
        </>
      )}
      {kind === 'reply-from-other' && (
        <Field label="From">
          <Input
            type="email"
            required
            value={from}
            onChange={(_event, change) => {
              setFrom(change.value)
            }}
          />
        </Field>
      )}
      {isWritten(kind) && (
        <Field label="Text">
          <Textarea
            resize="vertical"
            rows={5}
            value={text}
            onChange={(_event, change) => {
              setText(change.value)
            }}
          />
        </Field>
      )}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={sending}>
          {sendWords(kind)}
        </Button>
        <Button onClick={close}>Cancel</Button>
      </div>
    </form>
  )
}
