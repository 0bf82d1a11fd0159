/** The tenant's own mail domains, asked of Graph once a day and kept in the store. */

import { z } from 'zod'
import { dayMs, instant, msOf, type Instant } from '../domain/time/instant.ts'
import { ownDomains } from '../graph/users.ts'
import { metaValue, putMeta } from '../store/db/meta.ts'
import type { Context } from './context.ts'

const kept = z.object({
  domains: z.array(z.string()),
  asOf: z.string(),
  /** When Graph was asked for newer ones and did not answer. */
  triedAt: z.string().optional(),
})

/** After a try that failed, the old domains serve this long before the next. */
const tryAgainMs = 15 * 60_000

/** Lower case. Throws GraphError when they have never been read and Graph does not answer. */
export async function tenantDomains(context: Context): Promise<string[]> {
  const text = await metaValue(context.db, 'own-domains')
  const known = text === null ? null : kept.parse(JSON.parse(text))
  const now = context.clock.now()
  if (known && (isWithin(known.asOf, dayMs, now) || isWithin(known.triedAt, tryAgainMs, now)))
    return known.domains
  try {
    const domains = await ownDomains(context.ask)
    await keep(context, { domains, asOf: instant(msOf(now)) })
    return domains
  } catch (error) {
    // Yesterday's domains are better than a standstill, and than asking at every sync.
    if (!known) throw error
    await keep(context, { ...known, triedAt: instant(msOf(now)) })
    return known.domains
  }
}

function isWithin(moment: Instant | undefined, ms: number, now: Instant): boolean {
  return moment !== undefined && msOf(now) - msOf(moment) < ms
}

function keep(context: Context, domains: z.infer<typeof kept>): Promise<void> {
  return putMeta(context.db, 'own-domains', JSON.stringify(domains))
}
