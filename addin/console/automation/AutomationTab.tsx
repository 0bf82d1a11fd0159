/** A sequence's triggers: conditions that unenroll its contacts without anybody's doing. */

import { useConsole } from '../../api/console-context.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { useSequence } from '../ui/sequence-context.ts'
import { AutomationList } from './AutomationList.tsx'
import { useKeepingAutomations } from './use-keeping-automations.ts'
import { useTriggers, useWhyNotAutomate } from '../../api/queries/use-triggers.ts'

export function AutomationTab() {
  const { sequence } = useSequence()
  const { api } = useConsole()
  const live = useTriggers(sequence.id)
  const because = useWhyNotAutomate(sequence)
  const keeping = useKeepingAutomations(
    {
      change: api.changeTrigger,
      remove: api.removeTrigger,
      addAgain: ({ name, condition }) =>
        api.addTrigger(sequence.id, { name, condition, on: false }),
    },
    live.ask,
  )
  return (
    <>
      {because === null ? null : <Message tone="info">{because}</Message>}
      <LiveGate live={live} what="the triggers">
        {(items) => (
          <AutomationList
            kind="trigger"
            items={items}
            keeping={keeping}
            path={`/sequences/${encodeURIComponent(sequence.id)}/automation`}
            mayChange={because === null}
          />
        )}
      </LiveGate>
    </>
  )
}
