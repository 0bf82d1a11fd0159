/** The people outside whom one can be. */

import {
  Avatar,
  makeStyles,
  mergeClasses,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components'
import type { Go } from '../address.ts'
import type { Outsider } from '../control.ts'

const useStyles = makeStyles({
  head: {
    padding: '12px 16px',
    margin: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 760px)': { display: 'none' },
  },
  list: { listStyle: 'none', margin: 0, padding: '4px' },
  person: {
    display: 'flex',
    gap: '12px',
    alignItems: 'center',
    width: '100%',
    padding: '10px 12px',
    border: 0,
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  current: { backgroundColor: tokens.colorBrandBackground2 },
  words: {
    flex: 1,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    '@media (max-width: 760px)': { display: 'none' },
  },
  soft: { color: tokens.colorNeutralForeground2 },
})

interface PeopleOutsideProps {
  people: Outsider[]
  chosen: string | null
  go: Go
}

export function PeopleOutside({ people, chosen, go }: PeopleOutsideProps) {
  const styles = useStyles()
  return (
    <>
      <Subtitle2 as="h2" block className={styles.head}>
        Outside world
      </Subtitle2>
      <ul className={styles.list}>
        {people.map((person) => {
          const name = person.name === '' ? person.address : person.name
          const current = person.address === chosen
          return (
            <li key={person.address}>
              <button
                type="button"
                className={mergeClasses(styles.person, current && styles.current)}
                aria-current={current ? 'page' : undefined}
                aria-label={`${name}, ${person.address}`}
                onClick={() => {
                  go({ view: 'outside', person: person.address })
                }}
              >
                <Avatar name={name} color="colorful" size={36} aria-hidden />
                <span className={styles.words}>
                  <Text weight="semibold" truncate wrap={false}>
                    {name}
                  </Text>
                  <Text size={200} truncate wrap={false} className={styles.soft}>
                    {person.address}
                  </Text>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}
