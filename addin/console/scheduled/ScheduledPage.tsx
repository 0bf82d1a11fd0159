/** Sales > Sequences > Scheduled: the emails and tasks to come in all sequences, by day. */

import { Field, makeStyles, Select, Text, tokens } from '@fluentui/react-components'
import type { UserResource } from '../../../shared/user.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TabLinks } from '../ui/TabLinks.tsx'
import { useAddressState } from '../ui/use-address-state.ts'
import { ScheduledMessage } from './ScheduledMessage.tsx'
import { ScheduledTable } from './ScheduledTable.tsx'
import { sequencesTabs } from '../ui/sequences-tabs.ts'
import { useScheduled } from '../../api/queries/use-scheduled.ts'
import { useScheduledActions } from './use-scheduled-actions.ts'

const useStyles = makeStyles({
  filter: { alignSelf: 'start', minWidth: '200px' },
  none: { padding: tokens.spacingHorizontalL },
})

const start = { rep: '' }

const usersQuestion: Question<UserResource[]> = {
  ask: ({ api }) => api.users(),
  concerns: ({ kind }) => kind === 'user',
}

export function ScheduledPage() {
  const styles = useStyles()
  const [{ rep }, setAsked] = useAddressState(start)
  const users = useLive(usersQuestion).value ?? []
  const live = useScheduled(rep)
  const actions = useScheduledActions(live)

  return (
    <>
      <PageTitle title="Scheduled" />
      <TabLinks label="Sequences" tabs={sequencesTabs} />
      <Field label="Sender" className={styles.filter}>
        <Select value={rep} onChange={(_event, { value }) => setAsked({ rep: value })}>
          <option value="">Everybody</option>
          {users
            .filter(({ seat }) => seat !== 'none')
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
      </Field>
      <LiveGate live={live} what="what is scheduled">
        {(list) => (
          <Panel bare>
            {list.rows.length === 0 ? (
              <Text className={styles.none}>
                {rep === ''
                  ? 'Nothing is scheduled. Enroll a contact in a sequence, and its next step stands here.'
                  : 'Nothing is scheduled for this sender.'}
              </Text>
            ) : (
              <ScheduledTable
                list={list}
                onMore={live.more}
                blocked={actions.busy}
                onUnenroll={actions.unenroll}
                onFinish={actions.finish}
              />
            )}
          </Panel>
        )}
      </LiveGate>
      <ScheduledMessage actions={actions} />
    </>
  )
}
