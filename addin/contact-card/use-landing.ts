/** Keeps the keyboard's place: when a pressed button is gone after its work, the focus goes to what replaced it. */

import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

/** `busy` names the work under way; the returned ref belongs on the panel that shows its outcome. */
export function useLanding(busy: string | null): RefObject<HTMLDivElement | null> {
  const landing = useRef<HTMLDivElement>(null)
  const worked = useRef(false)
  useEffect(() => {
    if (busy !== null) {
      worked.current = true
      return
    }
    if (!worked.current) return
    worked.current = false
    if (document.activeElement !== document.body) return
    // A control where there is one: office.js takes every Tab, and loses its way from anything else.
    const control = landing.current?.querySelector<HTMLElement>('button:not(:disabled)')
    ;(control ?? landing.current)?.focus()
  }, [busy])
  return landing
}
