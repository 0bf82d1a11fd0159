/** Makes another user the owner of somebody's sequences; what waited for that goes on. */

import type { HandedOver } from '../../../shared/departure.ts'
import type { User } from '../../domain/directory/user.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import type { Db } from '../../store/db/db.ts'
import { putDeparture, departureOf } from '../../store/directory/departures.ts'
import { sequencesOf, setOwner } from '../../store/sequences/sequences.ts'
import { addAudit } from '../../store/history/audit.ts'
import { userByAddress, userById } from '../../store/directory/users.ts'
import { newId, type Context } from '../context.ts'
import { isRefused, notFound, refuse, type Refused } from '../problem.ts'
import { letRun } from './owner-departure.ts'
import { adminsOnly } from '../policies/admins-only.ts'

/** `to` is the id or the address of a user with a seat. Administrators only. */
export async function handOver(
  context: Context,
  by: User,
  fromId: string,
  to: string,
): Promise<HandedOver | Refused> {
  const result = await context.db.transaction((tx) => handOverIn(tx, context, by, { fromId, to }))
  context.wake()
  return result
}

/** The same inside the caller's transaction. */
export async function handOverIn(
  tx: Db,
  context: Context,
  by: User,
  { fromId, to }: { fromId: string; to: string },
): Promise<HandedOver | Refused> {
  if (by.role !== 'admin') return adminsOnly('hands sequences over')
  const from = await userById(tx, fromId)
  if (!from) return notFound('user')
  const heir = await heirFor(tx, from, to)
  if (isRefused(heir)) return heir
  const sequences = await sequencesOf(tx, from.id)
  for (const sequence of sequences) {
    await setOwner(tx, sequence.id, heir.id)
    await letRun(tx, sequence)
  }
  const at = context.clock.now()
  const departure = await departureOf(tx, from.id)
  if (departure && departure.state !== 'doubted')
    await putDeparture(tx, { ...departure, state: 'removed', decidedBy: by.id })
  await requestJob(tx, 'directory', at)
  await addAudit(tx, { id: newId(), at, userId: by.id, action: 'hand-over', subjectId: from.id })
  return {
    sequences: sequences.length,
    from: { id: from.id, name: from.name },
    to: { id: heir.id, name: heir.name },
  }
}

async function heirFor(tx: Db, from: User, to: string): Promise<User | Refused> {
  const heir = (await userById(tx, to)) ?? (await userByAddress(tx, to.trim().toLowerCase()))
  if (!heir)
    return refuse(
      422,
      'no-such-user',
      'Unknown user',
      `“${to}” is no user of sequences yet. Give that person a seat first.`,
    )
  if (heir.id === from.id)
    return refuse(
      422,
      'same-user',
      'The same person',
      `The sequences are ${from.name}’s already. Name somebody else.`,
    )
  if (heir.seat === 'none')
    return refuse(
      422,
      'no-seat',
      'No seat',
      `${heir.name} has no seat. Give ${heir.name} a seat first, or name somebody else.`,
    )
  const departure = await departureOf(tx, heir.id)
  if (departure?.state === 'removed' || departure?.state === 'asked')
    return refuse(422, 'owner-removed', 'Gone too', `${heir.name} is gone too. Name somebody else.`)
  return heir
}
