/** Pages of the control API's lists. */

import { z } from 'zod'

/** A list answer: `next` is the cursor of the following page, or null on the last one. */
export interface Page<T> {
  items: T[]
  next: string | null
}

export const cursorSchema = z.object({
  cursor: z.string().regex(/^\d+$/).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})

/** `found` holds one more than `limit` when there is a next page; `next` makes its cursor from the last one shown. */
export function cut<T>(
  found: T[],
  limit: number,
  next: (last: T) => string,
  shown: (one: T) => Record<string, unknown>,
): Page<Record<string, unknown>> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(shown),
    next: found.length > limit && last !== undefined ? next(last) : null,
  }
}
