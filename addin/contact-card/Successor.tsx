/** Whom the mail of somebody who has left names instead: the way to that person's card. */

import { Link, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { Evidence } from '../../shared/evidence.ts'
import type { Recipient } from '../outlook/recipients.ts'

const useStyles = makeStyles({
  successor: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalXXS,
  },
})

interface SuccessorProps {
  evidence: Evidence | null
  onView: (person: Recipient) => void
}

export function Successor({ evidence, onView }: SuccessorProps) {
  const styles = useStyles()
  const email = evidence?.kind === 'message' ? addressIn(evidence.successor) : null
  if (email === null) return null
  return (
    <div className={styles.successor}>
      <Text>{email} is named instead.</Text>
      <Link
        as="button"
        onClick={() => {
          onView({ email, name: '' })
        }}
      >
        Look at {email}
      </Link>
    </div>
  )
}

function addressIn(named: string | null): string | null {
  return /[^\s<>@,;]+@[^\s<>@,;]+/.exec(named ?? '')?.[0].toLowerCase() ?? null
}
