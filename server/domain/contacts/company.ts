/** A company: its record, or else the domain it has registered; and who is whose colleague. */

import { getDomain } from 'tldts'
import { domainOf } from './address.ts'
import { isFreeMail } from './free-mail.ts'
import type { Instant } from '../time/instant.ts'

export interface Company {
  id: string
  name: string
  createdAt: Instant
}

// Private suffixes (`github.io`, `blogspot.com`) are companies of strangers to one another.
const byPublicSuffix = { allowPrivateDomains: true }

/** The domain somebody registered, by the public suffix list: `mail.acme.co.uk` -> `acme.co.uk`; the domain itself where the list knows none. */
export function registrableDomain(address: string): string {
  const domain = domainOf(address)
  return getDomain(domain, byPublicSuffix) ?? domain
}

/** The registered domain that speaks for the address's company; null for free mail, our own, and bare suffixes. */
export function companyDomain(address: string, ownDomains: readonly string[]): string | null {
  const domain = getDomain(domainOf(address), byPublicSuffix)
  if (domain === null || isFreeMail(domain)) return null
  return isOwnDomain(domainOf(address), ownDomains) ? null : domain
}

/** What a company may be called of which only the domain is known: `acme-group.co.uk` -> `Acme group`. */
export function nameOfDomain(domain: string): string {
  const word = (domain.split('.')[0] ?? domain).replaceAll('-', ' ')
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** A domain below one of ours is ours, too. */
export function isOwnDomain(domain: string, ownDomains: readonly string[]): boolean {
  return ownDomains.some((own) => domain === own || domain.endsWith(`.${own}`))
}

/** What ties a person to a company. */
export interface Ties {
  /** The records the person is known under: the one given by hand, and the one that has the domain. */
  companyIds: readonly string[]
  domain: string | null
}

/**
 * Records speak first: two people with a record each are colleagues only when they share one. A record that a person gave
 * domains ties people at any address; one that only bears a name does not, for “Freelance” is what many strangers are: they
 * must share the domain as well.
 */
export function areColleagues(
  one: Ties,
  other: Ties,
  hasDomains: (companyId: string) => boolean,
): boolean {
  if (one.companyIds.length > 0 && other.companyIds.length > 0) {
    const shared = one.companyIds.filter((id) => other.companyIds.includes(id))
    if (shared.length === 0) return false
    if (shared.some(hasDomains)) return true
  }
  return one.domain !== null && one.domain === other.domain
}

/** What two spellings of a company's name have in common. */
export function companyNameKey(name: string): string {
  return companyName(name).normalize('NFKC').toLowerCase()
}

/** The name as it is kept: without needless blanks. */
export function companyName(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
