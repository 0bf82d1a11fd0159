/** Known people offered under To or Cc while one types. */

import { Avatar, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import type { Outsider } from '../control.ts'

const useStyles = makeStyles({
  offers: {
    position: 'absolute',
    insetBlockStart: '100%',
    insetInlineStart: '36px',
    zIndex: 1,
    minWidth: '260px',
    margin: 0,
    padding: '4px',
    listStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
  },
  offer: {
    display: 'flex',
    gap: '10px',
    alignItems: 'center',
    padding: '6px 10px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  marked: { backgroundColor: tokens.colorNeutralBackground1Selected },
  who: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
})

interface RecipientOffersProps {
  /** Id of the field; the list is `<id>-offers`, its lines `<id>-<index>`. */
  id: string
  offers: Outsider[]
  /** Index of the one the arrow keys are on, or -1. */
  marked: number
  choose: (one: Outsider) => void
}

export function RecipientOffers({ id, offers, marked, choose }: RecipientOffersProps) {
  const styles = useStyles()
  return (
    <ul id={`${id}-offers`} role="listbox" aria-label="People" className={styles.offers}>
      {offers.map((one, index) => (
        <li
          key={one.address}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === marked}
          className={mergeClasses(styles.offer, index === marked && styles.marked)}
          // Before the field loses the focus and takes the half-typed text.
          onMouseDown={(event) => {
            event.preventDefault()
            choose(one)
          }}
        >
          <Avatar name={one.name} color="colorful" size={28} aria-hidden />
          <span className={styles.who}>
            <Text>{one.name}</Text>
            <Text size={200} className={styles.soft}>
              {one.address}
            </Text>
          </span>
        </li>
      ))}
    </ul>
  )
}
