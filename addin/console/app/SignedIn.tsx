/** The console of a signed-in person: asks who that is, opens the news, and shows the page of the address. */

import { Button, Spinner } from '@fluentui/react-components'
import { PlugDisconnectedRegular } from '@fluentui/react-icons'
import { useEffect, useMemo, useState } from 'react'
import { RouterProvider } from 'react-router'
import type { Me } from '../../../shared/user.ts'
import { Announcer } from '../../ui/Announcer.tsx'
import { StateScreen } from '../../ui/StateScreen.tsx'
import { createConsoleApi } from '../../api/console-api.ts'
import { ConsoleContext } from '../../api/console-context.ts'
import { openChangeStream } from '../../api/change-stream.ts'
import { createConsoleRouter } from './router.tsx'
import type { ConsoleServices } from './use-services.ts'

const againMs = 3000

export function SignedIn({ services }: { services: ConsoleServices }) {
  const api = useMemo(() => createConsoleApi(services.ask), [services])
  const [me, setMe] = useState<Me | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let wanted = true
    async function ask(): Promise<void> {
      const answer = await api.me()
      if (!wanted) return
      if (answer.kind === 'ok') setMe(answer.value)
      else if (answer.kind === 'refused' || answer.kind === 'away') {
        setTrouble(answer.sentence)
        timer = setTimeout(() => void ask(), againMs)
      }
    }
    void ask()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [api])
  if (me) return <Pages services={services} api={api} me={me} />
  return (
    <main>
      {trouble === null ? (
        <StateScreen picture={<Spinner aria-hidden />} title="Opening Sequences for Outlook">
          A moment, please.
        </StateScreen>
      ) : (
        <StateScreen
          role="alert"
          picture={<PlugDisconnectedRegular />}
          title="The server does not answer"
          action={
            <Button
              onClick={() => {
                window.location.reload()
              }}
            >
              Reload
            </Button>
          }
        >
          {trouble} Trying again by itself.
        </StateScreen>
      )}
    </main>
  )
}

interface PagesProps {
  services: ConsoleServices
  api: ReturnType<typeof createConsoleApi>
  me: Me
}

function Pages({ services, api, me }: PagesProps) {
  const [said, announce] = useState('')
  const [changes] = useState(() => openChangeStream(me.id, { token: services.session.token }))
  useEffect(() => changes.close, [changes])
  const [router] = useState(() => createConsoleRouter(() => services.way.signOut()))
  const tools = useMemo(
    () => ({ api, changes, me, clock: services.clock, announce }),
    [api, changes, me, services],
  )
  return (
    <ConsoleContext value={tools}>
      <Announcer text={said} />
      <RouterProvider router={router} />
    </ConsoleContext>
  )
}
