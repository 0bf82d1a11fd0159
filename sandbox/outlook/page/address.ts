/** Where the page is, kept in its URL: who is signed in, which view, which mail. Back and forward work. */

import { useCallback, useSyncExternalStore } from 'react'

export const mailFolders = ['inbox', 'sentitems', 'drafts', 'junkemail', 'deleteditems'] as const
export type MailFolder = (typeof mailFolders)[number]
export type View = MailFolder | 'compose' | 'outside'

export interface Address {
  /** Address of the rep who is signed in. */
  user: string
  view: View
  /** Id of the mail opened for reading. */
  mail: string | null
  /** Address of the person outside who is looked at. */
  person: string | null
  /** Compose: address to write to. */
  to: string | null
  /** Compose: id of the mail that is answered. */
  reply: string | null
  /** Compose: which of the mails that were begun; without it a new one begins. */
  draft: string | null
}

const own = ['user', 'view', 'mail', 'person', 'to', 'reply', 'draft'] as const

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search)
  const view = query.get('view')
  return {
    user: query.get('user') ?? 'rita@contoso.example',
    view: isView(view) ? view : 'inbox',
    mail: query.get('mail'),
    person: query.get('person'),
    to: query.get('to'),
    reply: query.get('reply'),
    draft: query.get('draft'),
  }
}

/** Keeps the parameters that are not ours: tests steer the host by them. */
export function writeAddress(search: string, address: Address): string {
  const query = new URLSearchParams(search)
  for (const name of own) {
    const value = address[name]
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  return `?${query}`
}

export type Go = (change: Partial<Address>, how?: 'push' | 'replace') => void

export function useAddress(): [Address, Go] {
  const search = useSyncExternalStore(subscribe, () => window.location.search)
  const go = useCallback<Go>((change, how = 'push') => {
    const place = { mail: null, person: null, to: null, reply: null, draft: null }
    const next = { ...readAddress(window.location.search), ...place, ...change }
    const url = writeAddress(window.location.search, next)
    if (url === window.location.search) return
    if (how === 'push') window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
    window.dispatchEvent(new PopStateEvent('popstate'))
  }, [])
  return [readAddress(search), go]
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('popstate', changed)
  return () => {
    window.removeEventListener('popstate', changed)
  }
}

function isView(text: string | null): text is View {
  return text === 'compose' || text === 'outside' || mailFolders.some((folder) => folder === text)
}
