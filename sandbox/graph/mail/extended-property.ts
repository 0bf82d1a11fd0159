/** Extended properties of an item (singleValueExtendedProperties): their ids, and what a PATCH makes of them. */

import type { Item } from '../../state/message.ts'

/**
 * Exchange writes the ids back without leading zeros and in lower case: `String 0x001A` comes as `String 0x1a`. A GUID
 * is compared in any case, a name is not.
 */
export function normalPropertyId(id: string): string {
  const tag = /^(\w+) 0x0*([0-9a-f]+)$/i.exec(id)
  if (tag !== null) return `${tag[1] ?? ''} 0x${(tag[2] ?? '').toLowerCase()}`
  return id.replace(/\{[0-9a-f-]+\}/i, (guid) => guid.toLowerCase())
}

/** Graph sets the properties that are named and leaves the others; one that is set to nothing is gone. */
export function extendedWith(before: Item['extended'], given: Item['extended']): Item['extended'] {
  const named = new Set(given.map((one) => normalPropertyId(one.id)))
  return [
    ...before.filter((one) => !named.has(normalPropertyId(one.id))),
    ...given
      .filter((one) => one.value !== '')
      .map((one) => ({ id: normalPropertyId(one.id), value: one.value })),
  ]
}
