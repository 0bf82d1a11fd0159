/** Mails begun and not sent; kept, while the page is open, as the rep looks at something else. */

import type { HostItem } from '../host/item.ts'

export interface Draft {
  item: HostItem
  /** Id of the mail that it answers. */
  inReplyTo: string | null
}

export interface Drafts {
  all: () => readonly Draft[]
  /** Puts it first; blank ones, which nobody would miss, go. */
  begin: (draft: Draft) => void
  /** Sent, or thrown away. */
  forget: (draft: Draft) => void
  subscribe: (changed: () => void) => () => void
}

export function createDrafts(): Drafts {
  let drafts: readonly Draft[] = []
  const listeners = new Set<() => void>()
  const set = (next: readonly Draft[]): void => {
    drafts = next
    for (const listener of [...listeners]) listener()
  }
  return {
    all: () => drafts,
    begin: (draft) => {
      set([draft, ...drafts.filter((one) => !isBlank(one.item))])
    },
    forget: (draft) => {
      set(drafts.filter((one) => one !== draft))
    },
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
}

export function isBlank(item: HostItem): boolean {
  const { to, cc } = item.recipients
  return to.length === 0 && cc.length === 0 && item.subject === '' && item.body === ''
}
