/** One request to Graph as the routes see it, and the answer they give. */

import type { Person } from '../person.ts'
import type { World } from '../world.ts'
import { badUri, GraphRefusal } from './refusal.ts'

export interface Call {
  world: World
  method: string
  /** Segments that stand for ids, by the route's names. */
  params: Record<string, string>
  query: URLSearchParams
  /** The query as it was written, without the question mark. */
  rawQuery: string
  headers: Record<string, string | string[] | undefined>
  body: Buffer
  /** Everything up to and including /v1.0, as the client addressed it. */
  baseUrl: string
  /** Path below /v1.0 as written. */
  path: string
  prefer: Prefer
  appId: string
}

export interface Prefer {
  immutableIds: boolean
  textBody: boolean
  maxPageSize: number | undefined
  /** Only what changed, in a delta of the directory. */
  minimal: boolean
  /** Of the times of events: a Windows or IANA name as it was written. */
  timeZone: string | undefined
}

export interface GraphReply {
  status: number
  /** An object is sent as JSON, a string or bytes as they are, nothing as an empty body. */
  body?: object | string | Buffer
  contentType?: string
  headers?: Record<string, string>
}

export interface Route {
  method: string
  /** Below /v1.0, e.g. `users/{user}/messages/{message}`. */
  template: string
  /** Query options this route knows; all others beginning with $ are refused. */
  options?: readonly string[]
  handle: (call: Call) => GraphReply | Promise<GraphReply>
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? ''
}

/** Reads the Prefer header (RFC 7240): tokens it does not know are ignored. */
export function readPrefer(header: string | string[] | undefined): Prefer {
  const written = [header ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((one) => one.trim().replaceAll('"', ''))
  const tokens = written.map((one) => one.toLowerCase())
  const zone = written.find((one) => one.toLowerCase().startsWith('outlook.timezone='))
  const page = tokens.find((one) => one.startsWith('odata.maxpagesize='))
  return {
    immutableIds: tokens.includes('idtype=immutableid'),
    textBody: tokens.includes('outlook.body-content-type=text'),
    maxPageSize: page === undefined ? undefined : Number(page.slice(page.indexOf('=') + 1)),
    minimal: tokens.includes('return=minimal'),
    timeZone: zone?.slice(zone.indexOf('=') + 1).trim(),
  }
}

/** The value of Preference-Applied; empty when there is nothing to say. */
export function appliedPreferences(prefer: Prefer): string {
  return [
    ...(prefer.immutableIds ? ['IdType="ImmutableId"'] : []),
    ...(prefer.timeZone === undefined ? [] : [`outlook.timezone="${prefer.timeZone}"`]),
  ].join(', ')
}

/** The person a path names by id or address. */
export function personIn(call: Call): Person {
  const wanted = param(call, 'user')
  const person = personNamed(call.world, wanted)
  if (person === undefined) {
    throw new GraphRefusal(
      404,
      'Request_ResourceNotFound',
      `Resource '${wanted}' does not exist or one of its queried reference-property objects are not present.`,
    )
  }
  return person
}

/** By id or user principal name; further addresses of a mailbox name nobody here. */
export function personNamed(world: World, wanted: string): Person | undefined {
  const name = wanted.toLowerCase()
  return world.people.find((one) => one.id === name || one.address.toLowerCase() === name)
}

/** The same, when the path goes on into the mailbox. */
export function mailboxIn(call: Call): Person {
  const wanted = param(call, 'user')
  const person = personNamed(call.world, wanted)
  if (person === undefined)
    throw new GraphRefusal(404, 'ErrorInvalidUser', `The requested user '${wanted}' is invalid.`)
  if (!person.hasMailbox) {
    throw new GraphRefusal(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    )
  }
  return person
}

/** Refuses query options the route does not know; plain parameters without $ are ignored, as Graph does. */
export function checkOptions(call: Call, known: readonly string[]): void {
  for (const name of call.query.keys()) {
    if (!name.startsWith('$')) continue
    if (!known.includes(name)) throw badUri(`The query parameter '${name}' is not supported.`)
    if (call.query.getAll(name).length > 1)
      throw badUri(
        `Query parameter '${name}' is specified multiple times, but should be specified at most once.`,
      )
  }
}
