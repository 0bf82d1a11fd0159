/** One sequence: its name, and the tabs that show its figures, steps, enrollments and settings. */

import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { Outlet, useParams } from 'react-router'
import type { Sequence } from '../../../shared/sequence.ts'
import { useLive, type Question } from '../live/use-live.ts'
import { MissingPage } from '../MissingPage.tsx'
import { LiveGate } from '../pieces/LiveGate.tsx'
import { PageTitle } from '../pieces/PageTitle.tsx'
import { TabLinks } from '../pieces/TabLinks.tsx'
import { TextLink } from '../pieces/TextLink.tsx'
import type { SequenceTools } from './sequence-context.ts'

const useStyles = makeStyles({
  head: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  owner: { color: tokens.colorNeutralForeground2 },
})

export function SequencePage() {
  const styles = useStyles()
  const { id = '' } = useParams()
  const question = useMemo<Question<Sequence>>(
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
          <div className={styles.head}>
            <nav aria-label="Where you are">
              <TextLink to="/sequences">Sequences</TextLink>
            </nav>
            <PageTitle title={sequence.name} />
            <Caption1 className={styles.owner}>Owner: {sequence.owner.name}</Caption1>
          </div>
          <TabLinks
            label="Sequence"
            tabs={[
              { title: 'Summary', to: at, exact: true },
              { title: 'Steps', to: `${at}/steps` },
              { title: 'Enrollments', to: `${at}/enrollments` },
              { title: 'Settings', to: `${at}/settings` },
            ]}
          />
          <Outlet context={{ sequence, refresh: live.ask } satisfies SequenceTools} />
        </>
      )}
    </LiveGate>
  )
}
