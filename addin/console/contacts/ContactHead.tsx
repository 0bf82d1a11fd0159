/** The top of a contact's record: the initials with Unenroll above them while enrolled, the name, address and company. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Contact, ContactCard } from '../../../shared/contact.ts'
import type { Enrollment } from '../../../shared/enrollment.ts'
import type { Answer } from '../../kit/api.ts'
import { useCardTools } from '../../kit/card/card-context.ts'
import type { Change } from '../../kit/card/use-change.ts'
import { openEnrollments } from '../../kit/card/words.ts'
import { Face } from '../../kit/Face.tsx'
import { ContactCompanyLine } from '../companies/ContactCompanyLine.tsx'

const useStyles = makeStyles({
  head: { display: 'flex', columnGap: tokens.spacingHorizontalL, alignItems: 'end' },
  corner: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    rowGap: tokens.spacingVerticalS,
  },
  words: { flexGrow: 1, display: 'flex', flexDirection: 'column', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface ContactHeadProps {
  card: ContactCard
  contact: Contact
  change: Change
  /** The page's heading. */
  children: ReactNode
}

export function ContactHead({ card, contact, change, children }: ContactHeadProps) {
  const styles = useStyles()
  const { api } = useCardTools()
  const mine = openEnrollments(card).filter(({ may }) => may.unenroll)
  return (
    <div className={styles.head}>
      <div className={styles.corner}>
        {mine.length > 0 ? (
          <Button
            appearance="primary"
            disabledFocusable={change.busy !== null}
            onClick={() => void unenrollAll(mine, change, api.unenroll)}
          >
            Unenroll
          </Button>
        ) : null}
        <Face name={contact.name} email={contact.email} large />
      </div>
      <div className={styles.words}>
        {children}
        <Text className={styles.quiet}>{contact.email}</Text>
        <ContactCompanyLine contact={contact} />
      </div>
    </div>
  )
}

/** Somebody may be in several sequences: none of them writes any more. Stops at the first refusal, which is then shown. */
async function unenrollAll(
  enrollments: Enrollment[],
  change: Change,
  unenroll: (id: string) => Promise<Answer<Enrollment>>,
): Promise<void> {
  for (const { id } of enrollments)
    if (!(await change.run(`Unenroll ${id}`, () => unenroll(id)))) return
}
