/** What shapes are built of. */

import { z } from 'zod'

export const text = (longest: number) => z.string().max(longest)
export const time = z.string().describe('UTC, YYYY-MM-DDTHH:mm:ss.sssZ')
export const named = z.object({ id: z.string(), name: z.string() })
