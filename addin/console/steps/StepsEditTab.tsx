/** The steps of a sequence being edited, and the question whom they reach. */

import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { RolloutPreview, SequenceResource, StepRequest } from '../../../shared/sequence.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { Message } from '../ui/Message.tsx'
import { EditedMeanwhileDialog, type BothTexts, type Kept } from '../ui/EditedMeanwhileDialog.tsx'
import { saveEdited } from '../ui/save-edited.ts'
import { draftsOf, type EditedStep } from './drafts.ts'
import { differ, haveSameSteps, stepsText } from './steps-text.ts'
import { useSequence, whyNotEdit } from '../ui/sequence-context.ts'
import { inWords } from '../ui/people-words.ts'
import { StepsEditor, type SaveOutcome } from './StepsEditor.tsx'
import { RolloutDialog, type AppliesTo } from './RolloutDialog.tsx'

/** Asked in the dialog; null: not now. */
interface Asking {
  rollout: RolloutPreview
  answer: (appliesTo: AppliesTo | null) => void
}

/** Asked when somebody else saved other steps meanwhile; null: not now. */
interface Choosing {
  both: BothTexts
  answer: (kept: Kept) => void
}

function savedSentence(appliesTo: AppliesTo, { changed }: RolloutPreview): string {
  return appliesTo === 'new'
    ? 'The steps are saved. They reach contacts enrolled from now on.'
    : `The steps are saved. They also reach ${inWords(changed)} enrolled now.`
}

/** What is written from: the sequence as it was opened, and the steps to begin with. */
interface Session {
  key: number
  base: SequenceResource
  start: EditedStep[]
}

export function StepsEditTab() {
  const { sequence, refresh } = useSequence()
  const { api, me, announce } = useConsole()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [told, setTold] = useState('')
  const [session, setSession] = useState<Session>(() => ({
    key: 0,
    base: sequence,
    start: draftsOf(sequence),
  }))
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  /** What was put aside for somebody else's steps, to be had back. */
  const [aside, setAside] = useState<EditedStep[] | null>(null)
  const because = whyNotEdit(sequence, me)
  const back = `/sequences/${sequence.id}/steps`
  if (because !== null) return <Message tone="info">{because}</Message>

  function begin(base: SequenceResource, start: EditedStep[]): void {
    setSession(({ key }) => ({ key: key + 1, base, start }))
  }
  async function save(steps: StepRequest[], drafts: EditedStep[]): Promise<SaveOutcome> {
    for (let { base } = session; ;) {
      const foreseen = await api.previewRollout(sequence.id, steps)
      if (foreseen.kind !== 'ok') return { refused: sentenceOf(foreseen) ?? '' }
      const applyTo = await whom(foreseen.value)
      if (applyTo === null) return 'not-now'
      const { steps: opened } = base
      const saved = await saveEdited(
        api,
        base,
        { steps, applyTo },
        (theirs) => !haveSameSteps(theirs.steps, opened) && differ(theirs.steps, steps),
      )
      if (saved.kind === 'refused') return { refused: saved.sentence }
      if (saved.kind === 'saved') {
        setTold(savedSentence(applyTo, foreseen.value))
        return 'saved'
      }
      const kept = await which(saved.theirs, steps)
      if (kept === 'theirs') {
        setAside(drafts)
        begin(saved.theirs, draftsOf(saved.theirs))
      }
      if (kept !== 'mine') return 'not-now'
      base = saved.theirs
      setSession((before) => ({ ...before, base: saved.theirs }))
    }
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
  async function which(theirs: SequenceResource, mine: StepRequest[]): Promise<Kept> {
    const both = {
      sequence: theirs,
      theirs: stepsText(theirs.steps, mine),
      mine: stepsText(mine, theirs.steps),
      leftOut: 'Steps that are the same in both are left out.',
    }
    const kept = await new Promise<Kept>((answer) => setChoosing({ both, answer }))
    setChoosing(null)
    return kept
  }
  return (
    <>
      {aside === null ? null : (
        <Message
          tone="info"
          action={
            <Button
              onClick={() => {
                begin(session.base, aside)
                setAside(null)
              }}
            >
              Put mine back
            </Button>
          }
        >
          These are the steps that {session.base.updatedBy?.name ?? 'somebody else'} saved. Yours
          are kept until you leave this page.
        </Message>
      )}
      <StepsEditor
        key={session.key}
        sequenceId={sequence.id}
        start={() => session.start}
        changed={session.key > 0}
        saveLabel="Save steps"
        isAsking={asking !== null || choosing !== null}
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
      <EditedMeanwhileDialog
        both={choosing?.both ?? null}
        onChoice={(kept) => choosing?.answer(kept)}
      />
    </>
  )
}
