/** The steps of a sequence being edited: saved, they reach those who are enrolled from then on. */

import { useNavigate } from 'react-router'
import { useConsole } from '../console-context.ts'
import { sentenceOf } from '../sentence-of.ts'
import { Message } from '../pieces/Message.tsx'
import { draftsOf } from './drafts.ts'
import { useSequence, whyNotEdit } from './sequence-context.ts'
import { StepsEditor } from './StepsEditor.tsx'

export function StepsEditTab() {
  const { sequence, refresh } = useSequence()
  const { api, me, announce } = useConsole()
  const navigate = useNavigate()
  const because = whyNotEdit(sequence, me)
  const back = `/sequences/${sequence.id}/steps`
  if (because !== null) return <Message tone="info">{because}</Message>
  return (
    <StepsEditor
      start={() => draftsOf(sequence)}
      saveLabel="Save steps"
      onSave={async (steps) =>
        sentenceOf(await api.saveSequence(sequence.id, { name: sequence.name, steps }))
      }
      onSaved={() => {
        refresh()
        announce('The steps are saved. They reach contacts enrolled from now on.')
        void navigate(back)
      }}
      onCancel={() => void navigate(back)}
    >
      <Message tone="info">
        What you save reaches contacts enrolled from then on. Those enrolled now go on with the
        steps they began with.
      </Message>
    </StepsEditor>
  )
}
