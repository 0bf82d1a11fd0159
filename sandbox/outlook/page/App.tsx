/** The whole page: who is signed in, Outlook on one tab, the world outside on the other. */

import {
  FluentProvider,
  makeStaticStyles,
  makeStyles,
  MessageBar,
  MessageBarBody,
  PortalMountNodeProvider,
  Spinner,
  Toaster,
  tokens,
} from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { useAddress } from './address.ts'
import type { Address } from './address.ts'
import { AppBar } from './AppBar.tsx'
import { clockShape, paths, peopleShape } from './control.ts'
import { MailView } from './mail/MailView.tsx'
import { OutsideView } from './outside/OutsideView.tsx'
import type { ReadSettings } from './page-settings.ts'
import { toasterId } from './use-say.tsx'
import { useDesk } from './use-host.ts'
import { usePolled } from './use-polled.ts'
import { useShade } from './use-shade.ts'

const useReset = makeStaticStyles({ body: { margin: 0 } })

const useStyles = makeStyles({
  page: {
    height: '100vh',
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground4,
  },
  view: { flex: 1, minHeight: 0, display: 'flex' },
  hidden: { display: 'none' },
  waiting: { margin: 'auto' },
})

export function App({ settings }: { settings: ReadSettings }) {
  useReset()
  const styles = useStyles()
  const [address, go] = useAddress()
  const people = usePolled(paths.people, peopleShape)
  const clock = usePolled(paths.clock, clockShape)
  const shade = useShade()
  const [popUps, setPopUps] = useState<HTMLElement | null>(null)
  const desk = useDesk(settings)
  const reps = people.value?.reps ?? []
  const rep = reps.find((one) => one.address === address.user) ?? reps[0]
  const outside = address.view === 'outside'
  const lastInMail = useRef<Address | null>(null)

  useEffect(() => {
    if (!outside) lastInMail.current = address
  }, [outside, address])
  useEffect(() => {
    if (rep !== undefined) desk.signIn(rep)
  }, [desk, rep])
  useEffect(() => {
    desk.host.setTheme(shade.colors)
  }, [desk, shade.colors])
  useEffect(() => {
    document.title = outside ? 'Outside world (sandbox)' : `${rep?.name ?? 'Outlook'} (sandbox)`
  }, [outside, rep?.name])

  // The page's styles go on a box inside: what the provider wears, every portal wears too.
  return (
    <FluentProvider theme={shade.theme}>
      <PortalMountNodeProvider value={popUps ?? undefined}>
        <div className={styles.page}>
          <AppBar
            address={address}
            go={go}
            goToMail={() => {
              go(lastInMail.current ?? { view: 'inbox' })
            }}
            reps={reps}
            rep={rep ?? null}
            clock={clock.value}
            afterMove={clock.refresh}
            shade={shade}
          />
          {people.error !== null && (
            <MessageBar intent="error">
              <MessageBarBody>{people.error}</MessageBarBody>
            </MessageBar>
          )}
          {rep === undefined ? (
            <Spinner className={styles.waiting} label="Opening the mailbox" />
          ) : (
            <>
              {/* Outlook stays alive behind the other tab: its pane and a half-written mail are not lost. */}
              <main className={outside ? styles.hidden : styles.view} aria-label="Mail">
                <MailView
                  key={rep.id}
                  rep={rep}
                  address={address}
                  go={go}
                  desk={desk}
                  dark={shade.dark}
                  productUrl={settings.productUrl}
                  now={clock.value?.now ?? ''}
                  people={people.value?.outside ?? []}
                />
              </main>
              {outside && (
                <main className={styles.view} aria-label="Outside world">
                  <OutsideView
                    people={people.value?.outside ?? []}
                    person={address.person}
                    reps={reps}
                    go={go}
                    now={clock.value?.now ?? ''}
                  />
                </main>
              )}
            </>
          )}
        </div>
      </PortalMountNodeProvider>
      {/* Menus, tips and toasts, inside a landmark, where a screen reader's list of places finds them. */}
      <aside aria-label="Messages and menus" ref={setPopUps}>
        <Toaster inline toasterId={toasterId} position="bottom-start" />
      </aside>
    </FluentProvider>
  )
}
