/** The top of a contact's record: the initials with Unenroll above them while enrolled, the name, address and company. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { ContactResource, ContactCard } from '../../../shared/contact.ts'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { Answer } from '../../api/request.ts'
import { useCardTools } from '../../contact-card/card-context.ts'
import type { UsedChange } from '../../contact-card/use-change.ts'
import { openEnrollments } from '../../contact-card/words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { ContactCompanyLine } from './ContactCompanyLine.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingVerticalM,
    alignItems: 'end',
    justifyContent: 'space-between',
  },
  person: {
    display: 'flex',
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'end',
    minWidth: 0,
  },
  corner: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    rowGap: tokens.spacingVerticalS,
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface ContactHeadProps {
  card: ContactCard
  contact: ContactResource
  change: UsedChange
  /** What else may be done with the contact; null: nothing. */
  actions: ReactNode
}

export function ContactHead({ card, contact, change, actions }: ContactHeadProps) {
  const styles = useStyles()
  const { api } = useCardTools()
  const mine = openEnrollments(card).filter(({ may }) => may.unenroll)
  return (
    <div className={styles.head}>
      <div className={styles.person}>
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
          <Avatar name={contact.name} email={contact.email} large />
        </div>
        <div className={styles.words}>
          <PageTitle title={contact.name} />
          <Text className={styles.quiet}>{contact.email}</Text>
          <ContactCompanyLine contact={contact} />
        </div>
      </div>
      {actions === null ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

/** Somebody may be in several sequences: none of them writes any more. Stops at the first refusal, which is then shown. */
async function unenrollAll(
  enrollments: EnrollmentResource[],
  change: UsedChange,
  unenroll: (id: string) => Promise<Answer<EnrollmentResource>>,
): Promise<void> {
  for (const { id } of enrollments)
    if (!(await change.run(`Unenroll ${id}`, () => unenroll(id)))) return
}
