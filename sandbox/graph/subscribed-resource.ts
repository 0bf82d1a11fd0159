/** What a subscription may watch. */

import { personOf } from '../person.ts'
import type { Person } from '../person.ts'
import { folderOf } from '../state/message.ts'
import type { Folder } from '../state/message.ts'
import { GraphRefusal } from './refusal.ts'

export interface SubscribedResource {
  /** Entra id of the mailbox's owner; null for the directory. */
  mailbox: string | null
  /** Null: every folder. */
  folder: Folder | null
}

/** Reads `users`, `users/{id}/messages` and `users/{id}/mailFolders('inbox')/messages`; refuses everything else. */
export function readResource(resource: string, people: Person[]): SubscribedResource {
  const path = resource.replace(/^\//, '')
  if (/^users$/i.test(path)) return { mailbox: null, folder: null }
  const parts =
    /^users(?:\/([^/()?]+)|\('([^']+)'\))(?:\/mailFolders(?:\/([^/()?]+)|\('([^']+)'\)))?\/messages$/i.exec(
      path,
    )
  if (parts === null) {
    throw new GraphRefusal(
      400,
      'InvalidRequest',
      `Resource '${resource}' is not supported by the sandbox, or not at all.`,
    )
  }
  const [, bySlash, byParens, folderBySlash, folderByParens] = parts
  const user = bySlash ?? byParens ?? ''
  const person = personOf(people, user)
  if (person?.hasMailbox !== true)
    throw new GraphRefusal(404, 'ResourceNotFound', `The mailbox of '${user}' was not found.`)
  const folderName = folderBySlash ?? folderByParens
  if (folderName === undefined) return { mailbox: person.id, folder: null }
  const folder = folderOf(person, folderName)
  if (folder === undefined)
    throw new GraphRefusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
  return { mailbox: person.id, folder }
}
