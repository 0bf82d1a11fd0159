/** How many rows of a file came to what, and why some are refused. */

import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ContactImport } from '../../../shared/import.ts'
import { rowsInWords } from './import-words.ts'

const useStyles = makeStyles({
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(104px, 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
  },
  // The number first for the eye, the words first for those who listen.
  count: {
    display: 'flex',
    flexDirection: 'column-reverse',
    justifyContent: 'flex-end',
    margin: 0,
  },
  number: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  title: { color: tokens.colorNeutralForeground2 },
  reasons: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
})

export function ImportCounts({ counts, reasons, state }: ContactImport) {
  const styles = useStyles()
  const isDone = state === 'done' || state === 'importing'
  const shown: [string, number][] = [
    ['New', counts.new],
    [isDone ? 'Changed' : 'To be changed', counts.changed],
    ['Known, left as they are', counts.unchanged],
    ['Twice in the file', counts.duplicate],
    ['Refused', counts.rejected],
  ]
  return (
    <>
      <dl className={styles.counts}>
        {shown.map(([title, count]) => (
          <div key={title} className={styles.count}>
            <dt className={styles.title}>{title}</dt>
            <dd className={styles.number}>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {counts.suppressed > 0 ? (
        <Text>
          {counts.suppressed.toLocaleString('en')}{' '}
          {counts.suppressed === 1 ? 'contact is' : 'contacts are'} on the suppression list: nothing
          is sent there.
        </Text>
      ) : null}
      {reasons.length > 0 ? (
        <>
          <Text>Why rows are refused:</Text>
          <ul className={styles.reasons} aria-label="Why rows are refused">
            {reasons.map(({ sentence, count }) => (
              <li key={sentence}>
                {rowsInWords(count)}: {sentence}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
