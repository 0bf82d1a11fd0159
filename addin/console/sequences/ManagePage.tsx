/** Sales > Sequences > Manage: every sequence with its performance, and those archived or deleted when asked for. */

import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useNavigate, useSearchParams } from 'react-router'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { useConsole } from '../../api/console-context.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TabLinks } from '../ui/TabLinks.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { FirstSequence } from './FirstSequence.tsx'
import { KeepingMessage } from './KeepingMessage.tsx'
import { SequenceTable } from './SequenceTable.tsx'
import { sequencesTabs } from '../ui/sequences-tabs.ts'
import { useKeeping } from './use-keeping.ts'

const concerns: Question<SequenceResource[]>['concerns'] = ({ kind }) =>
  kind === 'sequence' || kind === 'user'
const inUse: Question<SequenceResource[]> = { ask: ({ api }) => api.sequences(), concerns }
const archived: Question<SequenceResource[]> = {
  ask: ({ api }) => api.sequences('archived'),
  concerns,
}
const deleted: Question<SequenceResource[]> = {
  ask: ({ api }) => api.sequences('deleted'),
  concerns,
}

export function ManagePage() {
  const { me } = useConsole()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const shown = params.get('show')
  const live = useLive(shown === 'deleted' ? deleted : shown === 'archived' ? archived : inUse)
  const keeping = useKeeping(live.ask)
  const isEmpty = !shown && (live.value?.length ?? 0) === 0
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
      <TabLinks label="Sequences" tabs={sequencesTabs} />
      {me.limits === null ? null : <Message tone="info">{me.limits}</Message>}
      <KeepingMessage keeping={keeping} />
      <LiveGate live={live} what="the sequences">
        {(all) =>
          isEmpty ? (
            <>
              <FirstSequence />
              <TextLink to="/sequences?show=archived">Archived sequences</TextLink>
              <TextLink to="/sequences?show=deleted">Deleted sequences</TextLink>
            </>
          ) : (
            <SequenceTable all={all} keeping={keeping} />
          )
        }
      </LiveGate>
      <DeleteDialog
        sequence={keeping.asking}
        busy={keeping.busy}
        onDelete={(one) => void keeping.remove(one)}
        onCancel={() => keeping.askToDelete(null)}
      />
    </>
  )
}
