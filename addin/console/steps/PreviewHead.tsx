/** Previewing: the button that opens it, for whom the emails are, and the email of one step. */

import { Button } from '@fluentui/react-components'
import { EyeOffRegular, EyeRegular } from '@fluentui/react-icons'
import { Panel } from '../ui/Panel.tsx'
import { Message } from '../ui/Message.tsx'
import { PreviewContact } from './PreviewContact.tsx'
import { PreviewEmail } from './PreviewEmail.tsx'
import type { UsedPreview } from './use-preview.ts'

export function PreviewButton({ using }: { using: UsedPreview }) {
  return (
    <Button
      icon={using.isOpen ? <EyeOffRegular /> : <EyeRegular />}
      aria-pressed={using.isOpen}
      onClick={using.toggle}
    >
      Preview
    </Button>
  )
}

/** Nothing while it is closed. */
export function PreviewHead({ using }: { using: UsedPreview }) {
  const { isOpen, preview, trouble, choose } = using
  if (!isOpen) return null
  return (
    <Panel title="Preview">
      <PreviewContact contact={preview?.contact ?? null} onChoose={choose} />
      {trouble === null ? null : <Message tone="error">{trouble}</Message>}
      {preview?.contact.id === null ? (
        <Message tone="info">
          {preview.contact.name} is made up, with a value for every token. Choose a contact to see
          what is really filled in, and what is missing.
        </Message>
      ) : null}
    </Panel>
  )
}

/** Nothing while it is closed, or while the server has not seen this step. */
export function PreviewOf({ using: { preview }, number }: { using: UsedPreview; number: number }) {
  const step = preview?.steps.find((one) => one.number === number)
  return preview && step ? <PreviewEmail preview={preview} step={step} /> : null
}
