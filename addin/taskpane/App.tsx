/** The pane from its first moment: waits for Outlook, then signs in, then shows the people on the mail. */

import { Button } from '@fluentui/react-components'
import { MailRegular, PlugDisconnectedRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { SignIn } from '../../shared/sign-in.ts'
import { Page } from '../ui/Page.tsx'
import { StateScreen } from '../ui/StateScreen.tsx'
import { useShade } from '../ui/use-shade.ts'
import type { OutlookState } from '../outlook/office.ts'
import { startOutlook } from '../outlook/office.ts'
import { SignedIn } from './SignedIn.tsx'
import { Waiting } from './Waiting.tsx'

export function App({ settings }: { settings: SignIn }) {
  const [state, setState] = useState<OutlookState>({ kind: 'starting' })
  useEffect(() => startOutlook(setState), [])
  const shade = useShade(state.kind === 'ready' ? state.outlook : null)
  return (
    <Page shade={shade}>
      <Content state={state} settings={settings} />
    </Page>
  )
}

function Content({ state, settings }: { state: OutlookState; settings: SignIn }) {
  switch (state.kind) {
    case 'starting':
      return <Waiting label="Connecting to Outlook" />
    case 'ready':
      return <SignedIn outlook={state.outlook} settings={settings} />
    case 'not-in-outlook':
      return (
        <StateScreen picture={<MailRegular />} title="Open me from Outlook">
          Write or open a mail in Outlook and choose Sales Tools in its ribbon.
        </StateScreen>
      )
    case 'not-ready':
      return (
        <StateScreen
          role="alert"
          picture={<PlugDisconnectedRegular />}
          title="Outlook does not answer"
          action={
            <Button
              appearance="primary"
              onClick={() => {
                window.location.reload()
              }}
            >
              Reload
            </Button>
          }
        >
          The pane could not connect to Outlook. If reloading does not help, a network filter may be
          blocking Microsoft’s office.js.
        </StateScreen>
      )
  }
}
