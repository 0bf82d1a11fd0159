/** Who changed in the tenant's directory: users/delta, and a second look at one person. */

import { z } from 'zod'
import { normalAddress } from '../domain/contacts/address.ts'
import { formOf, linkParts, type AskGraph } from './client.ts'
import { GraphError } from './errors.ts'

/** What a delta tells of one person; a part that is left out did not change, or was never there. */
export interface PersonChange {
  oid: string
  removed: boolean
  /** Null: not told. */
  enabled: boolean | null
  name: string | null
  address: string | null
}

export interface DirectoryPage {
  changes: PersonChange[]
  /** Where to go on: the next page of this look, or, when `complete`, the next look. */
  link: string
  complete: boolean
}

const properties = 'id,displayName,mail,userPrincipalName,accountEnabled'

const page = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      '@removed': z.object({ reason: z.string().optional() }).optional(),
      displayName: z.string().nullish(),
      mail: z.string().nullish(),
      userPrincipalName: z.string().nullish(),
      accountEnabled: z.boolean().nullish(),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})

/**
 * One page of users/delta; `link` null begins a complete look at everybody there. Null when Graph no longer knows the link
 * and wants a complete look: 410 Gone, or a sync-state code with another 40x (Microsoft, "Use delta query").
 */
export async function directoryPage(
  ask: AskGraph,
  link: string | null,
): Promise<DirectoryPage | null> {
  const from =
    link === null ? { path: '/users/delta', query: { $select: properties } } : linkParts(link)
  let answer
  try {
    answer = await ask(null, { method: 'GET', ...from, prefer: ['odata.maxpagesize=999'] })
  } catch (error) {
    if (link !== null && error instanceof GraphError && isForgotten(error)) return null
    throw error
  }
  const found = formOf(page, answer)
  const next = found['@odata.nextLink']
  const end = found['@odata.deltaLink']
  if (next === undefined && end === undefined)
    throw new GraphError('unavailable', answer.status, 'a delta page without a link', null)
  return {
    changes: found.value.map((one) => ({
      oid: one.id,
      removed: one['@removed'] !== undefined,
      enabled: one.accountEnabled ?? null,
      name: one.displayName ?? null,
      // Left out is not the same as empty: then the name to sign in with is the address.
      address: one.mail === undefined ? null : normalAddress(one.mail ?? one.userPrincipalName),
    })),
    link: next ?? end ?? '',
    complete: next === undefined,
  }
}

function isForgotten(error: GraphError): boolean {
  return error.status === 410 || /^syncState(NotFound|Invalid)$|^resyncRequired$/i.test(error.code)
}

/** What the directory says of one person. `unclear` proves nothing, and nobody is removed on it. */
export type AccountState = 'there' | 'deleted' | 'disabled' | 'unclear'

const standing = z.object({ id: z.string(), accountEnabled: z.boolean().nullish() })

/**
 * Asks for one person. Only the directory's own "there is no such object" means deleted; a refusal (403) is `unclear`.
 * Throws GraphError when Graph does not answer.
 */
export async function accountStateOf(ask: AskGraph, oid: string): Promise<AccountState> {
  try {
    const answer = await ask(null, {
      method: 'GET',
      path: `/users/${encodeURIComponent(oid)}`,
      query: { $select: 'id,accountEnabled' },
    })
    return formOf(standing, answer).accountEnabled === false ? 'disabled' : 'there'
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    if (error.status === 404 && /ResourceNotFound$/i.test(error.code)) return 'deleted'
    if (error.kind === 'refused' || error.kind === 'not-found') return 'unclear'
    throw error
  }
}

/** Whether Graph says that this person has no mailbox; anything else, a 403 too, is no proof. */
export async function lacksMailbox(ask: AskGraph, oid: string): Promise<boolean> {
  try {
    await ask(null, {
      method: 'GET',
      path: `/users/${encodeURIComponent(oid)}/messages`,
      query: { $select: 'id', $top: '1' },
    })
    return false
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    if (error.kind === 'no-mailbox' && error.status === 404) return true
    if (error.status !== null && error.status < 500 && error.kind !== 'throttled') return false
    throw error
  }
}
