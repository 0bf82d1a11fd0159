/** Keeps the host's item in step with the URL: the mail being read, the one being written, or none. */

import { useEffect, useRef, useState } from 'react'
import type { Address } from '../address.ts'
import type { Message, Rep } from '../control.ts'
import type { Manifest } from '../host/read-manifest.ts'
import { createItem } from '../host/item.ts'
import type { Item } from '../host/item.ts'
import type { Desk } from '../use-host.ts'
import { draftOf, itemOf } from './mail-item.ts'

export interface OpenItem {
  message: Message | null
  /** The URL names a mail that is not in the mailbox (any more). */
  missing: boolean
  /** A mail begun and not sent; kept while the rep looks at something else. */
  draft: Item | null
  letter: {
    item: Item | null
    /** Id of the mail that is answered. */
    inReplyTo: string | null
    user: string
    /** Forgets the mail being written, because it was sent or thrown away. */
    forget: () => void
  }
}

export function useOpenItem(
  desk: Desk,
  manifest: Manifest | null,
  messages: Message[] | null,
  address: Address,
  rep: Rep,
): OpenItem {
  const { host, wishes } = desk
  const [draft, setDraft] = useState<Item | null>(null)
  const begun = useRef('')
  const outside = address.view === 'outside'
  const compose = address.view === 'compose'
  const loaded = messages !== null
  const answered = messages?.find((one) => one.id === address.reply) ?? null
  const message = compose ? null : (messages?.find((one) => one.id === address.mail) ?? null)
  const messageId = message?.id ?? null
  const start = `${address.to ?? ''} ${address.reply ?? ''}`

  useEffect(() => {
    if (manifest === null) return
    host.options.addinName = manifest.name
    host.options.addinId = manifest.id
    host.options.appDomains = manifest.appDomains
    host.options.permission = wishes.permission ?? manifest.permission
  }, [host, manifest, wishes])

  useEffect(() => {
    // Behind the other tab nothing changes; a reply waits until the mail it answers is there.
    if (outside || (compose && address.reply !== null && !loaded)) return
    if (!compose) {
      host.selectItem(message === null ? null : itemOf(message))
      return
    }
    const keeps = draft !== null && (start === ' ' || start === begun.current)
    const next = keeps ? draft : createItem(draftOf(address, answered, rep))
    begun.current = keeps ? begun.current : start
    if (next !== draft) setDraft(next)
    if (host.item !== next) host.selectItem(next)
    // The mail is chosen by its id: a poll that finds it read must not select it anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [
    host,
    outside,
    compose,
    start,
    messageId,
    loaded && answered !== null,
    draft === null,
    rep.id,
  ])

  return {
    message,
    missing: loaded && !compose && address.mail !== null && message === null,
    draft: host.item === draft ? null : draft,
    letter: {
      item: compose ? draft : null,
      inReplyTo: address.reply,
      user: rep.address,
      forget: () => {
        begun.current = ''
        setDraft(null)
      },
    },
  }
}
