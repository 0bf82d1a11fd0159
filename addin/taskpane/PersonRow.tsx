/** One recipient among several: name, sequence and a badge that says where they stand. */

import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { ChevronRight20Regular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { Badge } from '../ui/Badge.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import type { Recipient } from '../outlook/recipients.ts'
import { useCard } from './use-card.ts'
import type { Standing } from '../contact-card/words.ts'
import { fullName, openEnrollments, standingOf, standingTitles } from '../contact-card/words.ts'

const useStyles = makeStyles({
  row: {
    width: '100%',
    boxSizing: 'border-box',
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    padding: tokens.spacingHorizontalM,
    textAlign: 'left',
    font: 'inherit',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':active': { backgroundColor: tokens.colorNeutralBackground1Pressed },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '1px',
    },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  standing: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalXS,
  },
  chevron: { display: 'flex', color: tokens.colorNeutralForeground3 },
})

const colors: Record<Standing, 'brand' | 'warning' | 'informative'> = {
  enrolled: 'brand',
  paused: 'warning',
  'not-enrolled': 'informative',
}

interface PersonRowProps {
  person: Recipient
  cameBack: boolean
  onArrived: () => void
  onView: () => void
}

export function PersonRow({ person, cameBack, onArrived, onView }: PersonRowProps) {
  const styles = useStyles()
  const { card, trouble } = useCard(person.email)
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!cameBack) return
    row.current?.focus()
    onArrived()
  }, [cameBack, onArrived])
  const name = fullName(card, person)
  const standing = card ? standingOf(card) : null
  const sequences = card ? openEnrollments(card).map((each) => each.sequence.name) : []
  return (
    <button type="button" ref={row} className={styles.row} onClick={onView}>
      <Avatar name={name} email={person.email} />
      <span className={styles.words}>
        <Text weight="semibold">{name}</Text>
        {name === person.email ? null : (
          <Caption1 className={styles.quiet}>{person.email}</Caption1>
        )}
        <span className={styles.standing}>
          <Badge color={standing ? colors[standing] : 'informative'}>
            {standing ? standingTitles[standing] : trouble ? 'Not known' : 'Looking up'}
          </Badge>
          <Caption1 className={styles.quiet}>{sequences.join(', ')}</Caption1>
        </span>
      </span>
      <span className={styles.chevron} aria-hidden>
        <ChevronRight20Regular />
      </span>
    </button>
  )
}
