/** Fetches the product's manifest, and keeps trying while the product is away. */

import { useCallback, useEffect, useState } from 'react'
import { readText } from './control.ts'
import { readManifest } from './host/read-manifest.ts'
import type { Manifest } from './host/read-manifest.ts'

const againMs = 2000

export interface ManifestState {
  manifest: Manifest | null
  /** Why there is no manifest now, in a sentence. */
  error: string | null
  /** Looks whether the product still answers. */
  check: () => void
}

export function useManifest(): ManifestState {
  const [manifest, setManifest] = useState<Manifest | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [round, setRound] = useState(0)

  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = async (): Promise<void> => {
      try {
        setManifest(readManifest(await readText('/outlook/manifest.xml', stop.signal)))
        setError(null)
      } catch (failure) {
        if (stop.signal.aborted) return
        setError(failure instanceof Error ? failure.message : String(failure))
        timer = setTimeout(() => void load(), againMs)
      }
    }
    void load()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [round])

  const check = useCallback(() => {
    setRound((count) => count + 1)
  }, [])
  return { manifest, error, check }
}
