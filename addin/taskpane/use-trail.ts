/** Which contact is open, and the way back: from a person on the mail to whom that person's mail names instead. */

import { useCallback, useState } from 'react'
import type { OpenItem } from '../outlook/office.ts'
import type { Recipient } from '../outlook/recipients.ts'

export interface Trail {
  open: Recipient | null
  /** Whose contact was just left for the first screen, or null; the focus goes there. */
  left: string | null
  onView: (person: Recipient) => void
  onBack: () => void
  /** The focus is back where they left: from now on nothing may move it unasked. */
  onArrived: () => void
}

interface Way {
  mail: string
  /** Who on the mail it began with; null when it began with somebody a mail speaks of. */
  addressee: string | null
  people: Recipient[]
}

export function useTrail(item: OpenItem | null): Trail {
  const [trail, setTrail] = useState<Way>({ mail: '', addressee: null, people: [] })
  const [left, setLeft] = useState<string | null>(null)
  const mail = item?.mail?.itemId ?? item?.mode ?? ''
  const people = item?.recipients.people ?? []
  const isHere = trail.mail === mail && isStillOn(people, item, trail.addressee)
  const way = isHere ? trail.people : []
  const onArrived = useCallback(() => {
    setLeft(null)
  }, [])
  return {
    open: way.at(-1) ?? null,
    left,
    onView(person) {
      const isOn = people.some((each) => each.email === person.email)
      const addressee = way.length > 0 ? trail.addressee : isOn ? person.email : null
      setTrail({ mail, addressee, people: [...way, person] })
    },
    onBack() {
      setLeft(way.length === 1 ? (way[0]?.email ?? null) : null)
      setTrail({ ...trail, people: way.slice(0, -1) })
    },
    onArrived,
  }
}

/** Another mail closes the contact by itself, and so does taking that person out of To. */
function isStillOn(people: Recipient[], item: OpenItem | null, addressee: string | null): boolean {
  if (item?.mode !== 'compose' || addressee === null) return true
  return people.some((person) => person.email === addressee)
}
