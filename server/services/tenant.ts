/** The tenant's own mail domains, asked of Graph once a day and kept in the store. */

import { z } from 'zod'
import { dayMs, instant, msOf } from '../domain/instant.ts'
import { ownDomains } from '../graph/directory.ts'
import { metaValue, putMeta } from '../store/migrate.ts'
import type { Context } from './context.ts'

const kept = z.object({ domains: z.array(z.string()), asOf: z.string() })

/** Lower case. Throws GraphError when they have never been read and Graph does not answer. */
export async function tenantDomains(context: Context): Promise<string[]> {
  const text = await metaValue(context.db, 'own-domains')
  const known = text === null ? null : kept.parse(JSON.parse(text))
  const now = context.clock.now()
  if (known && msOf(now) - msOf(known.asOf) < dayMs) return known.domains
  try {
    const domains = await ownDomains(context.ask)
    await putMeta(context.db, 'own-domains', JSON.stringify({ domains, asOf: instant(msOf(now)) }))
    return domains
  } catch (error) {
    // Yesterday's domains are better than a standstill; the next call asks again.
    if (known) return known.domains
    throw error
  }
}
