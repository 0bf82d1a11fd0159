/** /users/delta and the bin of the directory: who came, changed and left since the last look. */

import { z } from 'zod'
import type { DirectoryEntry } from '../../state/directory.ts'
import type { GraphReply, Call, Route } from '../call.ts'
import { readToken, tokenLink } from '../delta-token.ts'
import { pageSize, pick, selected } from '../options.ts'
import { badRequest } from '../refusal.ts'
import {
  changedSince,
  deletedUserResource,
  userProperties,
  userResource,
  usualUserProperties,
} from './user-resource.ts'

const binOptions = ['$select', '$top', '$count']

export const usersDeltaRoutes: Route[] = [
  {
    method: 'GET',
    template: 'users/delta',
    options: ['$select', '$filter', '$deltatoken', '$skiptoken'],
    handle: delta,
  },
  // The cast is written with the namespace or with its alias.
  {
    method: 'GET',
    template: 'directory/deletedItems/microsoft.graph.user',
    options: binOptions,
    handle: listDeleted,
  },
  {
    method: 'GET',
    template: 'directory/deletedItems/graph.user',
    options: binOptions,
    handle: listDeleted,
  },
]

/** Microsoft, "Use delta query": tokens of directory objects live seven days. */
const tokenLivesMs = 7 * 24 * 3_600_000

const stateSchema = z.object({
  select: z.array(z.string()),
  /** Null: everybody. */
  ids: z.array(z.string()).nullable(),
  since: z.number(),
  upTo: z.number().nullable(),
  skip: z.number(),
})
type State = z.infer<typeof stateSchema>

function delta(call: Call): GraphReply {
  const { directory } = call.world
  const given = call.query.get('$deltatoken')
  const latest = given?.toLowerCase() === 'latest'
  const known =
    latest || given === '' ? undefined : readToken(call, 'users', stateSchema, tokenLivesMs)
  const state = known ?? {
    select: selected(call, userProperties, 'microsoft.graph.user') ?? usualUserProperties,
    ids: idsIn(call),
    since: 0,
    upTo: null,
    skip: 0,
  }
  const upTo = state.upTo ?? directory.latestChange()
  const told = latest ? [] : directory.entries().flatMap((entry) => tell(call, entry, state))

  const size = Math.max(1, Math.min(call.prefer.maxPageSize ?? 100, 999))
  const end = state.skip + size
  const link =
    told.length > end
      ? { '@odata.nextLink': tokenLink(call, 'users', '$skiptoken', { ...state, upTo, skip: end }) }
      : {
          '@odata.deltaLink': tokenLink(call, 'users', '$deltatoken', {
            ...state,
            since: upTo,
            upTo: null,
            skip: 0,
          }),
        }
  const context = `${call.baseUrl}/$metadata#users(${state.select.join(',')})`
  const value = told.slice(state.skip, end)
  return { status: 200, body: { '@odata.context': context, ...link, value } }
}

/** A first round tells who is there; later ones whoever changed in a selected property, came back, or left. */
function tell(call: Call, entry: DirectoryEntry, state: State): object[] {
  const { person, deletedMs, gone, touched } = entry
  if (state.ids !== null && !state.ids.includes(person.id)) return []
  if (state.since === 0) return deletedMs === null ? [whole(entry, state)] : []
  const moved = (touched.deleted ?? 0) > state.since
  if (deletedMs !== null)
    return moved ? [{ id: person.id, '@removed': { reason: gone ? 'deleted' : 'changed' } }] : []
  const changed = changedSince(touched, state.since).filter((name) => state.select.includes(name))
  if (moved) return [whole(entry, state)]
  if (changed.length === 0) return []
  return [call.prefer.minimal ? pick(userResource(person), changed) : whole(entry, state)]
}

function whole({ person }: DirectoryEntry, state: State): object {
  return pick(userResource(person), state.select)
}

/** The only filter of this delta: up to 50 ids. */
function idsIn(call: Call): string[] | null {
  const filter = call.query.get('$filter')
  if (filter === null) return null
  const ids = filter
    .split(/\s+or\s+/)
    .map((part) => /^\s*id\s+eq\s+'([0-9a-f-]+)'\s*$/i.exec(part)?.[1]?.toLowerCase())
  if (ids.length > 50 || ids.includes(undefined))
    throw badRequest('The only filter here is id eq ..., joined by or, for at most 50 ids.')
  return ids.filter((one) => one !== undefined)
}

function listDeleted(call: Call): GraphReply {
  const select = selected(call, userProperties, 'microsoft.graph.user') ?? usualUserProperties
  const top = pageSize(call, 100, 999)
  const found = call.world.directory.deleted()
  const body: Record<string, unknown> = {
    '@odata.context': `${call.baseUrl}/$metadata#directoryObjects/microsoft.graph.user`,
    value: found
      .slice(0, top)
      .map((one) => pick(deletedUserResource(one.person, one.deletedMs ?? 0), select)),
  }
  if (call.query.get('$count') === 'true') body['@odata.count'] = found.length
  return { status: 200, body }
}
