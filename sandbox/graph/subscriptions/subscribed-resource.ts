/** What a subscription may watch. */

import { personOf } from '../../person.ts'
import type { Person } from '../../person.ts'
import { folderOf } from '../../state/message.ts'
import type { Folder } from '../../state/message.ts'
import { GraphRefusal } from '../refusal.ts'

export interface SubscribedResource {
  watches: 'messages' | 'events' | 'users'
  /** Entra id of the one person watched in the directory. */
  person: string | null
  /** Entra id of the mailbox's owner; null for the directory. */
  mailbox: string | null
  /** Null: every folder. */
  folder: Folder | null
}

const directory = { watches: 'users', mailbox: null, folder: null } as const

/**
 * Reads `users`, `users/{id}`, `users/{id}/events`, `users/{id}/messages` and
 * `users/{id}/mailFolders('inbox')/messages`; refuses everything else.
 */
export function readResource(resource: string, people: Person[]): SubscribedResource {
  const path = resource.replace(/^\//, '')
  if (/^users$/i.test(path)) return { ...directory, person: null }
  const alone = /^users(?:\/([^/()?]+)|\('([^']+)'\))$/i.exec(path)
  if (alone !== null) {
    const person = personOf(people, alone[1] ?? alone[2] ?? '')
    if (person === undefined)
      throw new GraphRefusal(404, 'ResourceNotFound', `'${resource}' was not found.`)
    return { ...directory, person: person.id }
  }
  const parts =
    /^users(?:\/([^/()?]+)|\('([^']+)'\))(?:\/mailFolders(?:\/([^/()?]+)|\('([^']+)'\)))?\/(messages|events)$/i.exec(
      path,
    )
  if (parts === null) throw unsupported(resource)
  const [, bySlash, byParens, folderBySlash, folderByParens, noun] = parts
  const user = bySlash ?? byParens ?? ''
  const person = personOf(people, user)
  if (person?.hasMailbox !== true)
    throw new GraphRefusal(404, 'ResourceNotFound', `The mailbox of '${user}' was not found.`)
  const folderName = folderBySlash ?? folderByParens
  if (noun?.toLowerCase() === 'events') {
    if (folderName !== undefined) throw unsupported(resource)
    return { watches: 'events', person: null, mailbox: person.id, folder: null }
  }
  const messages = { watches: 'messages', person: null, mailbox: person.id } as const
  if (folderName === undefined) return { ...messages, folder: null }
  const folder = folderOf(person, folderName)
  if (folder === undefined)
    throw new GraphRefusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
  return { ...messages, folder }
}

function unsupported(resource: string): GraphRefusal {
  return new GraphRefusal(
    400,
    'InvalidRequest',
    `Resource '${resource}' is not supported by the sandbox, or not at all.`,
  )
}
