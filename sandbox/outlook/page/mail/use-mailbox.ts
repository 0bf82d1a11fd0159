/** The mails of the rep who is signed in, and what the rep does to them. */

import { useMemo } from 'react'
import type { Address } from '../address.ts'
import { changeMessage, messagesShape, paths, sendDraft } from '../control.ts'
import type { ShownMessage } from '../control.ts'
import { usePolled } from '../use-polled.ts'
import { useSay } from '../use-say.tsx'

export interface Mailbox {
  /** Null while they are being fetched for the first time. */
  messages: ShownMessage[] | null
  /** Those of the folder that is shown. */
  shown: ShownMessage[]
  error: string | null
  refresh: () => void
  change: (id: string, change: { isRead?: boolean; folder?: string }) => Promise<void>
  /** Sends a draft that lies there. */
  send: (id: string, subject: string) => Promise<void>
}

export function useMailbox(user: string, address: Address): Mailbox {
  const { value, error, refresh } = usePolled(paths.messages(user), messagesShape)
  const say = useSay()
  const messages = value?.items ?? null
  const folder = address.view === 'compose' || address.view === 'outside' ? 'inbox' : address.view
  const shown = useMemo(
    () => (messages ?? []).filter((one) => one.folder === folder),
    [messages, folder],
  )
  return {
    messages,
    shown,
    error,
    refresh,
    change: async (id, change) => {
      try {
        await changeMessage(user, id, change)
        refresh()
      } catch (failure) {
        say.failed(failure)
      }
    },
    send: async (id, subject) => {
      try {
        await sendDraft(user, id, subject)
        say.done('Sent', subject)
        refresh()
      } catch (failure) {
        say.failed(failure)
      }
    },
  }
}
