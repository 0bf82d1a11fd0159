/** The first screen for several recipients: each with where they stand; a click opens the contact. */

import { Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import type { Recipient } from '../outlook/recipients.ts'
import { PersonRow } from './PersonRow.tsx'

const useStyles = makeStyles({
  people: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
  },
})

interface PeopleListProps {
  people: Recipient[]
  /** Whose contact the person just came back from, or null. */
  cameFrom: string | null
  /** The focus is back where they left: from now on nothing may move it unasked. */
  onArrived: () => void
  onView: (person: Recipient) => void
}

export function PeopleList({ people, cameFrom, onArrived, onView }: PeopleListProps) {
  const styles = useStyles()
  return (
    <div className={styles.people}>
      <div>
        <Subtitle2 as="h1" block className={styles.title}>
          {people.length} recipients
        </Subtitle2>
        <Caption1 className={styles.quiet}>Choose one to see the contact.</Caption1>
      </div>
      <ul className={styles.list}>
        {people.map((person) => (
          <li key={person.email}>
            <PersonRow
              person={person}
              cameBack={person.email === cameFrom}
              onArrived={onArrived}
              onView={() => {
                onView(person)
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
