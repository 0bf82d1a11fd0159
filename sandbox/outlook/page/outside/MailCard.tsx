/** One mail in a person's mailbox outside, with the ways to answer it. */

import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ShownAddress, ShownOutsideMail, Outsider, Rep } from '../control.ts'
import { shortTime } from '../times.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { InviteForm } from './InviteForm.tsx'
import { meetingsLinkIn } from './links-in.ts'
import { MailText } from './MailText.tsx'
import { WaysToAnswer } from './WaysToAnswer.tsx'
import type { Way } from './WaysToAnswer.tsx'

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
})

interface MailCardProps {
  mail: ShownOutsideMail
  /** Sent by this person, not received. */
  mine: boolean
  person: Outsider
  reps: Rep[]
  now: string
  after: () => void
}

export function MailCard({ mail, mine, person, reps, now, after }: MailCardProps) {
  const styles = useStyles()
  const [kind, setKind] = useState<Way | null>(null)
  const close = (): void => {
    setKind(null)
  }
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
      <MailText text={mail.text} />
      {!mine && (
        <WaysToAnswer chosen={kind} choose={setKind} meetingsLink={meetingsLinkIn(mail.text)} />
      )}
      {kind === 'invitation' && <InviteForm {...{ person, mail, now, close, after }} />}
      {kind !== null && kind !== 'invitation' && (
        <AnswerForm
          key={kind}
          kind={kind}
          person={person}
          mail={mail}
          reps={reps}
          close={close}
          after={after}
        />
      )}
    </article>
  )
}

function nameOf(person: ShownAddress | null): string {
  if (person === null) return 'the postmaster'
  return person.name === '' ? person.address : person.name
}
