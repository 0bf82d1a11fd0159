/** Sales > Sequences > Manage: every sequence with its figures, and those deleted when asked for. */

import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useNavigate, useSearchParams } from 'react-router'
import type { Sequence } from '../../../shared/sequence.ts'
import { useConsole } from '../console-context.ts'
import { useLive, type Question } from '../live/use-live.ts'
import { LiveGate } from '../pieces/LiveGate.tsx'
import { Message } from '../pieces/Message.tsx'
import { PageTitle } from '../pieces/PageTitle.tsx'
import { TabLinks } from '../pieces/TabLinks.tsx'
import { TextLink } from '../pieces/TextLink.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { FirstSequence } from './FirstSequence.tsx'
import { inWords } from './people-words.ts'
import { SequenceTable } from './SequenceTable.tsx'
import { sequencesTabs } from './sequences-tabs.ts'
import { useKeeping, type Keeping } from './use-keeping.ts'

const concerns: Question<Sequence[]>['concerns'] = ({ kind }) =>
  kind === 'sequence' || kind === 'user'
const inUse: Question<Sequence[]> = { ask: ({ api }) => api.sequences(), concerns }
const deleted: Question<Sequence[]> = { ask: ({ api }) => api.sequences(true), concerns }

export function ManagePage() {
  const { me } = useConsole()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const showsDeleted = params.get('show') === 'deleted'
  const live = useLive(showsDeleted ? deleted : inUse)
  const keeping = useKeeping(live.ask)
  const isEmpty = !showsDeleted && (live.value?.length ?? 0) === 0
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
      <Outcome keeping={keeping} />
      <LiveGate live={live} what="the sequences">
        {(all) =>
          isEmpty ? (
            <>
              <FirstSequence />
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

/** What was done, with the step that may follow: restoring, then resuming. */
function Outcome({ keeping }: { keeping: Keeping }) {
  const { outcome, busy } = keeping
  if (outcome === null) return null
  const { next } = outcome
  return (
    <Message
      tone={outcome.tone}
      onDismiss={keeping.dismiss}
      action={
        next === null ? null : (
          <Button
            disabledFocusable={busy}
            onClick={() => {
              void keeping[next.kind](next.sequence)
            }}
          >
            {next.kind === 'restore' ? 'Restore' : `Resume ${inWords(next.count)}`}
          </Button>
        )
      }
    >
      {outcome.sentence}
    </Message>
  )
}
