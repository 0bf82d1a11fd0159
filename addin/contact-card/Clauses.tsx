/** What was seen, a plain clause a line. */

import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { capital } from './words.ts'

const useStyles = makeStyles({
  clauses: { margin: 0, listStyleType: 'disc', paddingLeft: tokens.spacingHorizontalL },
  clause: { color: tokens.colorNeutralForeground2 },
})

export function Clauses({ clauses }: { clauses: string[] }) {
  const styles = useStyles()
  return (
    <ul className={styles.clauses}>
      {clauses.map((clause) => (
        <li key={clause}>
          <Caption1 className={styles.clause}>{capital(clause)}</Caption1>
        </li>
      ))}
    </ul>
  )
}
