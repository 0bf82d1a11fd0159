/** One open page of an add-in: the frame, and what the host remembers of it. */

import { frameAddress, frameName } from './frame.ts'

export interface Instance {
  id: string
  conversationId: string
  origin: string
  frame: HTMLIFrameElement
  kind: 'taskpane' | 'dialog'
  pinned: boolean
  /** False until the page has asked for its context: whether anybody is behind the address. */
  answered: boolean
  /** Events the page wants to hear of, each with the number to answer under. */
  registered: Map<string, unknown>
  parent: Instance | null
  dialog: Instance | null
}

const sandboxRights =
  'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox ' +
  'allow-modals allow-downloads allow-storage-access-by-user-activation'

/** Makes the frame, not yet in any page. With a `parent` it is that page's dialog. */
export function createInstance(
  url: string,
  title: string,
  locale: string,
  parent: Instance | null,
): Instance {
  const id = crypto.randomUUID()
  const conversationId = `c${crypto.randomUUID()}`
  const kind = parent === null ? 'taskpane' : 'dialog'
  const page = frameAddress(url, locale, kind === 'dialog')
  const frame = document.createElement('iframe')
  frame.title = title
  frame.setAttribute('sandbox', sandboxRights)
  frame.name = frameName(id, conversationId, page.hostInfo)
  frame.src = page.address
  return {
    id,
    conversationId,
    origin: page.origin,
    frame,
    kind,
    pinned: false,
    answered: false,
    registered: new Map(),
    parent,
    dialog: null,
  }
}
