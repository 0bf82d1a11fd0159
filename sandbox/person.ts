/** The people of the pretend tenant, and the people outside whom everybody knows from the start. */

import { sandboxWorld } from './constants.ts'

export interface Person {
  /** Entra's object id. */
  id: string
  address: string
  name: string
  accountEnabled: boolean
  hasMailbox: boolean
  title: string
  /** Further addresses whose mail comes into the same mailbox. */
  aliases?: string[]
}

/** One mail address with the name shown beside it; the name may be empty. */
export interface MailAddress {
  address: string
  name: string
}

const atWork = { accountEnabled: true, hasMailbox: true }

export const tenantPeople: Person[] = [
  {
    id: '3f0d6a1e-58c4-4b77-8d1c-1a2b3c4d5e01',
    address: 'rita@contoso.example',
    name: 'Rita Reyes',
    title: 'Account executive',
    ...atWork,
  },
  {
    id: '3f0d6a1e-58c4-4b77-8d1c-1a2b3c4d5e02',
    address: 'sam@contoso.example',
    name: 'Sam Sato',
    title: 'Account executive',
    ...atWork,
  },
  {
    id: '3f0d6a1e-58c4-4b77-8d1c-1a2b3c4d5e03',
    address: sandboxWorld.admin,
    name: 'Mia Moreau',
    title: 'Head of sales',
    ...atWork,
  },
  {
    id: '3f0d6a1e-58c4-4b77-8d1c-1a2b3c4d5e04',
    address: 'nora@contoso.example',
    name: 'Nora Nilsson',
    title: 'Controller',
    ...atWork,
  },
]

export const outsidePeople: MailAddress[] = [
  { address: 'ana@acme.example', name: 'Ana Alves' },
  { address: 'ben@acme.example', name: 'Ben Brandt' },
  { address: 'cleo@other.example', name: 'Cleo Chen' },
]

/** Finds a person of the tenant by address, any further address (any case) or Entra id. */
export function personOf(people: Person[], addressOrId: string): Person | undefined {
  const wanted = addressOrId.toLowerCase()
  return people.find((one) => one.id === wanted || hasAddress(one, wanted))
}

/** Whether mail to this address comes to this person. */
export function hasAddress(person: Person, address: string): boolean {
  const wanted = address.toLowerCase()
  return (
    person.address.toLowerCase() === wanted ||
    (person.aliases ?? []).some((one) => one.toLowerCase() === wanted)
  )
}

/** Whether mail to this address stays inside the tenant. */
export function isTenantAddress(address: string): boolean {
  return address.toLowerCase().endsWith(`@${sandboxWorld.domain}`)
}
