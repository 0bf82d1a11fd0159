/** What the mail being read meant, live, and said aloud when it changes. */

import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { VerdictResource } from '../../shared/verdict.ts'
import { usePane } from './pane-context.ts'

const none: VerdictResource[] = []

/** `messageId` of the open mail, or null where none is being read. Empty for a mail that concerns nobody enrolled. */
export function useVerdicts(messageId: string | null): VerdictResource[] {
  const { queries, announce } = usePane()
  const { verdicts } = queries
  const answer = useSyncExternalStore(verdicts.subscribe, () =>
    messageId === null ? undefined : verdicts.snapshot().get(messageId),
  )
  const all = answer?.value ?? none
  useEffect(() => {
    verdicts.show(messageId === null ? [] : [messageId])
    return () => {
      verdicts.show([])
    }
  }, [verdicts, messageId])
  const before = useRef({ messageId, said: '' })
  const said = all.map((verdict) => verdict.text).join(' ')
  useEffect(() => {
    const known = before.current
    before.current = { messageId, said }
    // Another mail's banner is read where it stands; only what turns under the rep's eyes is news.
    if (known.messageId === messageId && known.said !== '' && known.said !== said) announce(said)
  }, [messageId, said, announce])
  return all
}
