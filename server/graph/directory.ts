/** The tenant's people and domains, as Graph knows them. */

import { z } from 'zod'
import { normalAddress } from '../domain/address.ts'
import { GraphError, type AskGraph } from './client.ts'

export interface Person {
  oid: string
  address: string
  name: string
}

const user = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
})

/** The tenant's person with this id or address; null when there is none. */
export async function personBy(ask: AskGraph, idOrAddress: string): Promise<Person | null> {
  try {
    const answer = await ask(null, {
      method: 'GET',
      path: `/users/${encodeURIComponent(idOrAddress)}`,
      query: { $select: 'id,displayName,mail,userPrincipalName' },
    })
    const found = user.safeParse(answer.body)
    if (!found.success)
      throw new GraphError('unavailable', answer.status, 'an answer of unknown form', null)
    const address = normalAddress(found.data.mail ?? found.data.userPrincipalName)
    return address === null
      ? null
      : { oid: found.data.id, address, name: found.data.displayName ?? address }
  } catch (error) {
    if (error instanceof GraphError && error.kind === 'not-found') return null
    throw error
  }
}

const organizations = z.object({
  value: z.array(z.object({ verifiedDomains: z.array(z.object({ name: z.string() })) })),
})

/** The tenant's own mail domains, lower case. */
export async function ownDomains(ask: AskGraph): Promise<string[]> {
  const answer = await ask(null, {
    method: 'GET',
    path: '/organization',
    query: { $select: 'id,verifiedDomains' },
  })
  const found = organizations.safeParse(answer.body)
  if (!found.success)
    throw new GraphError('unavailable', answer.status, 'an answer of unknown form', null)
  return found.data.value.flatMap((one) =>
    one.verifiedDomains.map((domain) => domain.name.toLowerCase()),
  )
}
