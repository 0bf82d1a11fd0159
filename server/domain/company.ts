/** A company: its record, or else the domain it has registered. */

import { getDomain } from 'tldts'
import { domainOf } from './address.ts'
import type { Instant } from './instant.ts'

export interface Company {
  id: string
  name: string
  createdAt: Instant
}

/** The domain somebody registered, by the public suffix list: `mail.acme.co.uk` -> `acme.co.uk`; the domain itself where the list knows none. */
export function registrableDomain(address: string): string {
  const domain = domainOf(address)
  // Private suffixes (`github.io`, `blogspot.com`) are companies of strangers to one another.
  return getDomain(domain, { allowPrivateDomains: true }) ?? domain
}

/** What two spellings of a company's name have in common. */
export function companyNameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
