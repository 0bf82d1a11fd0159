/** The steps of a sequence being edited, and the question whom they reach. */

import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { RolloutPreview, StepRequest } from '../../../shared/sequence.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { Message } from '../ui/Message.tsx'
import { draftsOf } from './drafts.ts'
import { useSequence, whyNotEdit } from '../ui/sequence-context.ts'
import { inWords } from '../ui/people-words.ts'
import { StepsEditor, type SaveOutcome } from './StepsEditor.tsx'
import { RolloutDialog, type AppliesTo } from './RolloutDialog.tsx'

/** Asked in the dialog; null: not now. */
interface Asking {
  rollout: RolloutPreview
  answer: (appliesTo: AppliesTo | null) => void
}

function savedSentence(appliesTo: AppliesTo, { changed }: RolloutPreview): string {
  return appliesTo === 'new'
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
    const foreseen = await api.previewRollout(sequence.id, steps)
    if (foreseen.kind !== 'ok') return { refused: sentenceOf(foreseen) ?? '' }
    const applyTo = await whom(foreseen.value)
    if (applyTo === null) return 'not-now'
    const answer = await api.saveSequence(sequence.id, { name: sequence.name, steps, applyTo })
    const refused = sentenceOf(answer)
    if (refused !== null) return { refused }
    setTold(savedSentence(applyTo, foreseen.value))
    return 'saved'
  }
  /** Only asked where it makes a difference. */
  async function whom(rollout: RolloutPreview): Promise<AppliesTo | null> {
    if (rollout.changed === 0) return 'new'
    const answer = await new Promise<AppliesTo | null>((resolve) => {
      setAsking({ rollout, answer: resolve })
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
      <RolloutDialog
        rollout={asking?.rollout ?? null}
        onSave={(appliesTo) => asking?.answer(appliesTo)}
        onCancel={() => asking?.answer(null)}
      />
    </>
  )
}
