/** What happened with this contact, newest first, machine answers that ended nothing included. */

import {
  Caption1,
  makeStyles,
  mergeClasses,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components'
import type { TimelineEntry, TimelineKind } from '../../shared/contact.ts'
import type { Evidence as Grounds } from '../../shared/evidence.ts'
import { Evidence } from './Evidence.tsx'
import { useCardTools } from './card-context.ts'
import { Surface } from './Surface.tsx'

const useStyles = makeStyles({
  title: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    paddingLeft: '20px',
    paddingBottom: tokens.spacingVerticalL,
    ':last-child': { paddingBottom: 0 },
    // The line from dot to dot; none below the last one.
    '::before': {
      content: '""',
      position: 'absolute',
      left: '4px',
      top: '12px',
      bottom: '-6px',
      borderLeft: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
    ':last-child::before': { display: 'none' },
  },
  dot: {
    position: 'absolute',
    left: 0,
    top: '6px',
    width: '9px',
    height: '9px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThick} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  sent: { backgroundColor: tokens.colorCompoundBrandBackground },
  turn: { backgroundColor: tokens.colorNeutralForeground1 },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface TimelineProps {
  entries: TimelineEntry[]
  /** What is quoted above already, or null. */
  quoted: Grounds | null
}

export function Timeline({ entries, quoted }: TimelineProps) {
  const styles = useStyles()
  const { times } = useCardTools()
  return (
    <Surface label="What happened">
      <Subtitle2 as="h2" block className={styles.title}>
        What happened
      </Subtitle2>
      {entries.length === 0 ? (
        <Text>Nothing yet.</Text>
      ) : (
        <ol className={styles.list}>
          {entries.map((entry) => (
            <li key={entry.id} className={styles.entry}>
              <span
                className={mergeClasses(
                  styles.dot,
                  entry.kind === 'email-sent' && styles.sent,
                  turns.includes(entry.kind) && styles.turn,
                )}
                aria-hidden
              />
              <Text>{entry.text}</Text>
              <Caption1 className={styles.quiet}>
                {times.short(entry.at)}, {entry.sequence.name}
              </Caption1>
              {entry.evidence && !isSame(entry.evidence, quoted) ? (
                <Evidence evidence={entry.evidence} />
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </Surface>
  )
}

function isSame(one: Grounds, other: Grounds | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Where the story turned: these get the dark dots. */
const turns: readonly TimelineKind[] = ['enrolled', 'ended', 'undone', 'paused', 'resumed']
