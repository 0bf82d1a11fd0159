/** Settings > Workflows: conditions that unenroll contacts across sequences. */

import { useMemo } from 'react'
import type { Workflow } from '../../../shared/automation.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { AutomationList } from './AutomationList.tsx'
import { useKeepingAutomations } from './use-keeping-automations.ts'
import { useConsole } from '../../api/console-context.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { WorkflowGate } from './WorkflowGate.tsx'

const sequencesQuestion: Question<SequenceResource[]> = {
  ask: ({ api }) => api.sequences(),
  concerns: ({ kind }) => kind === 'sequence',
}

export function WorkflowsPage() {
  return (
    <>
      <PageTitle title="Workflows" />
      <WorkflowGate>
        {(workflows, refresh) => <List workflows={workflows} refresh={refresh} />}
      </WorkflowGate>
    </>
  )
}

function List({ workflows, refresh }: { workflows: Workflow[]; refresh: () => void }) {
  const { api } = useConsole()
  const sequences = useLive(sequencesQuestion).value
  const names = useMemo(
    () => new Map((sequences ?? []).map(({ id, name }) => [id, name])),
    [sequences],
  )
  const keeping = useKeepingAutomations<Workflow>(
    {
      change: api.changeWorkflow,
      remove: api.removeWorkflow,
      addAgain: ({ name, condition, action }) =>
        api.addWorkflow({ name, condition, action, on: false }),
    },
    refresh,
  )
  return (
    <AutomationList
      kind="workflow"
      items={workflows}
      keeping={keeping}
      path="/settings/workflows"
      mayChange
      doing={({ action: { from } }) => doingWords(from, names)}
    />
  )
}

/** "Unenrolls from “Spring” and 2 other sequences." */
function doingWords(from: 'all' | string[], names: ReadonlyMap<string, string>): string {
  if (from === 'all') return 'Unenrolls from all sequences.'
  const known = from.flatMap((id) => names.get(id) ?? []).slice(0, 3)
  const others = from.length - known.length
  const quoted = known.map((name) => `“${name}”`)
  const rest =
    others === 0
      ? []
      : [
          `${String(others)} ${known.length === 0 ? '' : 'other '}${others === 1 ? 'sequence' : 'sequences'}`,
        ]
  return `Unenrolls from ${[...quoted, ...rest].join(', ')}.`
}
