/**
 * A company: its name, and the mail domains whose people belong to it. A contact belongs to the company it was given by name;
 * one that was given none belongs to the company that has its address's domain.
 */

import type { Page } from './problem.ts'

export interface CompanyResource {
  id: string
  name: string
  /** Registrable domains such as `acme.example`, in alphabetical order. */
  domains: string[]
  /** How many contacts belong to it. */
  contacts: number
  /** How many of those are in a sequence at the moment. */
  enrolled: number
  createdAt: string
}

/** Answer of GET /api/companies/:id and of the saving of one. */
export interface CompanyRecord extends CompanyResource {
  /** Contacts at its domains that were given another company: they belong there, and yet are colleagues here as well. */
  elsewhere: number
}

/** Query of GET /api/companies. */
export interface CompanyFilter {
  /** A piece of the name or of a domain; upper or lower case does not matter. */
  search?: string
}

/** By name, a hundred at most; `after` is the cursor in the query. */
export interface CompanyList extends Page<CompanyResource> {
  /** How many match, on this page and all others. */
  count: number
}

/** POST /api/companies. */
export interface CompanyRequest {
  name: string
  domains?: string[]
}

/** PATCH /api/companies/:id: what is left out stays; `domains` replaces all of them. */
export interface CompanyChange {
  name?: string
  domains?: string[]
}

/** Answer of DELETE /api/companies/:id: what it was. Added anew with this, everybody belongs to it as before. */
export type CompanyDeletion = Required<CompanyRequest>

/** Answer of GET /api/contacts/:id/company: where the contact belongs, and why. */
export interface ContactCompany {
  company: { id: string; name: string } | null
  /** `given`: it was named at the contact. `domain`: the contact's address is at one of its domains. */
  by: 'given' | 'domain' | null
  /** Without a company: a record that could be made of the address's domain; null where anybody may have an address. */
  offer: { name: string; domain: string } | null
}
