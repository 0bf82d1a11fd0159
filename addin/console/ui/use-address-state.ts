/** State that stands in the address, so that it can be linked to and survives a reload. */

import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** What is as at the `start` is left out of the address. A change replaces the entry in the history: back leaves the page. */
export function useAddressState<T extends Record<string, string>>(
  start: T,
): [Record<keyof T, string>, (change: Partial<Record<keyof T, string>>) => void] {
  const [params, setParams] = useSearchParams()
  const state: Record<keyof T, string> = { ...start }
  for (const key of keysOf(start)) state[key] = params.get(String(key)) ?? start[key]
  const change = useCallback(
    (some: Partial<Record<keyof T, string>>) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          for (const key of keysOf(start)) {
            const value = some[key]
            if (value === undefined) continue
            if (value === start[key]) after.delete(String(key))
            else after.set(String(key), value)
          }
          return after
        },
        { replace: true },
      )
    },
    [setParams, start],
  )
  return [state, change]
}

function keysOf<T extends object>(start: T): (keyof T)[] {
  return Object.keys(start) as (keyof T)[]
}
