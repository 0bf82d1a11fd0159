/** What else is known about a contact, by name: what emails may say and conditions may ask. */

import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ContactResource } from '../../../shared/contact.ts'
import { Panel } from '../ui/Panel.tsx'
import { useTimes } from '../ui/use-times.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  name: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
})

export function ContactProperties({ contact }: { contact: ContactResource }) {
  const styles = useStyles()
  const times = useTimes()
  const lines: [string, string][] = [
    ...Object.entries(contact.properties).sort(([one], [other]) => one.localeCompare(other)),
    ['added', times.absolute(contact.createdAt)],
  ]
  return (
    <Panel title="About this contact">
      <dl className={styles.list}>
        {lines.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt className={styles.name}>
              <Text>{name}</Text>
            </dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
