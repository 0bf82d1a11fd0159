/** A new company; `name` and `domain` in the address are what the form begins with. */

import { useNavigate, useSearchParams } from 'react-router'
import { useConsole } from '../../api/console-context.ts'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { CompanyForm } from './CompanyForm.tsx'

export function NewCompanyPage() {
  const { api, me } = useConsole()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  return (
    <>
      <nav aria-label="Where you are">
        <TextLink to="/companies">Companies</TextLink>
      </nav>
      <PageTitle title="Add company" />
      {me.limits === null ? (
        <CompanyForm
          name={params.get('name') ?? ''}
          domains={params.getAll('domain')}
          onSave={(request) => api.saveCompany(null, request)}
          onSaved={({ id }) => void navigate(`/companies/${encodeURIComponent(id)}`)}
          onCancel={() => void navigate('/companies')}
        />
      ) : (
        <Message tone="info">{me.limits}</Message>
      )}
    </>
  )
}
