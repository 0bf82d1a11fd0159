/** One workflow being written, or a new one. */

import { useNavigate, useParams } from 'react-router'
import type { Workflow } from '../../../shared/automation.ts'
import { AutomationForm } from './AutomationForm.tsx'
import { useConsole } from '../../api/console-context.ts'
import { MissingPage } from '../ui/MissingPage.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { WorkflowGate } from './WorkflowGate.tsx'

const list = '/settings/workflows'

export function WorkflowPage() {
  const { workflowId = null } = useParams()
  return (
    <>
      <nav aria-label="Where you are">
        <TextLink to={list}>Workflows</TextLink>
      </nav>
      <WorkflowGate>
        {(workflows) => {
          if (workflowId === null) return <Form key="new" workflow={null} />
          const workflow = workflows.find(({ id }) => id === workflowId)
          return workflow ? (
            <Form key={workflow.id} workflow={workflow} />
          ) : (
            <MissingPage what="workflow" />
          )
        }}
      </WorkflowGate>
    </>
  )
}

function Form({ workflow }: { workflow: Workflow | null }) {
  const { api, announce } = useConsole()
  const navigate = useNavigate()
  return (
    <>
      <PageTitle title={workflow?.name ?? 'New workflow'} />
      <AutomationForm<Workflow>
        kind="workflow"
        known={workflow && { ...workflow, from: workflow.action.from }}
        onSave={({ from, ...draft }, { from: changedFrom, ...changed }) =>
          workflow === null
            ? api.addWorkflow({ ...draft, action: { kind: 'unenroll', from } })
            : api.changeWorkflow(workflow.id, {
                ...changed,
                ...(changedFrom === undefined
                  ? {}
                  : { action: { kind: 'unenroll', from: changedFrom } }),
              })
        }
        onSaved={({ name }) => {
          announce(`“${name}” is saved.`)
          void navigate(list)
        }}
        onCancel={() => void navigate(list)}
        dryRunOf={({ condition, from }) => ({
          for: 'workflow',
          condition,
          action: { kind: 'unenroll', from },
        })}
      />
    </>
  )
}
