/** Light or dark: as the system says, until the person chooses. */

import { webDarkTheme, webLightTheme } from '@fluentui/react-components'
import type { Theme } from '@fluentui/react-components'
import { useState, useSyncExternalStore } from 'react'

export interface Shade {
  dark: boolean
  theme: Theme
  /** What add-ins are told, as numbers. */
  colors: Record<string, number>
  toggle: () => void
}

const light = {
  bodyBackgroundColor: 0xffffff,
  bodyForegroundColor: 0x242424,
  controlBackgroundColor: 0xf5f5f5,
  controlForegroundColor: 0x242424,
}
const night = {
  bodyBackgroundColor: 0x292929,
  bodyForegroundColor: 0xffffff,
  controlBackgroundColor: 0x333333,
  controlForegroundColor: 0xffffff,
}

const preference = () => window.matchMedia('(prefers-color-scheme: dark)')

export function useShade(): Shade {
  const system = useSyncExternalStore(
    (changed) => {
      const query = preference()
      query.addEventListener('change', changed)
      return () => {
        query.removeEventListener('change', changed)
      }
    },
    () => preference().matches,
  )
  const [chosen, setChosen] = useState<boolean | null>(null)
  const dark = chosen ?? system
  return {
    dark,
    theme: dark ? webDarkTheme : webLightTheme,
    colors: dark ? night : light,
    toggle: () => {
      setChosen(!dark)
    },
  }
}
