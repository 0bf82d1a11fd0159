/** One trigger of a sequence being written, or a new one. */

import { useNavigate, useParams } from 'react-router'
import type { Trigger } from '../../../shared/automation.ts'
import { useConsole } from '../../api/console-context.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { useSequence } from '../ui/sequence-context.ts'
import { TextLink } from '../ui/TextLink.tsx'
import { AutomationForm } from './AutomationForm.tsx'
import { useTriggers, useWhyNotAutomate } from '../../api/queries/use-triggers.ts'

export function TriggerTab() {
  const { triggerId = null } = useParams()
  const { sequence } = useSequence()
  const live = useTriggers(sequence.id)
  const because = useWhyNotAutomate(sequence)
  if (because !== null) return <Message tone="info">{because}</Message>
  if (triggerId === null) return <TriggerForm key="new" trigger={null} />
  return (
    <LiveGate live={live} what="the trigger">
      {(triggers) => {
        const trigger = triggers.find(({ id }) => id === triggerId)
        return trigger ? (
          <TriggerForm key={trigger.id} trigger={trigger} />
        ) : (
          <Message tone="info">
            There is no such trigger: it may have been removed. Go to{' '}
            <TextLink to={`/sequences/${encodeURIComponent(sequence.id)}/automation`}>
              all triggers of this sequence
            </TextLink>
            .
          </Message>
        )
      }}
    </LiveGate>
  )
}

function TriggerForm({ trigger }: { trigger: Trigger | null }) {
  const { sequence } = useSequence()
  const { api, announce } = useConsole()
  const navigate = useNavigate()
  const back = `/sequences/${encodeURIComponent(sequence.id)}/automation`
  return (
    <AutomationForm<Trigger>
      kind="trigger"
      known={trigger && { ...trigger, from: 'all' }}
      onSave={({ name, condition, on }, changed) =>
        trigger === null
          ? api.addTrigger(sequence.id, { name, condition, on })
          : api.changeTrigger(trigger.id, changed)
      }
      onSaved={({ name }) => {
        announce(`“${name}” is saved.`)
        void navigate(back)
      }}
      onCancel={() => void navigate(back)}
      dryRunOf={({ condition }) => ({ for: 'trigger', sequenceId: sequence.id, condition })}
    />
  )
}
