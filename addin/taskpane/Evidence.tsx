/** The mail a judgement rests on, as a quotation: subject, from whom, when, and what was seen in it. */

import { Caption1, Caption1Strong, makeStyles, tokens } from '@fluentui/react-components'
import type { MailEvidence } from '../../shared/enrollment.ts'
import { usePane } from './pane-context.ts'

const useStyles = makeStyles({
  quotation: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    paddingLeft: tokens.spacingHorizontalM,
    borderLeft: `${tokens.strokeWidthThicker} solid ${tokens.colorNeutralStroke1}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    minWidth: 0,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  clauses: { margin: 0, listStyleType: 'disc', paddingLeft: tokens.spacingHorizontalL },
})

export function Evidence({ mail }: { mail: MailEvidence }) {
  const styles = useStyles()
  const { times } = usePane()
  const { name, address } = mail.from
  return (
    <figure className={styles.quotation} aria-label="The mail it rests on">
      <Caption1Strong>{mail.subject === '' ? '(no subject)' : mail.subject}</Caption1Strong>
      <Caption1 className={styles.quiet}>
        {name === '' || name === address ? address : `${name}, ${address}`}
      </Caption1>
      <Caption1 className={styles.quiet}>Received {times.on(mail.receivedAt)}</Caption1>
      {mail.because.length > 0 ? (
        <ul className={styles.clauses}>
          {mail.because.map((clause) => (
            <li key={clause}>
              <Caption1 className={styles.quiet}>{clause}</Caption1>
            </li>
          ))}
        </ul>
      ) : null}
    </figure>
  )
}
