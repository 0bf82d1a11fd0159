/** One mail in a person's mailbox outside, with the ways to answer it. */

import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import {
  ArrowReplyRegular,
  CalendarCancelRegular,
  MailDismissRegular,
  PersonSwapRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { ReactElement } from 'react'
import type { AnswerKind, MailAddress, OutsideMail, Outsider, Rep } from '../control.ts'
import { shortTime } from '../times.ts'
import { AnswerForm } from './AnswerForm.tsx'

const ways: { kind: AnswerKind; label: string; icon: ReactElement }[] = [
  { kind: 'reply', label: 'Reply', icon: <ArrowReplyRegular /> },
  { kind: 'reply-from-other', label: 'Reply from another address', icon: <PersonSwapRegular /> },
  { kind: 'out-of-office', label: 'Out of office', icon: <CalendarCancelRegular /> },
  { kind: 'bounce', label: 'Bounce', icon: <MailDismissRegular /> },
]

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: '14px 18px',
  },
  mine: {
    backgroundColor: tokens.colorNeutralBackground3,
    marginInlineStart: '48px',
    '@media (max-width: 760px)': { marginInlineStart: '16px' },
  },
  head: { display: 'flex', gap: '12px', alignItems: 'baseline' },
  subject: { flex: 1, minWidth: 0, margin: 0, overflowWrap: 'anywhere' },
  soft: { color: tokens.colorNeutralForeground2 },
  text: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    margin: '10px 0 0',
    display: 'block',
    lineHeight: tokens.lineHeightBase300,
  },
  ways: { display: 'flex', gap: '6px', flexWrap: 'wrap', marginTop: '14px' },
})

interface MailCardProps {
  mail: OutsideMail
  /** Sent by this person, not received. */
  mine: boolean
  person: Outsider
  reps: Rep[]
  now: string
  after: () => void
}

export function MailCard({ mail, mine, person, reps, now, after }: MailCardProps) {
  const styles = useStyles()
  const [kind, setKind] = useState<AnswerKind | null>(null)
  const other = mine ? mail.to.map(nameOf).join(', ') : nameOf(mail.from)
  return (
    <article
      className={mergeClasses(styles.card, mine && styles.mine)}
      aria-label={`${mine ? 'Sent' : 'Received'}: ${mail.subject}`}
    >
      <div className={styles.head}>
        <Text as="h3" weight="semibold" size={400} className={styles.subject}>
          {mail.subject === '' ? '(no subject)' : mail.subject}
        </Text>
        <Text size={200} className={styles.soft}>
          {now === '' ? '' : shortTime(mail.receivedDateTime, now)}
        </Text>
      </div>
      <Text size={200} className={styles.soft}>
        {mine ? `Sent as ${nameOf(mail.from)} to ${other}` : `From ${other}`}
      </Text>
      <Text as="p" className={styles.text}>
        {linesOf(mail.text).map(({ text, quoted }, index) => (
          <span key={index} className={quoted ? styles.soft : undefined}>
            {text}
            {'\n'}
          </span>
        ))}
      </Text>
      {!mine && (
        <div className={styles.ways}>
          {ways.map((way) => (
            <Button
              key={way.kind}
              size="small"
              icon={way.icon}
              appearance={kind === way.kind ? 'primary' : 'secondary'}
              aria-expanded={kind === way.kind}
              onClick={() => {
                setKind(kind === way.kind ? null : way.kind)
              }}
            >
              {way.label}
            </Button>
          ))}
        </div>
      )}
      {kind !== null && (
        <AnswerForm
          key={kind}
          kind={kind}
          person={person}
          mail={mail}
          reps={reps}
          close={() => {
            setKind(null)
          }}
          after={after}
        />
      )}
    </article>
  )
}

/** Lines, with those quoted from the mail before marked. */
function linesOf(text: string): { text: string; quoted: boolean }[] {
  return text
    .trim()
    .split('\n')
    .map((line) => ({ text: line, quoted: /^>|^On .* wrote:$/.test(line.trim()) }))
}

function nameOf(person: MailAddress | null): string {
  if (person === null) return 'the postmaster'
  return person.name === '' ? person.address : person.name
}
