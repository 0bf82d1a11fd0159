/** Keeps the host's item in step with the URL: the mail being read, one being written, or none. */

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Address, Go } from '../address.ts'
import type { ShownMessage, Outsider, Rep } from '../control.ts'
import type { Manifest } from '../host/read-manifest.ts'
import { createItem } from '../host/item.ts'
import type { Desk } from '../use-host.ts'
import { createDrafts, isBlank } from './drafts.ts'
import type { Draft } from './drafts.ts'
import { draftOf, itemOf } from './mail-item.ts'

export interface OpenItem {
  message: ShownMessage | null
  /** The URL names a mail that is not in the mailbox (any more). */
  missing: boolean
  /** The one being written now. */
  draft: Draft | null
  /** The others. */
  waiting: Draft[]
  /** Drops the one being written, because it was sent or thrown away. */
  forget: () => void
}

interface OpenItemOptions {
  desk: Desk
  manifest: Manifest | null
  messages: ShownMessage[] | null
  people: Outsider[]
  address: Address
  go: Go
  rep: Rep
}

export function useOpenItem(options: OpenItemOptions): OpenItem {
  const { desk, manifest, messages, people, address, go, rep } = options
  const { host, wishes } = desk
  const [store] = useState(createDrafts)
  const drafts = useSyncExternalStore(store.subscribe, store.all)
  const outside = address.view === 'outside'
  const compose = address.view === 'compose'
  const loaded = messages !== null
  const answered = messages?.find((one) => one.id === address.reply) ?? null
  const message = compose ? null : (messages?.find((one) => one.id === address.mail) ?? null)
  const messageId = message?.id ?? null
  const draft = drafts.find((one) => one.item.conversationId === address.draft) ?? null

  useEffect(() => {
    if (manifest === null) return
    host.configure({
      addinName: manifest.name,
      addinId: manifest.id,
      appDomains: manifest.appDomains,
      permission: wishes.permission ?? manifest.permission,
    })
  }, [host, manifest, wishes])

  useEffect(() => {
    // Behind the other tab nothing changes; a mail to read waits until the mailbox is there.
    if (outside || compose || (address.mail !== null && !loaded)) return
    const next = message === null ? null : itemOf(message)
    // Back from the other tab it is still the same item, and the pane beside it stays.
    if (next === null ? host.item === null : host.item?.id === next.id) return
    host.selectItem(next)
    // The mail is chosen by its id: a poll that finds it read must not select it anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [host, outside, compose, messageId, loaded])

  useEffect(() => {
    // A reply waits until the mail it answers is there.
    if (!compose || (address.reply !== null && !loaded)) return
    if (draft !== null) {
      if (host.item !== draft.item) host.selectItem(draft.item)
      return
    }
    const item = createItem(draftOf(address.to, answered, rep, people))
    store.begin({ item, inReplyTo: address.reply })
    go({ view: 'compose', draft: item.conversationId }, 'replace')
    // What the draft begins with is read once; afterwards it belongs to the rep.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [host, compose, draft, loaded])

  return {
    message,
    missing: loaded && !compose && address.mail !== null && message === null,
    draft: compose ? draft : null,
    waiting: drafts.filter((one) => !(compose && one === draft) && !isBlank(one.item)),
    forget: () => {
      if (draft !== null) store.forget(draft)
    },
  }
}
