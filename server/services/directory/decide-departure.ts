/** What an administrator is asked about owners who are gone, and what is done with the answer. */

import type { DepartureResource as Shown, DepartureDecision } from '../../../shared/departure.ts'
import { whatBecame, type Departure } from '../../domain/directory/owner.ts'
import type { User } from '../../domain/directory/user.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import type { Db } from '../../store/db/db.ts'
import { countOpen } from '../../store/enrollments/enrollments.ts'
import { listDepartures, putDeparture, departureOf } from '../../store/directory/departures.ts'
import { sequencesOf } from '../../store/sequences/sequences.ts'
import { addAudit } from '../../store/history/audit.ts'
import { userById } from '../../store/directory/users.ts'
import { newId, type Context } from '../context.ts'
import { handOverIn } from './transfer-sequences.ts'
import { adminsOnly } from '../policies/admins-only.ts'
import { isRefused, notFound, refuse, type Refused } from '../problem.ts'
import { letRun, ownerDeparted } from './owner-departure.ts'

/** A page of those who are gone, or thought to be, after the user id `after`. Administrators only. */
export async function departures(
  context: Context,
  by: User,
  after: string,
  limit: number,
): Promise<{ items: Shown[]; next: string | null } | Refused> {
  if (by.role !== 'admin') return adminsOnly('sees who is gone')
  const found = await listDepartures(context.db, after, limit + 1)
  const items = await Promise.all(found.slice(0, limit).map((one) => show(context.db, one)))
  return { items, next: found.length > limit ? (items.at(-1)?.user.id ?? null) : null }
}

/** Decides about one person who is gone; a decision can be changed as long as that person is not back. */
export async function decideDeparture(
  context: Context,
  by: User,
  userId: string,
  request: DepartureDecision,
): Promise<Shown | Refused> {
  if (by.role !== 'admin') return adminsOnly('decides about those who are gone')
  const result = await context.db.transaction(async (tx) => {
    const departure = await departureOf(tx, userId)
    if (!departure) return notFound('departure')
    if (departure.state === 'doubted')
      return refuse(
        409,
        'in-doubt',
        'Not certain yet',
        'This person was seen missing once only. Decide after the second look, in a quarter of an hour at most.',
      )
    const refused = await carryOut(tx, context, by, departure, request)
    if (refused) return refused
    return show(tx, (await departureOf(tx, userId)) ?? departure)
  })
  context.wake()
  return result
}

async function carryOut(
  tx: Db,
  context: Context,
  by: User,
  departure: Departure,
  { decision, to }: DepartureDecision,
): Promise<Refused | null> {
  const at = context.clock.now()
  switch (decision) {
    case 'hand-over': {
      if (!to)
        return refuse(
          422,
          'nobody-named',
          'Nobody named',
          'Say in “to” who takes the sequences over: the id or the address of a user with a seat.',
        )
      const handed = await handOverIn(tx, context, by, { fromId: departure.userId, to })
      return isRefused(handed) ? handed : null
    }
    case 'unenroll':
      await ownerDeparted(tx, context, { ...departure, state: 'removed', decidedBy: by.id })
      break
    case 'keep':
      await putDeparture(tx, { ...departure, state: 'kept', checkAt: null, decidedBy: by.id })
      for (const sequence of await sequencesOf(tx, departure.userId)) await letRun(tx, sequence)
      await requestJob(tx, 'directory', at)
      break
    default: {
      const never: never = decision
      return never
    }
  }
  await addAudit(tx, {
    id: newId(),
    at,
    userId: by.id,
    action: `departure-${decision}`,
    subjectId: departure.userId,
  })
  return null
}

async function show(db: Db, departure: Departure): Promise<Shown> {
  const user = await userById(db, departure.userId)
  const sequences = (await sequencesOf(db, departure.userId)).filter(
    (one) => one.deletedAt === null,
  )
  let openEnrollments = 0
  for (const { id } of sequences) openEnrollments += await countOpen(db, id)
  const name = user?.name ?? ''
  return {
    user: { id: departure.userId, name, address: user?.address ?? '' },
    cause: departure.cause,
    state: departure.state,
    seenAt: departure.seenAt,
    confirmedAt: departure.confirmedAt,
    sequences: sequences.length,
    openEnrollments,
    text: `${name} ${whatBecame(departure.cause)}. ${whatNow(
      departure,
      sequences.some((one) => one.halt === 'pause'),
    )}`,
  }
}

function whatNow({ state }: Departure, waits: boolean): string {
  switch (state) {
    case 'doubted':
      return 'This is looked at again before anything happens.'
    case 'asked':
      return 'Many are gone at once, so everything is paused: let the enrollments end, keep them running, or hand the sequences over.'
    case 'removed':
      return waits
        ? 'The enrollments are paused until the sequences are handed over.'
        : 'The enrollments in this person’s sequences have ended, or the sequences were handed over.'
    case 'kept':
      return 'An administrator let the sequences run on.'
    default: {
      const never: never = state
      return never
    }
  }
}
