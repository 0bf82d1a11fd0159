/** Tells administrators on every page that owners of sequences are gone and somebody has to decide. */

import { useLocation } from 'react-router'
import type { DepartureResource } from '../../../shared/departure.ts'
import { useConsole } from '../../api/console-context.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { Message } from '../ui/Message.tsx'
import { TextLink } from '../ui/TextLink.tsx'

const question: Question<DepartureResource[]> = {
  ask: ({ api }) => api.departures(),
  concerns: ({ kind }) => kind === 'user',
}

export function DepartureBar() {
  const { me } = useConsole()
  const { pathname } = useLocation()
  return me.role === 'admin' && pathname !== '/settings/users' ? <Asked /> : null
}

function Asked() {
  const asked = (useLive(question).value ?? []).filter(({ state }) => state === 'asked')
  if (asked.length === 0) return null
  const names = asked.map(({ user }) => user.name)
  const shown =
    names.length > 4 ? [...names.slice(0, 3), `${String(names.length - 3)} others`] : names
  return (
    <Message tone="warning">
      {names.length === 1 ? 'An owner of sequences is' : 'Owners of sequences are'} gone:{' '}
      {shown.join(', ')}. Nothing of their sequences is sent until you decide under{' '}
      <TextLink to="/settings/users">Users</TextLink>.
    </Message>
  )
}
