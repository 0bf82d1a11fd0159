/** A company's domains, and since when it is known. */

import { makeStyles, tokens } from '@fluentui/react-components'
import type { CompanyRecord } from '../../../shared/company.ts'
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

export function AboutCompany({ company }: { company: CompanyRecord }) {
  const styles = useStyles()
  const times = useTimes()
  const { domains, createdAt } = company
  return (
    <Panel title="About this company">
      <dl className={styles.list}>
        <dt className={styles.name}>{domains.length === 1 ? 'Domain' : 'Domains'}</dt>
        <dd className={styles.value}>{domains.length === 0 ? 'None' : domains.join(', ')}</dd>
        <dt className={styles.name}>Added</dt>
        <dd className={styles.value}>{times.absolute(createdAt)}</dd>
      </dl>
    </Panel>
  )
}
