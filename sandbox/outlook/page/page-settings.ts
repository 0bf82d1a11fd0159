/** What the server wrote into the page, and what tests ask of the host by the address. */

import { z } from 'zod'
import type { Quirks } from './host/quirks.ts'
import type { Permission } from './host/protocol.ts'

const settingsShape = z.object({ productUrl: z.string(), tenantId: z.string() })
export type ReadSettings = z.infer<typeof settingsShape>

export function readSettings(page: Document): ReadSettings {
  const text = page.getElementById('outlook')?.textContent ?? ''
  return settingsShape.parse(JSON.parse(text))
}

export interface HostWishes {
  locale: string
  mailboxVersion: string
  /** Null: as the manifest says. */
  permission: Permission | null
  quirks: Partial<Quirks>
}

/** `?latency=300&silent=1&locale=de-DE&mailbox=1.3&permission=ReadItem&quirks=emptyAddresses,noChangedFields`. */
export function readHostWishes(search: string): HostWishes {
  const query = new URLSearchParams(search)
  const named = (query.get('quirks') ?? '').split(',')
  const permission = query.get('permission')
  return {
    // As the page itself shows its times.
    locale: query.get('locale') ?? 'en-GB',
    // The npm office.js stops there: a later set would be promised and missing.
    mailboxVersion: query.get('mailbox') ?? '1.12',
    permission:
      permission === 'ReadItem' || permission === 'ReadWriteItem' || permission === 'Restricted'
        ? permission
        : null,
    quirks: {
      latencyMs: Number(query.get('latency') ?? 0),
      silent: query.get('silent') === '1',
      muteRecipientsChanged: named.includes('muteRecipientsChanged'),
      noChangedFields: named.includes('noChangedFields'),
      emptyAddresses: named.includes('emptyAddresses'),
      itemChangedBeforeItem: named.includes('itemChangedBeforeItem'),
    },
  }
}
