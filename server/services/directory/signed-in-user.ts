/** Who is asking: the user behind a checked token, made known on first sight. */

import type { Me, UserResource as Shown } from '../../../shared/user.ts'
import { normalAddress } from '../../domain/contacts/address.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { personBy } from '../../graph/users.ts'
import type { Db } from '../../store/db/db.ts'
import { mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import { putUser, userByOid } from '../../store/directory/users.ts'
import { newId, type Context } from '../context.ts'
import { ownerReturned } from './owner-departure.ts'

/** What a checked access token says of its person. */
export interface Claims {
  oid: string
  name: string
  username: string
}

/**
 * A newcomer has no seat. Those whom the configuration names as administrators are, with an enterprise seat; whether an
 * address is really this person's is asked of the directory, since the name in a token can be chosen by its bearer.
 */
export async function userOf(context: Context, claims: Claims): Promise<User> {
  const address = normalAddress(claims.username) ?? claims.username.toLowerCase()
  const known = await userByOid(context.db, claims.oid)
  if (known && !lacksAdmin(context, known)) return known
  const named = context.admins.includes(known?.address ?? address)
  const isAdmin = named && (await isInDirectory(context, claims.oid, known?.address ?? address))
  if (known && !isAdmin) return known
  // Looked at again inside the transaction: meanwhile an administrator may have given this very person a seat.
  return context.db.transaction(async (tx) => {
    const there = await userByOid(tx, claims.oid)
    if (there && !isAdmin) return there
    const user = await putUser(tx, {
      id: there?.id ?? newId(),
      oid: claims.oid,
      address: there?.address ?? address,
      name: there?.name ?? (claims.name || address),
      seat: isAdmin ? 'enterprise' : 'none',
      role: isAdmin ? 'admin' : 'rep',
      managerId: there?.managerId ?? null,
      createdAt: there?.createdAt ?? context.clock.now(),
    })
    await ownerReturned(tx, context, user.id)
    return user
  })
}

async function isInDirectory(context: Context, oid: string, address: string): Promise<boolean> {
  return (await personBy(context.ask, oid))?.address === address
}

function lacksAdmin(context: Context, user: User): boolean {
  return context.admins.includes(user.address) && (user.role !== 'admin' || user.seat === 'none')
}

export function showUser({ id, address, name, seat, role, managerId }: User): Shown {
  return { id, address, name, seat, role, managerId }
}

export async function showMe(db: Db, user: User): Promise<Me> {
  const mailbox = await mailboxOfUser(db, user.id)
  return { ...showUser(user), limits: limitsOf(user), timeZone: mailbox?.timeZone ?? null }
}
