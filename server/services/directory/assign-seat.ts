/** An administrator gives a person of the tenant a seat, or takes it away; with a seat, the person's mailbox is connected. */

import type { SeatRequest } from '../../../shared/user.ts'
import { normalAddress } from '../../domain/contacts/address.ts'
import type { User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import { personBy, type GraphUser } from '../../graph/users.ts'
import { addMailbox, requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { addAudit } from '../../store/history/audit.ts'
import { putUser, userByAddress, userByOid } from '../../store/directory/users.ts'
import { newId, type Context } from '../context.ts'
import { graphAway, isRefused, refuse, type Refused } from '../problem.ts'
import { takeSeat, ownerReturned } from './owner-departure.ts'

export async function giveSeat(
  context: Context,
  by: User,
  request: SeatRequest,
): Promise<User | Refused> {
  if (by.role !== 'admin')
    return refuse(
      403,
      'not-admin',
      'Administrators only',
      'Only an administrator gives seats. Ask yours.',
    )
  try {
    const person = await findPerson(context, request.email)
    if (isRefused(person)) return person
    const managerId = await managerFor(context, request.managerEmail)
    if (managerId !== undefined && managerId !== null && typeof managerId !== 'string')
      return managerId
    // Whom the configuration names is let in as an administrator whatever is stored.
    if ((request.role ?? 'admin') !== 'admin' && context.admins.includes(person.address))
      return refuse(
        409,
        'admin-by-configuration',
        'An administrator by configuration',
        `${person.name} is an administrator because the server's setting ADMINS names ${person.address}. Take the address out there first.`,
      )
    return await store(context, by, { person, request, managerId })
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphAway('no seat was given')
  }
}

async function findPerson(context: Context, email: string): Promise<GraphUser | Refused> {
  const address = normalAddress(email)
  const person = address === null ? null : await personBy(context.ask, address)
  return (
    person ??
    refuse(
      422,
      'no-such-person',
      'Nobody by that address',
      `Your Microsoft 365 has nobody with the address “${email}”. Check the spelling.`,
    )
  )
}

/** The manager's user id; undefined: leave as it is; null: none. */
async function managerFor(
  context: Context,
  email: string | null | undefined,
): Promise<string | null | undefined | Refused> {
  if (email === undefined || email === null) return email
  const manager = await userByAddress(context.db, normalAddress(email) ?? '')
  return (
    manager?.id ??
    refuse(
      422,
      'no-such-manager',
      'Unknown manager',
      `“${email}” has no seat yet. Give the manager a seat first.`,
    )
  )
}

interface Gift {
  person: GraphUser
  request: SeatRequest
  managerId: string | null | undefined
}

function store(context: Context, by: User, { person, request, managerId }: Gift): Promise<User> {
  return context.db.transaction(async (tx) => {
    const at = context.clock.now()
    const known = await userByOid(tx, person.oid)
    const user = await putUser(tx, {
      id: known?.id ?? newId(),
      oid: person.oid,
      address: person.address,
      name: person.name,
      seat: request.seat,
      role: request.role ?? known?.role ?? 'rep',
      managerId: managerId === undefined ? (known?.managerId ?? null) : managerId,
      createdAt: known?.createdAt ?? at,
    })
    if (user.seat !== 'none') {
      await addMailbox(tx, {
        id: person.oid,
        userId: user.id,
        address: person.address,
        connectedAt: at,
      })
      // Emails that waited for the seat go at once.
      await requestSyncNow(tx, person.oid, at)
    }
    // A seat taken away ends what hung on it; one given back is a return.
    if (known && known.seat !== 'none' && user.seat === 'none') await takeSeat(tx, context, user.id)
    if (known?.seat === 'none' && user.seat !== 'none') await ownerReturned(tx, context, user.id)
    await addAudit(tx, { id: newId(), at, userId: by.id, action: 'give-seat', subjectId: user.id })
    context.wake()
    return user
  })
}
