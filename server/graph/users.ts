/** The tenant's people and domains, as Graph knows them. */

import { z } from 'zod'
import { normalAddress } from '../domain/contacts/address.ts'
import { formOf, orNull, type AskGraph } from './client.ts'

export interface GraphUser {
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
export async function personBy(ask: AskGraph, idOrAddress: string): Promise<GraphUser | null> {
  const answer = await orNull(
    ask(null, {
      method: 'GET',
      path: `/users/${encodeURIComponent(idOrAddress)}`,
      query: { $select: 'id,displayName,mail,userPrincipalName' },
    }),
  )
  if (!answer) return null
  const found = formOf(user, answer)
  const address = normalAddress(found.mail ?? found.userPrincipalName)
  return address === null ? null : { oid: found.id, address, name: found.displayName ?? address }
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
  return formOf(organizations, answer).value.flatMap((one) =>
    one.verifiedDomains.map((domain) => domain.name.toLowerCase()),
  )
}
