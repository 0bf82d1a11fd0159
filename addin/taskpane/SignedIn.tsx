/** Lets a signed-in rep through to the pane; anybody else sees what signing in needs. */

import { Button } from '@fluentui/react-components'
import { PersonRegular, PlugDisconnectedRegular } from '@fluentui/react-icons'
import { useSyncExternalStore } from 'react'
import type { SignIn } from '../../shared/sign-in.ts'
import { StateScreen } from '../ui/StateScreen.tsx'
import type { Outlook } from '../outlook/office.ts'
import { Pane } from './Pane.tsx'
import { Waiting } from './Waiting.tsx'
import { useServices } from './use-services.ts'

export function SignedIn({ outlook, settings }: { outlook: Outlook; settings: SignIn }) {
  const services = useServices(outlook, settings)
  const { session } = services
  const state = useSyncExternalStore(session.subscribe, session.state)
  const click = (label: string) => (
    <Button appearance="primary" onClick={() => void session.click()}>
      {label}
    </Button>
  )
  switch (state.kind) {
    case 'signedOut':
    case 'working':
      return <Waiting label="Signing you in" />
    case 'needsClick':
      return (
        <StateScreen picture={<PersonRegular />} title="Sign in to go on" action={click('Sign in')}>
          Sales Tools shows whether the people you write to are in a sequence, and lets you end it.
        </StateScreen>
      )
    case 'failed':
      return (
        <StateScreen
          role="alert"
          picture={<PlugDisconnectedRegular />}
          title="You are not signed in"
          action={click('Try again')}
        >
          {state.sentence}
        </StateScreen>
      )
    case 'signedIn':
      return <Pane outlook={outlook} services={services} />
  }
}
