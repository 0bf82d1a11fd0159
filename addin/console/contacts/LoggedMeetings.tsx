/** The meetings that somebody logged on a contact. */

import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { MeetingResource } from '../../../shared/meeting.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { Panel } from '../ui/Panel.tsx'
import { useTimes } from '../ui/use-times.ts'

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
  meeting: { display: 'flex', flexDirection: 'column' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

export function LoggedMeetings({ contactId }: { contactId: string }) {
  const styles = useStyles()
  const times = useTimes()
  const question = useMemo<Question<MeetingResource[]>>(
    () => ({
      ask: ({ api }) => api.meetings(contactId),
      concerns: ({ kind, id }) => kind === 'contact' && id === contactId,
    }),
    [contactId],
  )
  const { value, trouble } = useLive(question)
  // Most contacts have none; the button above says how to log one.
  if (value === null ? trouble === null : value.length === 0) return null
  return (
    <Panel title="Logged meetings">
      {trouble ? <Text role="alert">{trouble.sentence}</Text> : null}
      <ul className={styles.list}>
        {(value ?? []).map((meeting) => (
          <li key={meeting.id} className={styles.meeting}>
            <Text weight="semibold">{meeting.title}</Text>
            <Caption1 className={styles.quiet}>
              {times.absolute(meeting.startsAt)}, with {meeting.with.name}
              {meeting.cancelledAt === null ? '' : ', cancelled'}
            </Caption1>
            <Caption1 className={styles.quiet}>
              Logged on {[meeting.record, ...meeting.associated].map(({ name }) => name).join(', ')}
            </Caption1>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
