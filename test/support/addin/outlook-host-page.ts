/** A bare Outlook for tests: the sandbox's host around one pane, without the look of the sandbox's page. */

import { OutlookHost } from '../../../sandbox/outlook/page/host/outlook-host.ts'
import { openSignInBroker } from '../../../sandbox/outlook/page/host/sign-in-broker.ts'
import type { SignInBroker } from '../../../sandbox/outlook/page/host/sign-in-broker.ts'
import { sandboxWorld } from '../../../sandbox/constants.ts'

declare global {
  interface Window {
    bareOutlook: { host: OutlookHost; broker: SignInBroker }
  }
}

const query = new URLSearchParams(window.location.search)
const host = new OutlookHost(
  {
    locale: query.get('locale') ?? 'en-US',
    mailboxVersion: '1.12',
    permission: 'ReadItem',
    addinName: 'Sequences for Outlook',
    addinId: '',
    appDomains: [],
    user: {
      displayName: 'Rita Reyes',
      emailAddress: 'rita@contoso.example',
      timeZone: 'W. Europe Standard Time',
    },
  },
  query.has('mute') ? { muteRecipientsChanged: true } : {},
)
const rita = { id: 'rita', address: 'rita@contoso.example' }
window.bareOutlook = { host, broker: openSignInBroker(host, sandboxWorld.tenantId, () => rita) }
host.paneSlot = document.getElementById('pane')
