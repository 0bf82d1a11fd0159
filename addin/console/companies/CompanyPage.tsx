/** The company record: its domains, who belongs to it, and what a colleague's reply does. */

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { CompanyRecord } from '../../../shared/company.ts'
import { useConsole } from '../../api/console-context.ts'
import { MissingPage } from '../ui/MissingPage.tsx'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { AboutCompany } from './AboutCompany.tsx'
import { Colleagues } from './Colleagues.tsx'
import { CompanyContacts } from './CompanyContacts.tsx'
import { useCompany } from '../../api/queries/use-company.ts'

const narrow = '@media (max-width: 1023px)'

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
})

export function CompanyPage() {
  const { id = '' } = useParams()
  const live = useCompany(id)
  if (live.value === null && live.trouble?.status === 404) return <MissingPage what="company" />
  return (
    <LiveGate live={live} what="the company">
      {(company) => <Record company={company} />}
    </LiveGate>
  )
}

function Record({ company }: { company: CompanyRecord }) {
  const styles = useStyles()
  const { api, me } = useConsole()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { id, name } = company
  const toNewContact = `/contacts/new?${new URLSearchParams({ company: name }).toString()}`
  async function remove(): Promise<void> {
    setBusy(true)
    const answer = await api.deleteCompany(id)
    setBusy(false)
    setProblem(sentenceOf(answer))
    if (answer.kind === 'ok') void navigate('/companies', { state: { deleted: answer.value } })
  }
  return (
    <>
      <nav aria-label="Where you are">
        <TextLink to="/companies">Companies</TextLink>
      </nav>
      <PageTitle
        title={name}
        actions={
          me.limits === null ? (
            <div className={styles.actions}>
              <Button onClick={() => void navigate(toNewContact)}>Add contact</Button>
              <Button onClick={() => void navigate(`/companies/${encodeURIComponent(id)}/edit`)}>
                Edit
              </Button>
              <Button disabledFocusable={busy} onClick={() => void remove()}>
                Delete
              </Button>
            </div>
          ) : null
        }
      />
      {me.limits === null ? null : <Message tone="info">{me.limits}</Message>}
      {problem === null ? null : (
        <Message tone="error" onDismiss={() => setProblem(null)}>
          {problem}
        </Message>
      )}
      <div className={styles.columns}>
        <AboutCompany company={company} />
        <Colleagues company={company} />
      </div>
      <CompanyContacts company={company} />
    </>
  )
}
