/** Reading mail: lists over a mailbox or a folder, one item, its MIME. */

import type { Person } from '../../person.ts'
import { isMessageId, isSeen } from '../../state/message.ts'
import type { Message } from '../../state/message.ts'
import type { Condition } from '../../state/messages.ts'
import { mailboxIn, param } from '../call.ts'
import type { GraphReply, Call, Route } from '../call.ts'
import { readFilter, readOrder } from './message-filter.ts'
import { folderIn } from './mail-folders.ts'
import { messageProperties, messageResource } from './message-resource.ts'
import { nextLink, pageSize, selected, wholeNumber } from '../options.ts'
import { badUri, GraphRefusal, itemNotFound } from '../refusal.ts'

const listOptions = [
  '$filter',
  '$orderby',
  '$select',
  '$top',
  '$skip',
  '$expand',
  '$count',
] as const

export const messageRoutes: Route[] = [
  {
    method: 'GET',
    template: 'users/{user}/messages',
    options: listOptions,
    handle: (call) => list(call, mailboxIn(call), []),
  },
  {
    method: 'GET',
    template: 'users/{user}/mailFolders/{folder}/messages',
    options: listOptions,
    handle: (call) => {
      const person = mailboxIn(call)
      return list(call, person, [
        { column: 'folder', operator: '=', value: folderIn(call, person) },
      ])
    },
  },
  {
    method: 'GET',
    template: 'users/{user}/messages/{message}',
    options: ['$select', '$expand'],
    handle: get,
  },
  { method: 'GET', template: 'users/{user}/messages/{message}/$value', handle: getMime },
]

function list(call: Call, person: Person, within: Condition[]): GraphReply {
  const { world } = call
  const filterText = call.query.get('$filter')
  const filter = filterText === null ? undefined : readFilter(filterText, person)
  const newestFirst = readOrder(call.query.get('$orderby'), filter)
  const limit = pageSize(call, 10, 1000)
  const skip = wholeNumber(call, '$skip', 0)
  const shown = shownBy(call)
  const conditions = [...within, ...(filter?.conditions ?? [])]

  const found = world.messages.search({
    mailbox: person.id,
    conditions,
    newestFirst,
    skip,
    limit: limit + 1,
  })
  const body: Record<string, unknown> = {
    '@odata.context': `${call.baseUrl}/$metadata#users('${person.id}')/messages`,
    value: found.slice(0, limit).map((one) => messageResource(world, one, shown)),
  }
  if (call.query.get('$count') === 'true')
    body['@odata.count'] = world.messages.countWhere(person.id, conditions)
  if (found.length > limit) body['@odata.nextLink'] = nextLink(call, skip + limit)
  return { status: 200, body }
}

function get(call: Call): GraphReply {
  const person = mailboxIn(call)
  const message = messageIn(call, person)
  const resource = messageResource(call.world, message, shownBy(call))
  return { status: 200, body: { ...contextOf(call, person), ...resource } }
}

function getMime(call: Call): GraphReply {
  const message = messageIn(call, mailboxIn(call))
  return { status: 200, body: call.world.messages.raw(message.id), contentType: 'text/plain' }
}

export function contextOf(call: Call, person: Person): { '@odata.context': string } {
  return { '@odata.context': `${call.baseUrl}/$metadata#users('${person.id}')/messages/$entity` }
}

/** The item a path names by immutable or default id. Throws Graph's 400 and 404. */
export function messageIn(call: Call, person: Person): Message {
  const id = param(call, 'message')
  if (!isMessageId(id)) throw new GraphRefusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
  const message = call.world.messages.find(person.id, id)
  if (message === undefined || !isSeen(message)) throw itemNotFound()
  return message
}

function shownBy(call: Call): Parameters<typeof messageResource>[2] {
  return {
    select: selected(call, messageProperties, 'microsoft.graph.message'),
    ...expanded(call.query.get('$expand')),
    prefer: call.prefer,
  }
}

const propertiesPattern = /^singleValueExtendedProperties\(\s*\$filter=(.+)\)$/
const eventPattern = /^microsoft\.graph\.eventMessage\/event$/i

/** Reads singleValueExtendedProperties($filter=id eq '…' or id eq '…') and microsoft.graph.eventMessage/event. */
function expanded(text: string | null): { extended: string[]; event: boolean } {
  const parts = text === null ? [] : text.split(/,(?![^(]*\))/).map((part) => part.trim())
  const others = parts.filter((part) => !eventPattern.test(part))
  return { extended: others.flatMap(propertyIds), event: others.length < parts.length }
}

function propertyIds(part: string): string[] {
  const inner = propertiesPattern.exec(part)?.[1]
  if (inner === undefined)
    throw badUri(
      `The sandbox expands singleValueExtendedProperties with a $filter on id, and the event of a meeting message; '${part}' cannot be read.`,
    )
  return inner.split(/\s+or\s+/).map((clause) => {
    const id = /^\s*id\s+eq\s+'((?:[^']|'')+)'\s*$/.exec(clause)?.[1]
    if (id === undefined) throw badUri(`Invalid filter clause: '${clause}'.`)
    return id.replaceAll("''", "'")
  })
}
