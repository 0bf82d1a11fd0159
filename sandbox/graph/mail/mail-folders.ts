/** /users/{id}/mailFolders: the well-known folders of a mailbox. */

import type { Person } from '../../person.ts'
import { folderId, folderNames, folderOf, folders } from '../../state/message.ts'
import type { Folder } from '../../state/message.ts'
import { mailboxIn, param } from '../call.ts'
import type { GraphReply, Call, Route } from '../call.ts'
import { nextLink, pageSize, pick, selected, wholeNumber } from '../options.ts'
import { GraphRefusal } from '../refusal.ts'

const properties = [
  'id',
  'displayName',
  'parentFolderId',
  'childFolderCount',
  'unreadItemCount',
  'totalItemCount',
  'sizeInBytes',
  'isHidden',
]

export const mailFolderRoutes: Route[] = [
  {
    method: 'GET',
    template: 'users/{user}/mailFolders',
    options: ['$select', '$top', '$skip', '$count'],
    handle: listFolders,
  },
  {
    method: 'GET',
    template: 'users/{user}/mailFolders/{folder}',
    options: ['$select'],
    handle: getFolder,
  },
]

function listFolders(call: Call): GraphReply {
  const person = mailboxIn(call)
  const select = selected(call, properties, 'microsoft.graph.mailFolder')
  const top = pageSize(call, 10, 1000)
  const skip = wholeNumber(call, '$skip', 0)
  const body: Record<string, unknown> = {
    '@odata.context': `${call.baseUrl}/$metadata#users('${person.id}')/mailFolders`,
    value: folders
      .slice(skip, skip + top)
      .map((folder) => pick(folderResource(call, person, folder), select)),
  }
  if (call.query.get('$count') === 'true') body['@odata.count'] = folders.length
  if (folders.length > skip + top) body['@odata.nextLink'] = nextLink(call, skip + top)
  return { status: 200, body }
}

function getFolder(call: Call): GraphReply {
  const person = mailboxIn(call)
  const select = selected(call, properties, 'microsoft.graph.mailFolder')
  const context = `${call.baseUrl}/$metadata#users('${person.id}')/mailFolders/$entity`
  const folder = folderResource(call, person, folderIn(call, person))
  return { status: 200, body: { '@odata.context': context, ...pick(folder, select) } }
}

/** The folder a path names by well-known name or id. */
export function folderIn(call: Call, person: Person): Folder {
  return folderNamed(person, param(call, 'folder'))
}

/** Throws Graph's 404 or 400 for a folder this mailbox has not. */
export function folderNamed(person: Person, nameOrId: string): Folder {
  const folder = folderOf(person, nameOrId)
  if (folder !== undefined) return folder
  if (/^AQMk[A-Za-z0-9_-]+=*$/.test(nameOrId)) {
    throw new GraphRefusal(
      404,
      'ErrorItemNotFound',
      'The specified object was not found in the store.',
    )
  }
  throw new GraphRefusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
}

function folderResource(call: Call, person: Person, folder: Folder): Record<string, unknown> {
  const { total, unread } = call.world.messages.count(person.id, folder)
  return {
    id: folderId(person.id, folder),
    displayName: folderNames[folder],
    parentFolderId: folderId(person.id, 'msgfolderroot'),
    childFolderCount: 0,
    unreadItemCount: unread,
    totalItemCount: total,
    sizeInBytes: 0,
    isHidden: false,
  }
}
