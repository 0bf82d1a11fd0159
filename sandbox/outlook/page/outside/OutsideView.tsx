/** The world outside the company: who is there, what they received, and answering as them. */

import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { PeopleCommunityRegular } from '@fluentui/react-icons'
import type { Go } from '../address.ts'
import type { Outsider, Rep } from '../control.ts'
import { Correspondence } from './Correspondence.tsx'
import { PeopleOutside } from './PeopleOutside.tsx'

const useStyles = makeStyles({
  columns: { flex: 1, minWidth: 0, display: 'flex', gap: '8px', padding: '8px' },
  people: {
    width: '280px',
    flexShrink: 0,
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    '@media (max-width: 760px)': { width: '72px' },
  },
  content: {
    flex: 1,
    minWidth: 0,
    overflowY: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    display: 'flex',
    flexDirection: 'column',
  },
  empty: {
    margin: 'auto',
    padding: '24px',
    maxWidth: '420px',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '8px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
  },
  icon: { fontSize: '56px', color: tokens.colorNeutralForeground3 },
})

interface OutsideViewProps {
  people: Outsider[]
  person: string | null
  reps: Rep[]
  go: Go
  now: string
}

export function OutsideView({ people, person, reps, go, now }: OutsideViewProps) {
  const styles = useStyles()
  const chosen = people.find((one) => one.address === person)
  return (
    <div className={styles.columns}>
      <nav aria-label="People outside" className={styles.people}>
        <PeopleOutside people={people} chosen={person} go={go} />
      </nav>
      <section
        aria-label={chosen === undefined ? 'Mails' : `Mails of ${chosen.name}`}
        className={styles.content}
      >
        {chosen === undefined ? (
          <div className={styles.empty}>
            <PeopleCommunityRegular className={styles.icon} aria-hidden />
            <Text weight="semibold">You are outside the company</Text>
            <Text>
              Choose a person to see what arrived in their mailbox, and to answer as they would:
              reply, be out of office, bounce, unsubscribe, invite to a meeting.
            </Text>
          </div>
        ) : (
          <Correspondence key={chosen.address} person={chosen} reps={reps} now={now} />
        )}
      </section>
    </div>
  )
}
