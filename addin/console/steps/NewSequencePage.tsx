/** A new sequence: its name and its first steps. */

import { Field, Input, makeStyles } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useConsole } from '../../api/console-context.ts'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { newDraft } from './drafts.ts'
import { StepsEditor } from './StepsEditor.tsx'

const useStyles = makeStyles({ name: { maxWidth: '480px' } })

export function NewSequencePage() {
  const styles = useStyles()
  const { api, me } = useConsole()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const made = useRef('')
  return (
    <>
      <nav aria-label="Where you are">
        <TextLink to="/sequences">Sequences</TextLink>
      </nav>
      <PageTitle title="New sequence" />
      {me.limits === null ? (
        <StepsEditor
          sequenceId={null}
          start={() => [newDraft(true)]}
          changed={name !== ''}
          saveLabel="Save sequence"
          onSave={async (steps) => {
            const answer = await api.addSequence({ name, steps })
            if (answer.kind !== 'ok') return { refused: sentenceOf(answer) ?? '' }
            made.current = answer.value.id
            return 'saved'
          }}
          onSaved={() => void navigate(`/sequences/${made.current}/steps`)}
          onCancel={() => void navigate('/sequences')}
        >
          <Field label="Name" required className={styles.name}>
            <Input value={name} maxLength={200} onChange={(_event, { value }) => setName(value)} />
          </Field>
        </StepsEditor>
      ) : (
        <Message tone="info">{me.limits}</Message>
      )}
    </>
  )
}
