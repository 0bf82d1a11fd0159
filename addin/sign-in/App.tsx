/** The sign-in window: goes to the sign-in page, comes back with a token and hands it to the pane. */

import { Button } from '@fluentui/react-components'
import { CheckmarkRegular, PersonRegular, PlugDisconnectedRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { SignIn } from '../../shared/sign-in.ts'
import type { DialogAnswer } from '../auth/dialog-sign-in.ts'
import { Page } from '../ui/Page.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { StateScreen } from '../ui/StateScreen.tsx'
import { useShade } from '../ui/use-shade.ts'
import { awaitOffice, notifyOpener } from '../outlook/office.ts'
import { signInByRedirect } from '../auth/standard-sign-in.ts'

type Progress =
  | { kind: 'working' }
  | { kind: 'done' }
  | { kind: 'failed'; sentence: string }
  | { kind: 'no-opener' }

export function App({ settings }: { settings: SignIn }) {
  const [progress, setProgress] = useState<Progress>({ kind: 'working' })
  useEffect(
    () =>
      // A dialog has office.js but no mailbox.
      awaitOffice((answer) => {
        if (answer === 'ready') void signIn(settings).then(setProgress)
        else setProgress({ kind: 'no-opener' })
      }),
    [settings],
  )
  return (
    <Page shade={useShade(null)}>
      <Content progress={progress} />
    </Page>
  )
}

async function signIn(settings: SignIn): Promise<Progress> {
  try {
    const token = await signInByRedirect(settings, window.location)
    if (!token) return { kind: 'working' }
    tell({ kind: 'token', token })
    return { kind: 'done' }
  } catch (error) {
    return { kind: 'failed', sentence: error instanceof Error ? error.message : String(error) }
  }
}

function tell(answer: DialogAnswer): void {
  notifyOpener(JSON.stringify(answer))
}

function Content({ progress }: { progress: Progress }) {
  switch (progress.kind) {
    case 'working':
      return (
        <StateScreen picture={<PersonRegular />} title="Signing you in" action={<Spinner />}>
          This window closes by itself.
        </StateScreen>
      )
    case 'done':
      return (
        <StateScreen picture={<CheckmarkRegular />} title="You are signed in">
          You can close this window.
        </StateScreen>
      )
    case 'no-opener':
      return (
        <StateScreen picture={<PlugDisconnectedRegular />} title="Open me from Sales Tools">
          This window belongs to the Sales Tools pane in Outlook. Close it and choose Sign in there.
        </StateScreen>
      )
    case 'failed':
      return (
        <StateScreen
          role="alert"
          picture={<PlugDisconnectedRegular />}
          title="Signing in did not work"
          action={
            <Button
              appearance="primary"
              onClick={() => {
                tell({ kind: 'failed', sentence: progress.sentence })
              }}
            >
              Back to Outlook
            </Button>
          }
        >
          {progress.sentence}
        </StateScreen>
      )
  }
}
