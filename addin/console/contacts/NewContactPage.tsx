/** A new contact; `company` in the address is where it begins. */

import { useNavigate, useSearchParams } from 'react-router'
import { useConsole } from '../../api/console-context.ts'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ContactForm } from './ContactForm.tsx'

export function NewContactPage() {
  const { api, me } = useConsole()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  return (
    <>
      <nav aria-label="Where you are">
        <TextLink to="/contacts">Contacts</TextLink>
      </nav>
      <PageTitle title="Add contact" />
      {me.limits === null ? (
        <ContactForm
          contact={null}
          company={params.get('company') ?? ''}
          onSave={({ email, name, company, properties }) =>
            api.addContact({
              email,
              ...(name.trim() ? { name } : {}),
              ...(company.trim() ? { company } : {}),
              properties,
            })
          }
          onSaved={({ id }) => void navigate(`/contacts/${encodeURIComponent(id)}`)}
          onCancel={() => void navigate('/contacts')}
        />
      ) : (
        <Message tone="info">{me.limits}</Message>
      )}
    </>
  )
}
