/** One sequence: its name, and the tabs that show its performance, steps, enrollments and settings. */

import { useMemo } from 'react'
import { Outlet, useParams } from 'react-router'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { MissingPage } from '../ui/MissingPage.tsx'
import { LiveGate } from '../ui/LiveGate.tsx'
import { TabLinks } from '../ui/TabLinks.tsx'
import { SequenceHead } from './SequenceHead.tsx'
import type { SequenceTools } from '../ui/sequence-context.ts'

export function SequencePage() {
  const { id = '' } = useParams()
  const question = useMemo<Question<SequenceResource>>(
    () => ({
      ask: ({ api }) => api.sequence(id),
      concerns: (change) => change.kind === 'sequence' && change.id === id,
    }),
    [id],
  )
  const live = useLive(question)
  if (live.value === null && live.trouble?.status === 404) return <MissingPage what="sequence" />
  const at = `/sequences/${encodeURIComponent(id)}`
  return (
    <LiveGate live={live} what="the sequence">
      {(sequence) => (
        <>
          <SequenceHead sequence={sequence} onChanged={live.ask} />
          <TabLinks
            label="Sequence"
            tabs={[
              { title: 'Summary', to: at, exact: true },
              { title: 'Steps', to: `${at}/steps` },
              { title: 'Enrollments', to: `${at}/enrollments` },
              { title: 'Automation', to: `${at}/automation` },
              { title: 'Settings', to: `${at}/settings` },
            ]}
          />
          <Outlet context={{ sequence, refresh: live.ask } satisfies SequenceTools} />
        </>
      )}
    </LiveGate>
  )
}
