/** Says that a company was deleted, by whoever comes from its record, and takes that back. */

import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { isObject } from '../../api/answers/common.ts'
import { useConsole } from '../../api/console-context.ts'
import { Message } from '../ui/Message.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { isCompanyDeletion } from '../../api/answers/company.ts'

export function DeletedCompany() {
  const { api } = useConsole()
  const navigate = useNavigate()
  const location = useLocation()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const state: unknown = location.state
  const deleted = isObject(state) && 'deleted' in state ? state.deleted : null
  if (!isCompanyDeletion(deleted)) return null
  const { name, domains } = deleted
  async function undo(): Promise<void> {
    setBusy(true)
    const answer = await api.saveCompany(null, { name, domains })
    setBusy(false)
    setProblem(sentenceOf(answer))
    if (answer.kind === 'ok') void navigate(`/companies/${encodeURIComponent(answer.value.id)}`)
  }
  return (
    <Message
      tone={problem === null ? 'success' : 'error'}
      action={
        <Button size="small" disabledFocusable={busy} onClick={() => void undo()}>
          Undo
        </Button>
      }
      onDismiss={() => void navigate(`/companies${location.search}`, { replace: true })}
    >
      {problem ?? `${name} was deleted.`}
    </Message>
  )
}
