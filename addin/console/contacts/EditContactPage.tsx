/** A contact, completed or corrected. */

import { useNavigate } from 'react-router'
import { useConsole } from '../../api/console-context.ts'
import { ContactForm } from './ContactForm.tsx'
import { ContactGate } from './ContactGate.tsx'

export function EditContactPage() {
  const { api } = useConsole()
  const navigate = useNavigate()
  return (
    <ContactGate title={({ name }) => `Edit ${name}`}>
      {(contact, at) => (
        <ContactForm
          contact={contact}
          onSave={(change) => api.changeContact(contact.id, change)}
          onSaved={() => void navigate(at)}
          onCancel={() => void navigate(at)}
        />
      )}
    </ContactGate>
  )
}
