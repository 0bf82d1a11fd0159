/** Everything one person outside received and sent, newest first, with the ways to answer. */

import { Avatar, Button, makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components'
import { ComposeRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { outsideMailsShape, paths } from '../control.ts'
import type { Outsider, Rep } from '../control.ts'
import { usePolled } from '../use-polled.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { MailCard } from './MailCard.tsx'

const useStyles = makeStyles({
  head: {
    display: 'flex',
    gap: '12px',
    alignItems: 'center',
    flexWrap: 'wrap',
    padding: '16px 24px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { margin: 0, overflowWrap: 'anywhere' },
  soft: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  mails: {
    padding: '16px 24px',
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    maxWidth: '860px',
    width: '100%',
    boxSizing: 'border-box',
  },
})

interface CorrespondenceProps {
  person: Outsider
  reps: Rep[]
  now: string
}

export function Correspondence({ person, reps, now }: CorrespondenceProps) {
  const styles = useStyles()
  const [writing, setWriting] = useState(false)
  const received = usePolled(paths.received(person.address), outsideMailsShape)
  const sent = usePolled(paths.sent(person.address), outsideMailsShape)
  const mails = [
    ...(received.value?.items ?? []).map((mail) => ({ mail, mine: false })),
    ...(sent.value?.items ?? []).map((mail) => ({ mail, mine: true })),
  ].sort((a, b) => b.mail.receivedDateTime.localeCompare(a.mail.receivedDateTime))
  const name = person.name === '' ? person.address : person.name
  const refresh = (): void => {
    received.refresh()
    sent.refresh()
  }

  return (
    <>
      <div className={styles.head}>
        <Avatar name={name} color="colorful" size={48} aria-hidden />
        <div className={styles.words}>
          <Subtitle1 as="h2" className={styles.name}>
            {name}
          </Subtitle1>
          <Text className={styles.soft}>{person.address}</Text>
        </div>
        <Button
          icon={<ComposeRegular />}
          aria-expanded={writing}
          onClick={() => {
            setWriting(!writing)
          }}
        >
          New mail as {name.split(' ')[0]?.slice(0, 24)}
        </Button>
      </div>
      <div className={styles.mails}>
        {writing && (
          <AnswerForm
            kind="new-mail"
            person={person}
            mail={null}
            reps={reps}
            close={() => {
              setWriting(false)
            }}
            after={refresh}
          />
        )}
        {received.error !== null && <Text role="alert">{received.error}</Text>}
        {received.value !== null && mails.length === 0 && (
          <Text className={styles.soft}>
            {name} has received nothing yet. Enroll this person in a sequence from Outlook, or write
            by hand.
          </Text>
        )}
        {mails.map(({ mail, mine }) => (
          <MailCard
            key={`${mine ? 'sent' : 'received'} ${mail.id}`}
            mail={mail}
            mine={mine}
            person={person}
            reps={reps}
            now={now}
            after={refresh}
          />
        ))}
      </div>
    </>
  )
}
