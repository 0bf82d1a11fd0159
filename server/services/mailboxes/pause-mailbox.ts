/** Holds every letter of a mailbox back, and lets them go: kept with the mailbox, not written to each enrollment. */

import type { Instant } from '../../domain/time/instant.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { GraphError } from '../../graph/errors.ts'
import type { Removal } from '../../domain/directory/owner.ts'
import type { Db } from '../../store/db/db.ts'
import { hasOpenEnrollments } from '../../store/enrollments/enrollments.ts'
import { keepSettings, setMailboxHold } from '../../store/mailboxes/mailboxes.ts'
import { removalOf } from '../../store/directory/departures.ts'
import { userById } from '../../store/directory/users.ts'
import { lookAgainIn, type Turn } from './mailbox-sync.ts'

/** Held again for the same reason, it has been held since the first time. */
export async function holdMailbox(
  turn: Turn,
  reason: NonNullable<Mailbox['holdReason']>,
  until: Instant | null,
): Promise<void> {
  const { mailbox, context } = turn
  const since = mailbox.holdReason === reason ? mailbox.holdSince : null
  const hold = { reason, since: since ?? context.clock.now(), until }
  await setMailboxHold(context.db, turn.lease, hold)
  turn.mailbox = { ...mailbox, holdReason: reason, holdSince: hold.since, holdUntil: until }
}

export async function letMailboxGo(turn: Turn): Promise<void> {
  await setMailboxHold(turn.context.db, turn.lease, null)
  turn.mailbox = { ...turn.mailbox, holdReason: null, holdSince: null, holdUntil: null }
}

/** Nobody is let in. What its settings said is as good as forgotten: they are looked at again before any letter goes. */
export async function disconnect(turn: Turn): Promise<void> {
  await holdMailbox(turn, 'mailbox-disconnected', null)
  const { id, timeZone } = turn.mailbox
  await keepSettings(turn.context.db, id, { timeZone, dueAt: turn.context.clock.now() })
}

/**
 * Whether a failure to read a mailbox says that it is not there, or that we may not enter it. A network that fails, a busy
 * Graph or our own sign-in say nothing about the mailbox.
 */
export function isDisconnection(error: unknown): boolean {
  if (!(error instanceof GraphError)) return false
  return error.kind === 'no-mailbox' || error.kind === 'not-found' || error.status === 403
}

/**
 * Whether letters may go from here: nothing holds the mailbox, and its owner is there and has a seat. Settings that fell due within the
 * turn (its clock was moved, or it took long) are looked at first, by the next one.
 */
export async function maySend(turn: Turn): Promise<boolean> {
  const { context, mailbox } = turn
  if (mailbox.holdReason !== null) return false
  const owner = await userById(context.db, mailbox.userId)
  if (owner === null || owner.seat === 'none' || (await goneOwner(context.db, owner.id)))
    return false
  if (mailbox.settingsDueAt > context.clock.now()) return true
  if (await hasOpenEnrollments(context.db, mailbox.id)) lookAgainIn(turn, 0)
  return false
}

/** The removal of a user in whose name nothing is written any more; null while the user is there, or only in doubt. */
export async function goneOwner(db: Db, userId: string): Promise<Removal | null> {
  const removal = await removalOf(db, userId)
  return removal?.state === 'removed' || removal?.state === 'asked' ? removal : null
}
