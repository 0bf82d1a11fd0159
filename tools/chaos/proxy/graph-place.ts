/** Which of the things that matter here a Graph request does. */

/** `list`: a read of the mailbox. `draft`: a draft is made. `lookup`: a message is looked for. `other`: calendar, people, settings ... */
export const graphPlaces = ['list', 'draft', 'send', 'message', 'lookup', 'other'] as const
export type GraphPlace = (typeof graphPlaces)[number]

/** `url` begins below the host: `/v1.0/users/{id}/messages?...`. */
export function placeOf(method: string, url: string): GraphPlace {
  const [path = '', query = ''] = url.split('?')
  if (!/^\/v1\.0\/users\/[^/]+\/messages(\/|$)/.test(path)) return 'other'
  if (path.endsWith('/messages')) {
    if (method === 'POST') return 'draft'
    return /receivedDateTime|skip/i.test(decodeURIComponent(query)) ? 'list' : 'lookup'
  }
  return path.endsWith('/send') ? 'send' : 'message'
}

/** The id or address of the mailbox in the path, or null. */
export function mailboxIn(url: string): string | null {
  const found = /^\/v1\.0\/users\/([^/?]+)\//.exec(url)?.[1]
  return found === undefined ? null : decodeURIComponent(found)
}

/** The message's id in the path, or null. */
export function messageIn(url: string): string | null {
  const found = /\/messages\/([^/?]+)/.exec(url)?.[1]
  return found === undefined ? null : decodeURIComponent(found)
}
