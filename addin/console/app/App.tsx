/** The console from its first moment: signs the person in, then shows the pages. */

import { Button, Spinner } from '@fluentui/react-components'
import { PersonRegular, PlugDisconnectedRegular } from '@fluentui/react-icons'
import { useSyncExternalStore, type ReactNode } from 'react'
import type { SignIn } from '../../../shared/sign-in.ts'
import { Page } from '../../ui/Page.tsx'
import { StateScreen } from '../../ui/StateScreen.tsx'
import { useShade } from '../../ui/use-shade.ts'
import { SignedIn } from './SignedIn.tsx'
import { useServices } from './use-services.ts'

export function App({ settings }: { settings: SignIn }) {
  return (
    <Page shade={useShade(null)} landmarks>
      <Session settings={settings} />
    </Page>
  )
}

function Session({ settings }: { settings: SignIn }) {
  const services = useServices(settings)
  const { session } = services
  const state = useSyncExternalStore(session.subscribe, session.state)
  const click = (label: string): ReactNode => (
    <Button appearance="primary" size="large" onClick={() => void session.click()}>
      {label}
    </Button>
  )
  switch (state.kind) {
    case 'signedOut':
    case 'working':
      return (
        <main>
          <StateScreen
            picture={<PersonRegular />}
            title="Signing you in"
            action={<Spinner aria-label="Signing you in" />}
          >
            A moment, please.
          </StateScreen>
        </main>
      )
    case 'needsClick':
      return (
        <main>
          <StateScreen
            picture={<PersonRegular />}
            title="Sequences for Outlook"
            action={click('Sign in')}
          >
            See who is in which sequence, write the emails, and unenroll contacts. Use the account
            you use in Outlook.
          </StateScreen>
        </main>
      )
    case 'failed':
      return (
        <main>
          <StateScreen
            role="alert"
            picture={<PlugDisconnectedRegular />}
            title="You are not signed in"
            action={click('Sign in again')}
          >
            {state.sentence}
          </StateScreen>
        </main>
      )
    case 'signedIn':
      return <SignedIn services={services} />
  }
}
