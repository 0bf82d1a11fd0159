/** A meeting logged on a contact: what it was, when, and which other records it belongs to. */

import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ContactResource } from '../../../shared/contact.ts'
import type { MeetingRequest, RecordRef } from '../../../shared/meeting.ts'
import { useCompanyOf } from '../../api/queries/use-company-of.ts'
import { useConsole } from '../../api/console-context.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { LeaveDialog } from '../ui/LeaveDialog.tsx'
import { AssociatedContacts } from './AssociatedContacts.tsx'
import { ContactGate } from './ContactGate.tsx'
import { useSaving } from '../ui/use-saving.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  narrow: { maxWidth: '480px' },
  input: { minWidth: 0 },
  end: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

export function LogMeetingPage() {
  return (
    <ContactGate title={({ name }) => `Log a meeting with ${name}`}>
      {(contact, at) => <MeetingForm {...{ contact, at }} />}
    </ContactGate>
  )
}

function MeetingForm({ contact, at }: { contact: ContactResource; at: string }) {
  const styles = useStyles()
  const { api } = useConsole()
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  /** As the browser's clock shows it: 2026-03-02T10:00. */
  const [start, setStart] = useState('')
  const [withCompany, setWithCompany] = useState(false)
  const [others, setOthers] = useState<ContactResource[]>([])
  const [isTimeMissing, setTimeMissing] = useState(false)
  const saving = useSaving(() => void navigate(at))
  const unsaved = title !== '' || start !== '' || others.length > 0
  const company = useCompanyOf(contact.id).value?.company ?? null
  return (
    <form
      className={styles.form}
      // The server's own sentences say what is missing, in one place and to everybody alike.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const startsAt = instantOf(start)
        setTimeMissing(startsAt === null)
        if (startsAt === null || saving.busy) return
        const associated: RecordRef[] = others.map(({ id }) => ({ kind: 'contact', id }))
        if (withCompany && company !== null) associated.push({ kind: 'company', id: company.id })
        const request: MeetingRequest = {
          title,
          startsAt,
          record: { kind: 'contact', id: contact.id },
          associated,
        }
        void saving.run(() => api.logMeeting(request))
      }}
    >
      <LeaveDialog unsaved={unsaved && !saving.isSaved} />
      <Panel>
        <Text>
          Enrollments of yours of {contact.name}, and of the contacts you add below, end with this
          meeting.
        </Text>
        <Field label="Title" required className={styles.narrow}>
          <Input
            className={styles.input}
            maxLength={200}
            value={title}
            onChange={(_event, { value }) => setTitle(value)}
          />
        </Field>
        <Field
          label="Starts"
          required
          className={styles.narrow}
          {...(isTimeMissing ? { validationMessage: 'Say when the meeting starts.' } : {})}
        >
          <Input
            className={styles.input}
            type="datetime-local"
            value={start}
            onChange={(_event, { value }) => setStart(value)}
          />
        </Field>
      </Panel>
      <Panel title="Associated records">
        {company === null ? null : (
          <Checkbox
            label={`The company ${company.name}`}
            checked={withCompany}
            onChange={(_event, { checked }) => setWithCompany(checked === true)}
          />
        )}
        <AssociatedContacts of={contact} chosen={others} onChange={setOthers} />
      </Panel>
      {saving.problem === null ? null : <Message tone="error">{saving.problem}</Message>}
      <div className={styles.end}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={saving.busy}
          icon={saving.busy ? <Spinner size="tiny" aria-hidden /> : null}
        >
          Log meeting
        </Button>
        <Button onClick={() => void navigate(at)}>Cancel</Button>
      </div>
    </form>
  )
}

/** The browser's local time as UTC, ISO 8601; null for what is no time. */
function instantOf(local: string): string | null {
  const time = new Date(local)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}
