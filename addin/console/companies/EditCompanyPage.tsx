/** A company, renamed or given other domains. */

import { useNavigate, useParams } from 'react-router'
import { useConsole } from '../../api/console-context.ts'
import { MissingPage } from '../ui/MissingPage.tsx'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { CompanyForm } from './CompanyForm.tsx'
import { useCompany } from '../../api/queries/use-company.ts'

export function EditCompanyPage() {
  const { id = '' } = useParams()
  const { api, me } = useConsole()
  const navigate = useNavigate()
  const live = useCompany(id)
  if (live.value === null && live.trouble?.status === 404) return <MissingPage what="company" />
  const at = `/companies/${encodeURIComponent(id)}`
  return (
    <LiveGate live={live} what="the company">
      {({ name, domains }) => (
        <>
          <nav aria-label="Where you are">
            <TextLink to={at}>{name}</TextLink>
          </nav>
          <PageTitle title={`Edit ${name}`} />
          {me.limits === null ? (
            <CompanyForm
              {...{ name, domains }}
              hint="Emails that mention the company say the new name."
              onSave={(request) => api.saveCompany(id, request)}
              onSaved={() => void navigate(at)}
              onCancel={() => void navigate(at)}
            />
          ) : (
            <Message tone="info">{me.limits}</Message>
          )}
        </>
      )}
    </LiveGate>
  )
}
