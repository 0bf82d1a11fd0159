/** The shade to draw in, following Outlook and the system while the pane is open. */

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Outlook } from '../outlook/office.ts'
import type { Shade } from './theme.ts'
import { shadeOf } from './theme.ts'

export function useShade(outlook: Outlook | null): Shade {
  const system = useSyncExternalStore(subscribe, systemShade)
  const [background, setBackground] = useState<string | null>(null)
  useEffect(() => {
    outlook?.watchBackground(setBackground)
  }, [outlook])
  return shadeOf(background) ?? system
}

const darkQuery = '(prefers-color-scheme: dark)'

function systemShade(): Shade {
  return window.matchMedia(darkQuery).matches ? 'dark' : 'light'
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(darkQuery)
  query.addEventListener('change', listener)
  return () => {
    query.removeEventListener('change', listener)
  }
}
