/** What a step says: an email's subject and text, or the title and note of a call or a to-do. */

import { Field, Input, Textarea } from '@fluentui/react-components'
import { isEmailStep } from '../ui/step-kinds.ts'
import type { EditedStep } from './drafts.ts'

interface StepTextFieldsProps {
  draft: EditedStep
  /** An answer in the same thread has the subject of the email before. */
  hasSubject: boolean
  bodyRef: (found: HTMLTextAreaElement | null) => void
  onChange: (some: Partial<Pick<EditedStep, 'subject' | 'body'>>) => void
  onFocus: (field: HTMLInputElement | HTMLTextAreaElement) => void
}

export function StepTextFields(props: StepTextFieldsProps) {
  const { draft, hasSubject, bodyRef, onChange, onFocus } = props
  const email = isEmailStep(draft)
  return (
    <>
      {hasSubject ? (
        <Field label={email ? 'Subject' : 'Title'} required>
          <Input
            name="subject"
            value={draft.subject}
            maxLength={500}
            onFocus={({ currentTarget }) => onFocus(currentTarget)}
            onChange={(_event, { value }) => onChange({ subject: value })}
          />
        </Field>
      ) : null}
      <Field
        label={email ? 'Text' : 'Note'}
        required={email}
        hint={email ? 'A blank line begins a new paragraph.' : 'What helps whoever does it.'}
      >
        <Textarea
          ref={bodyRef}
          name="body"
          rows={email ? 8 : 3}
          resize="vertical"
          value={draft.body}
          onFocus={({ currentTarget }) => onFocus(currentTarget)}
          onChange={(_event, { value }) => onChange({ body: value })}
        />
      </Field>
    </>
  )
}
