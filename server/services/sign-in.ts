/** Who is asking: the user behind a checked token, made known on first sight. */

import type { Me } from '../../shared/user.ts'
import { normalAddress } from '../domain/address.ts'
import { limitsOf, type User } from '../domain/user.ts'
import { putUser, userByOid } from '../store/users.ts'
import { newId, type Context } from './context.ts'

/** What a checked access token says of its person. */
export interface Claims {
  oid: string
  name: string
  username: string
}

/** A newcomer has no seat. Those whom the configuration names as administrators are, with an enterprise seat. */
export async function userOf(context: Context, claims: Claims): Promise<User> {
  const known = await userByOid(context.db, claims.oid)
  const address = normalAddress(claims.username) ?? claims.username.toLowerCase()
  const isAdmin = context.admins.includes(known?.address ?? address)
  if (known && (!isAdmin || (known.role === 'admin' && known.seat !== 'none'))) return known
  return putUser(context.db, {
    id: known?.id ?? newId(),
    oid: claims.oid,
    address: known?.address ?? address,
    name: known?.name ?? (claims.name || address),
    seat: isAdmin ? 'enterprise' : 'none',
    role: isAdmin ? 'admin' : 'rep',
    managerId: known?.managerId ?? null,
    createdAt: known?.createdAt ?? context.clock.now(),
  })
}

export function showMe(user: User): Me {
  const { id, address, name, seat, role, managerId } = user
  return { id, address, name, seat, role, managerId, limits: limitsOf(user) }
}
