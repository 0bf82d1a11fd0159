/** A further address of a contact: when an answer proves one, and when a person has to say. */

import type { AliasState } from '../../../shared/contact.ts'
import type { Address } from './address.ts'
import { addressKey, localPartOf } from './address.ts'
import type { Instant } from '../time/instant.ts'
import { isFullName, isSameName, namesIn } from './person-name.ts'
import { isMachineAddress, isRoleAddress } from './role-address.ts'

export interface Alias {
  contactId: string
  address: string
  /** `unlinked`: a person said that it is not the contact's; it is never learned again. */
  state: AliasState | 'unlinked'
  since: Instant
  /** Why it is thought to be the contact's, in a sentence. */
  text: string
}

/** Whether mail from it counts as the contact's. */
export function counts(alias: Pick<Alias, 'state'>): boolean {
  return alias.state === 'learned' || alias.state === 'confirmed'
}

export interface Learning {
  state: 'learned' | 'offered'
  text: string
}

/**
 * What an answer to email `emailNumber` from another address teaches. Learned: under the contact's own full name, or a local
 * part that is the contact's own; the same domain alone proves nothing, for every colleague has it. Null: it cannot be
 * theirs, or needs no learning. `isTaken`: another contact or a user has the address.
 */
export function learn(
  author: Address,
  contact: { name: string; addresses: readonly string[] },
  answered: { emailNumber: number | null; isTaken: boolean },
): Learning | null {
  const key = addressKey(author.address)
  if (answered.isTaken || isMachineAddress(author.address)) return null
  if (contact.addresses.some((one) => addressKey(one) === key)) return null
  const what =
    answered.emailNumber === null
      ? 'It answered an email'
      : `It answered email ${String(answered.emailNumber)}`
  if (isRoleAddress(author.address))
    return { state: 'offered', text: `${what}, but several people may read it.` }
  if (isSameName(author.name, contact.name))
    return { state: 'learned', text: `${what} under the name ${contact.name}.` }
  // The name of somebody else outweighs a local part that many people share.
  if (isFullName(author.name) && isFullName(contact.name))
    return {
      state: 'offered',
      text: `${what}, but under the name ${author.name.trim().slice(0, 100)}.`,
    }
  if (isOwnLocalPart(author.address, contact))
    return {
      state: 'learned',
      text: `${what}, and “${localPartOf(author.address)}” is ${contact.name} there, too.`,
    }
  return { state: 'offered', text: `${what}, but does not bear the name ${contact.name}.` }
}

/** `ana.alves@home.example` is the name of Ana Alves; `ana@home.example` has what stands before the @ of ana@acme.example. */
function isOwnLocalPart(
  address: string,
  contact: { name: string; addresses: readonly string[] },
): boolean {
  const local = localPartOf(addressKey(address))
  if (local.length < 3) return false
  if (contact.addresses.some((one) => localPartOf(addressKey(one)) === local)) return true
  if (!isFullName(contact.name)) return false
  const names = namesIn(contact.name)
  const words = local.split(/[._-]+/).filter(Boolean)
  return (
    isSameName(words.join(' '), contact.name) ||
    local === names.join('') ||
    local === [...names].reverse().join('')
  )
}
