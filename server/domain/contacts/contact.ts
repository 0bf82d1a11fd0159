/** A person outside to whom emails go. */

import { nameFromAddress } from './address.ts'
import type { Instant } from '../time/instant.ts'

export interface Contact {
  id: string
  email: string
  name: string
  /** The company's name as emails say it. */
  company: string | null
  companyId: string | null
  properties: Record<string, string>
  addressState: 'ok' | 'bad'
  createdAt: Instant
}

/** A name fit to show: the given one, unless it is empty or merely the address again. */
export function contactName(given: string | undefined, email: string): string {
  const name = (given ?? '').replace(/\s+/g, ' ').trim()
  return name && !name.includes('@') ? name.slice(0, 200) : nameFromAddress(email)
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
}
