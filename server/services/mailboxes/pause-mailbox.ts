/** Pauses every email of a mailbox, and lets them go: kept with the mailbox, not written to each enrollment. */

import type { Instant } from '../../domain/time/instant.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { GraphError } from '../../graph/errors.ts'
import type { Departure } from '../../domain/directory/owner.ts'
import type { Db } from '../../store/db/db.ts'
import { hasOpenEnrollments } from '../../store/enrollments/enrollments.ts'
import { keepSettings, setMailboxPause } from '../../store/mailboxes/mailboxes.ts'
import { departureOf } from '../../store/directory/departures.ts'
import { userById } from '../../store/directory/users.ts'
import { recheckIn, type MailboxSync } from './mailbox-sync.ts'

/** Paused again for the same reason, it has been paused since the first time. */
export async function pauseMailbox(
  sync: MailboxSync,
  reason: NonNullable<Mailbox['pauseKind']>,
  until: Instant | null,
): Promise<void> {
  const { mailbox, context } = sync
  const since = mailbox.pauseKind === reason ? mailbox.pausedSince : null
  const pause = { reason, since: since ?? context.clock.now(), until }
  await setMailboxPause(context.db, sync.lease, pause)
  sync.mailbox = { ...mailbox, pauseKind: reason, pausedSince: pause.since, pausedUntil: until }
}

export async function resumeMailbox(sync: MailboxSync): Promise<void> {
  await setMailboxPause(sync.context.db, sync.lease, null)
  sync.mailbox = { ...sync.mailbox, pauseKind: null, pausedSince: null, pausedUntil: null }
}

/** Nobody is let in. What its settings said is as good as forgotten: they are looked at again before any email goes. */
export async function disconnect(sync: MailboxSync): Promise<void> {
  await pauseMailbox(sync, 'mailbox-disconnected', null)
  const { id, timeZone } = sync.mailbox
  await keepSettings(sync.context.db, id, { timeZone, dueAt: sync.context.clock.now() })
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
 * Whether emails may go from here: nothing pauses the mailbox, and its owner is there and has a seat. Settings that fell due within the
 * sync (its clock was moved, or it took long) are looked at first, by the next one.
 */
export async function maySend(sync: MailboxSync): Promise<boolean> {
  const { context, mailbox } = sync
  if (mailbox.pauseKind !== null || !(await hasOwner(sync))) return false
  if (mailbox.settingsDueAt > context.clock.now()) return true
  if (await hasOpenEnrollments(context.db, mailbox.id)) recheckIn(sync, 0)
  return false
}

/**
 * Whether calls and to-dos come due here: they are no mail, and a rep whose automatic replies are on may be at the telephone. In
 * a mailbox that cannot be read nobody knows whether the contact has answered.
 */
export async function mayCall(sync: MailboxSync): Promise<boolean> {
  const { pauseKind } = sync.mailbox
  return (pauseKind === null || pauseKind === 'rep-away') && (await hasOwner(sync))
}

async function hasOwner({ context, mailbox }: MailboxSync): Promise<boolean> {
  const owner = await userById(context.db, mailbox.userId)
  return owner !== null && owner.seat !== 'none' && !(await goneOwner(context.db, owner.id))
}

/** The departure of a user in whose name nothing is written any more; null while the user is there, or only in doubt. */
export async function goneOwner(db: Db, userId: string): Promise<Departure | null> {
  const departure = await departureOf(db, userId)
  return departure?.state === 'removed' || departure?.state === 'asked' ? departure : null
}
