/** The mail that is open in Outlook, live. */

import { useEffect, useState } from 'react'
import type { OpenItem, Outlook } from '../outlook/office.ts'
import { sameRecipients } from '../outlook/recipients.ts'

/** Null until Outlook told us for the first time. */
export function useItem(outlook: Outlook): OpenItem | null {
  const [item, setItem] = useState<OpenItem | null>(null)
  useEffect(
    () =>
      outlook.watchItem((next) => {
        setItem((before) => (before && sameItem(before, next) ? before : next))
      }),
    [outlook],
  )
  return item
}

function sameItem(one: OpenItem, other: OpenItem): boolean {
  return (
    one.mode === other.mode &&
    one.mail?.itemId === other.mail?.itemId &&
    sameRecipients(one.recipients, other.recipients)
  )
}
