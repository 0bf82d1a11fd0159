/** Sales > Sequences > Manage: every sequence with its figures. */

import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useNavigate } from 'react-router'
import type { Sequence } from '../../../shared/sequence.ts'
import { useConsole } from '../console-context.ts'
import { useLive, type Question } from '../live/use-live.ts'
import { LiveGate } from '../pieces/LiveGate.tsx'
import { Message } from '../pieces/Message.tsx'
import { PageTitle } from '../pieces/PageTitle.tsx'
import { TabLinks } from '../pieces/TabLinks.tsx'
import { FirstSequence } from './FirstSequence.tsx'
import { SequenceTable } from './SequenceTable.tsx'

const question: Question<Sequence[]> = {
  ask: ({ api }) => api.sequences(),
  concerns: ({ kind }) => kind === 'sequence' || kind === 'user',
}

export function ManagePage() {
  const { me } = useConsole()
  const navigate = useNavigate()
  const live = useLive(question)
  const isEmpty = live.value?.every((one) => one.deletedAt !== null) ?? true
  return (
    <>
      <PageTitle
        title="Sequences"
        actions={
          me.limits === null && !isEmpty ? (
            <Button
              appearance="primary"
              icon={<AddRegular />}
              onClick={() => void navigate('/sequences/new')}
            >
              New sequence
            </Button>
          ) : null
        }
      />
      <TabLinks label="Sequences" tabs={[{ title: 'Manage', to: '/sequences', exact: true }]} />
      {me.limits === null ? null : <Message tone="info">{me.limits}</Message>}
      <LiveGate live={live} what="the sequences">
        {(all) => (isEmpty ? <FirstSequence /> : <SequenceTable all={all} />)}
      </LiveGate>
    </>
  )
}
