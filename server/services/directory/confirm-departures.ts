/** The second look at people who seem to be gone: only what the directory says twice is believed. */

import { later, type Instant } from '../../domain/time/instant.ts'
import {
  isTooMany,
  mailboxGoneMs,
  secondLookMs,
  togetherMs,
  type Removal,
} from '../../domain/directory/owner.ts'
import { lacksMailbox, standingOf, type Standing } from '../../graph/users-delta.ts'
import type { Db } from '../../store/db/db.ts'
import { usersWithoutMailbox } from '../../store/directory/directory.ts'
import { mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import {
  goneTogether,
  putRemoval,
  removalOf,
  removalsOfMailboxes,
  removalsSeenTwice,
  removalsToLookAt,
  setLookAt,
} from '../../store/directory/departures.ts'
import { userById } from '../../store/directory/users.ts'
import type { Chore } from '../job.ts'
import type { Context } from '../context.ts'
import { removeOwner, welcomeBack } from './owner-departure.ts'

const looksAtOnce = 100

/**
 * Looks again at everybody whose time has come. All are asked about before anybody is believed to be gone, for how many
 * they are decides whether an administrator is asked first.
 */
export async function lookAgain(chore: Chore): Promise<void> {
  const { db } = chore.context
  const now = chore.context.clock.now()
  for (;;) {
    const due = await removalsToLookAt(db, now, looksAtOnce)
    for (const removal of due) await lookAt(chore, removal, now)
    if (due.length < looksAtOnce) break
  }
  await lookAtMailboxes(chore, now)
  await believe(chore, now)
}

async function lookAt(chore: Chore, removal: Removal, now: Instant): Promise<void> {
  const { context } = chore
  const user = await userById(context.db, removal.userId)
  if (!user) throw new Error(`Removal of ${removal.userId} lacks its user.`)
  await chore.goOn()
  const standing = await standingOf(context.ask, user.oid)
  await context.db.transaction(async (tx) => {
    // Meanwhile an administrator may have decided.
    const known = await removalOf(tx, user.id)
    if (known?.state !== removal.state) return
    await conclude(tx, context, known, standing, now)
  })
}

async function conclude(
  tx: Db,
  context: Context,
  removal: Removal,
  standing: Standing,
  now: Instant,
): Promise<void> {
  if (standing === 'unclear') {
    await setLookAt(tx, removal.userId, later(now, secondLookMs))
    return
  }
  if (standing === 'there') {
    if (removal.cause === 'mailbox-gone') await setLookAt(tx, removal.userId, null)
    else await welcomeBack(tx, context, removal.userId)
    return
  }
  // Seen twice: still `doubted`, with nothing left to look at, until all of this round are known.
  const cause = removal.cause === 'no-seat' ? removal.cause : standing
  await putRemoval(tx, { ...removal, cause, lookAt: null })
}

/** Mailboxes out of reach for a week; the person may well be there, so it is the mailbox that is looked at. */
async function lookAtMailboxes(chore: Chore, now: Instant): Promise<void> {
  const { context } = chore
  const { db } = context
  for (const userId of await usersWithoutMailbox(db, later(now, -mailboxGoneMs))) {
    const user = await userById(db, userId)
    const mailbox = await mailboxOfUser(db, userId)
    if (!user || mailbox?.holdSince == null) continue
    await chore.goOn()
    if (!(await lacksMailbox(context.ask, user.oid))) continue
    await db.transaction(async (tx) => {
      if (await removalOf(tx, userId)) return
      await putRemoval(tx, {
        userId,
        cause: 'mailbox-gone',
        state: 'doubted',
        seenAt: mailbox.holdSince ?? now,
        lookAt: null,
        confirmedAt: null,
        decidedBy: null,
      })
    })
  }
  for (const { userId } of await removalsOfMailboxes(db)) {
    const mailbox = await mailboxOfUser(db, userId)
    if (mailbox?.holdReason === 'mailbox-disconnected') continue
    await db.transaction((tx) => welcomeBack(tx, context, userId))
  }
}

/** Whoever was seen gone twice is removed; too many at once, and an administrator is asked instead. */
async function believe({ context }: Chore, now: Instant): Promise<void> {
  await context.db.transaction(async (tx) => {
    const certain = await removalsSeenTwice(tx)
    if (certain.length === 0) return
    const tooMany = isTooMany(await goneTogether(tx, later(now, -togetherMs)))
    for (const removal of certain) {
      const state = tooMany ? 'asked' : 'removed'
      await removeOwner(tx, context, { ...removal, state, confirmedAt: now })
    }
    if (tooMany)
      context.report({
        event: 'many-owners-gone',
        mailbox: 'directory',
        error: `${String(certain.length)} users are gone at once: an administrator has to decide, see GET /api/removals`,
      })
  })
}
