/** The account's workflows for whoever has the seat for them; to everybody else how to get one. */

import { Text } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Workflow } from '../../../shared/automation.ts'
import { useConsole } from '../../api/console-context.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'

const question: Question<Workflow[]> = {
  ask: ({ api }) => api.workflows(),
  // A seat given or taken opens or closes the page.
  concerns: ({ kind }) => kind === 'automation' || kind === 'user',
}

interface WorkflowGateProps {
  children: (workflows: Workflow[], refresh: () => void) => ReactNode
}

export function WorkflowGate({ children }: WorkflowGateProps) {
  const { me } = useConsole()
  const live = useLive(question)
  if (live.trouble?.status === 403)
    return me.role === 'admin' ? (
      <Panel title="Workflows need an enterprise seat">
        <Text>
          Workflows reach across sequences. You are an administrator: give yourself, or whoever
          shall write them, an enterprise seat under <TextLink to="/settings/users">Users</TextLink>
          .
        </Text>
      </Panel>
    ) : (
      <Message tone="info">{live.trouble.sentence}</Message>
    )
  return (
    <LiveGate live={live} what="the workflows">
      {(workflows) => children(workflows, live.ask)}
    </LiveGate>
  )
}
