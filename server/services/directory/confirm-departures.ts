/** The second look at people who seem to be gone: only what the directory says twice is believed. */

import { later, type Instant } from '../../domain/time/instant.ts'
import {
  isTooMany,
  mailboxGoneMs,
  secondCheckMs,
  togetherMs,
  type Departure,
} from '../../domain/directory/owner.ts'
import { lacksMailbox, accountStateOf, type AccountState } from '../../graph/users-delta.ts'
import type { Db } from '../../store/db/db.ts'
import { usersWithoutMailbox } from '../../store/directory/directory.ts'
import { mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import {
  goneTogether,
  putDeparture,
  departureOf,
  departuresOfMailboxes,
  departuresSeenTwice,
  departuresToCheck,
  setCheckAt,
} from '../../store/directory/departures.ts'
import { userById } from '../../store/directory/users.ts'
import type { Job } from '../job.ts'
import type { Context } from '../context.ts'
import { ownerDeparted, ownerReturned } from './owner-departure.ts'

const checksAtOnce = 100

/**
 * Looks again at everybody whose time has come. All are asked about before anybody is believed to be gone, for how many
 * they are decides whether an administrator is asked first.
 */
export async function lookAgain(job: Job): Promise<void> {
  const { db } = job.context
  const now = job.context.clock.now()
  for (;;) {
    const due = await departuresToCheck(db, now, checksAtOnce)
    for (const departure of due) await checkAt(job, departure, now)
    if (due.length < checksAtOnce) break
  }
  await checkMailboxes(job, now)
  await believe(job, now)
}

async function checkAt(job: Job, departure: Departure, now: Instant): Promise<void> {
  const { context } = job
  const user = await userById(context.db, departure.userId)
  if (!user) throw new Error(`Departure of ${departure.userId} lacks its user.`)
  await job.renewLease()
  const standing = await accountStateOf(context.ask, user.oid)
  await context.db.transaction(async (tx) => {
    // Meanwhile an administrator may have decided.
    const known = await departureOf(tx, user.id)
    if (known?.state !== departure.state) return
    await conclude(tx, context, known, standing, now)
  })
}

async function conclude(
  tx: Db,
  context: Context,
  departure: Departure,
  standing: AccountState,
  now: Instant,
): Promise<void> {
  if (standing === 'unclear') {
    await setCheckAt(tx, departure.userId, later(now, secondCheckMs))
    return
  }
  if (standing === 'there') {
    if (departure.cause === 'mailbox-gone') await setCheckAt(tx, departure.userId, null)
    else await ownerReturned(tx, context, departure.userId)
    return
  }
  // Seen twice: still `doubted`, with nothing left to look at, until all of this round are known.
  const cause = departure.cause === 'no-seat' ? departure.cause : standing
  await putDeparture(tx, { ...departure, cause, checkAt: null })
}

/** Mailboxes out of reach for a week; the person may well be there, so it is the mailbox that is looked at. */
async function checkMailboxes(job: Job, now: Instant): Promise<void> {
  const { context } = job
  const { db } = context
  for (const userId of await usersWithoutMailbox(db, later(now, -mailboxGoneMs))) {
    const user = await userById(db, userId)
    const mailbox = await mailboxOfUser(db, userId)
    if (!user || mailbox?.pausedSince == null) continue
    await job.renewLease()
    if (!(await lacksMailbox(context.ask, user.oid))) continue
    await db.transaction(async (tx) => {
      if (await departureOf(tx, userId)) return
      await putDeparture(tx, {
        userId,
        cause: 'mailbox-gone',
        state: 'doubted',
        seenAt: mailbox.pausedSince ?? now,
        checkAt: null,
        confirmedAt: null,
        decidedBy: null,
      })
    })
  }
  for (const { userId } of await departuresOfMailboxes(db)) {
    const mailbox = await mailboxOfUser(db, userId)
    if (mailbox?.pauseKind === 'mailbox-disconnected') continue
    await db.transaction((tx) => ownerReturned(tx, context, userId))
  }
}

/** Whoever was seen gone twice is removed; too many at once, and an administrator is asked instead. */
async function believe({ context }: Job, now: Instant): Promise<void> {
  await context.db.transaction(async (tx) => {
    const certain = await departuresSeenTwice(tx)
    if (certain.length === 0) return
    const tooMany = isTooMany(await goneTogether(tx, later(now, -togetherMs)))
    for (const departure of certain) {
      const state = tooMany ? 'asked' : 'removed'
      await ownerDeparted(tx, context, { ...departure, state, confirmedAt: now })
    }
    if (tooMany)
      context.report({
        event: 'many-owners-gone',
        mailbox: 'directory',
        error: `${String(certain.length)} users are gone at once: an administrator has to decide, see GET /api/departures`,
      })
  })
}
