/** Makes the simulated host once, and lets a component follow what happens in it. */

import { useEffect, useState, useSyncExternalStore } from 'react'
import { OutlookHost } from './host/outlook-host.ts'
import { openSignInBroker } from './host/sign-in-broker.ts'
import type { SignInBroker } from './host/sign-in-broker.ts'
import { readHostWishes } from './page-settings.ts'
import type { HostWishes, ReadSettings } from './page-settings.ts'
import type { Rep } from './control.ts'

declare global {
  interface Window {
    /** For tests and for people who look into the console. */
    outlook?: { host: OutlookHost; broker: SignInBroker }
  }
}

export interface Desk {
  host: OutlookHost
  broker: SignInBroker
  wishes: HostWishes
  /** Changes who is signed in: the pane of the one before closes. */
  signIn: (rep: Rep) => void
}

export function useDesk(settings: ReadSettings): Desk {
  const [desk] = useState(() => makeDesk(settings))
  useEffect(() => {
    window.outlook = { host: desk.host, broker: desk.broker }
  }, [desk])
  return desk
}

/** Draws the component again after every event of the host. */
export function useHostVersion(host: OutlookHost): number {
  return useSyncExternalStore(
    (changed) => host.on(changed),
    () => host.version,
  )
}

function makeDesk(settings: ReadSettings): Desk {
  const wishes = readHostWishes(window.location.search)
  const host = new OutlookHost(
    {
      locale: wishes.locale,
      mailboxVersion: wishes.mailboxVersion,
      permission: wishes.permission ?? 'ReadItem',
      addinName: '',
      addinId: '',
      appDomains: [],
      user: { displayName: '', emailAddress: '', timeZone: 'UTC' },
    },
    wishes.quirks,
  )
  let rep: { id: string; address: string } = { id: '', address: '' }
  const broker = openSignInBroker(host, settings.tenantId, () => rep)
  return {
    host,
    broker,
    wishes,
    signIn: (person) => {
      if (person.id === rep.id) return
      rep = person
      if (host.pane !== null) host.close(host.pane)
      host.roamingSettings = {}
      host.configure({
        user: {
          displayName: person.name,
          emailAddress: person.address,
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      })
    },
  }
}
