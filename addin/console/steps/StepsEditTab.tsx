/** The steps of a sequence being edited, and the question whom they reach. */

import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Reach, StepRequest } from '../../../shared/sequence.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { Message } from '../ui/Message.tsx'
import { draftsOf } from './drafts.ts'
import { useSequence, whyNotEdit } from '../ui/sequence-context.ts'
import { inWords } from '../ui/people-words.ts'
import { StepsEditor, type SaveOutcome } from './StepsEditor.tsx'
import { StepsReachDialog, type Reached } from './RolloutDialog.tsx'

/** Asked in the dialog; null: not now. */
interface Asking {
  reach: Reach
  answer: (reached: Reached | null) => void
}

function savedSentence(reached: Reached, { changed }: Reach): string {
  return reached === 'new'
    ? 'The steps are saved. They reach contacts enrolled from now on.'
    : `The steps are saved. They also reach ${inWords(changed)} enrolled now.`
}

export function StepsEditTab() {
  const { sequence, refresh } = useSequence()
  const { api, me, announce } = useConsole()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [told, setTold] = useState('')
  const because = whyNotEdit(sequence, me)
  const back = `/sequences/${sequence.id}/steps`
  if (because !== null) return <Message tone="info">{because}</Message>

  async function save(steps: StepRequest[]): Promise<SaveOutcome> {
    const foreseen = await api.foreseeReach(sequence.id, steps)
    if (foreseen.kind !== 'ok') return { refused: sentenceOf(foreseen) ?? '' }
    const reach = await whom(foreseen.value)
    if (reach === null) return 'not-now'
    const answer = await api.saveSequence(sequence.id, { name: sequence.name, steps, reach })
    const refused = sentenceOf(answer)
    if (refused !== null) return { refused }
    setTold(savedSentence(reach, foreseen.value))
    return 'saved'
  }
  /** Only asked where it makes a difference. */
  async function whom(reach: Reach): Promise<Reached | null> {
    if (reach.changed === 0) return 'new'
    const answer = await new Promise<Reached | null>((resolve) => {
      setAsking({ reach, answer: resolve })
    })
    setAsking(null)
    return answer
  }
  return (
    <>
      <StepsEditor
        sequenceId={sequence.id}
        start={() => draftsOf(sequence)}
        saveLabel="Save steps"
        isAsking={asking !== null}
        onSave={save}
        onSaved={() => {
          refresh()
          announce(told)
          void navigate(back, { state: { told } })
        }}
        onCancel={() => void navigate(back)}
      >
        <Message tone="info">
          New enrollments get the steps as you save them. If contacts are enrolled now, you choose
          whether the steps that they have not had yet change, too.
        </Message>
      </StepsEditor>
      <StepsReachDialog
        reach={asking?.reach ?? null}
        onSave={(reached) => asking?.answer(reached)}
        onCancel={() => asking?.answer(null)}
      />
    </>
  )
}
