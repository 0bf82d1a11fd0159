/** Whose card this is: face, name, address, company. */

import { Caption1, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import type { ContactCard } from '../../shared/contact.ts'
import { Avatar } from '../ui/Avatar.tsx'
import type { Recipient } from '../outlook/recipients.ts'
import { fullName } from '../contact-card/words.ts'

const useStyles = makeStyles({
  header: { display: 'flex', columnGap: tokens.spacingHorizontalM, alignItems: 'center' },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  name: { ...typographyStyles.subtitle2, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface PersonHeaderProps {
  person: Recipient
  card: ContactCard | null
}

export function PersonHeader({ person, card }: PersonHeaderProps) {
  const styles = useStyles()
  const name = fullName(card, person)
  return (
    <header className={styles.header}>
      <Avatar name={name} email={card?.contact?.email ?? person.email} large />
      <div className={styles.words}>
        <h1 className={styles.name}>{name}</h1>
        {name === person.email ? null : (
          <Caption1 className={styles.quiet}>{card?.contact?.email ?? person.email}</Caption1>
        )}
        {card?.contact && card.contact.email !== person.email ? (
          <Caption1 className={styles.quiet}>Also writes from {person.email}</Caption1>
        ) : null}
        {card?.contact?.company ? (
          <Caption1 className={styles.quiet}>{card.contact.company}</Caption1>
        ) : null}
      </div>
    </header>
  )
}
