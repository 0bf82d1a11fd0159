/** Reads who changed in the directory since the last look, and once a day who is there at all. */

import { z } from 'zod'
import { secondCheckMs } from '../../domain/directory/owner.ts'
import { dayMs, later, type Instant } from '../../domain/time/instant.ts'
import type { User } from '../../domain/directory/user.ts'
import { directoryPage, type PersonChange } from '../../graph/users-delta.ts'
import type { Db } from '../../store/db/db.ts'
import { markSeen, unseenUsers } from '../../store/directory/directory.ts'
import { metaValue, putMeta } from '../../store/db/meta.ts'
import { putDeparture, departureOf, setCheckAt } from '../../store/directory/departures.ts'
import { sequencesOf } from '../../store/sequences/sequences.ts'
import { renameUser, usersByOids } from '../../store/directory/users.ts'
import type { Job } from '../job.ts'

const kept = z.object({
  /** Where to go on; null: with a complete look. */
  link: z.string().nullable(),
  /** When the complete look that is going on began; null: none is. */
  roundAt: z.string().nullable(),
  /** When the last complete look began. */
  fullAt: z.string().nullable(),
})
type Bookmark = z.infer<typeof kept>

/**
 * Reads on from the stored link, page by page; whoever is missing or disabled comes into doubt, and nothing more. A delta
 * tells of changes only, so once a day everybody is counted: whoever was deleted while nobody looked is missing then.
 */
export async function readDirectory(job: Job): Promise<void> {
  const { context } = job
  const now = context.clock.now()
  let at = begin(await bookmarkOf(context.db), now)
  for (;;) {
    await job.renewLease()
    const page = await directoryPage(context.ask, at.link)
    if (!page) {
      at = { link: null, roundAt: now, fullAt: at.fullAt }
      continue
    }
    const { roundAt } = at
    const after: Bookmark =
      page.complete && roundAt !== null
        ? { link: page.link, roundAt: null, fullAt: roundAt }
        : { ...at, link: page.link }
    await context.db.transaction(async (tx) => {
      await takeIn(tx, page.changes, { roundAt, now })
      if (page.complete && roundAt !== null)
        for (const userId of await unseenUsers(tx, roundAt)) await doubt(tx, userId, 'deleted', now)
      await putMeta(tx, 'directory-check', JSON.stringify(after))
    })
    if (page.complete) return
    at = after
  }
}

async function bookmarkOf(db: Db): Promise<Bookmark> {
  const text = await metaValue(db, 'directory-check')
  return text === null ? { link: null, roundAt: null, fullAt: null } : kept.parse(JSON.parse(text))
}

function begin(at: Bookmark, now: Instant): Bookmark {
  const isOld = at.fullAt === null || later(at.fullAt, dayMs) <= now
  return at.link === null || (at.roundAt === null && isOld)
    ? { link: null, roundAt: now, fullAt: at.fullAt }
    : at
}

/** Strangers leave no trace: only people whom the product knows are looked at. */
async function takeIn(
  tx: Db,
  changes: PersonChange[],
  { roundAt, now }: { roundAt: Instant | null; now: Instant },
): Promise<void> {
  const users = new Map(
    (await usersByOids(tx, [...new Set(changes.map((one) => one.oid))])).map((one) => [
      one.oid,
      one,
    ]),
  )
  const seen: string[] = []
  for (const change of changes) {
    const user = users.get(change.oid)
    if (!user) continue
    if (change.removed) {
      await doubt(tx, user.id, 'deleted', now, user)
      continue
    }
    seen.push(user.id)
    await follow(tx, user, change)
    if (change.enabled === false) await doubt(tx, user.id, 'disabled', now, user)
    else await lookForReturn(tx, user.id, now)
  }
  if (roundAt !== null)
    for (let from = 0; from < seen.length; from += 200)
      await markSeen(tx, seen.slice(from, from + 200), roundAt)
}

/** First seen: nothing happens yet but that the person is looked at again in a quarter of an hour. */
async function doubt(
  tx: Db,
  userId: string,
  cause: 'deleted' | 'disabled',
  now: Instant,
  user: User | null = null,
): Promise<void> {
  if (await departureOf(tx, userId)) return
  const concernsNobody = user?.seat === 'none' && (await sequencesOf(tx, userId)).length === 0
  if (concernsNobody) return
  await putDeparture(tx, {
    userId,
    cause,
    state: 'doubted',
    seenAt: now,
    checkAt: later(now, secondCheckMs),
    confirmedAt: null,
    decidedBy: null,
  })
}

/** Somebody thought to be gone has shown up: asked about at once. */
async function lookForReturn(tx: Db, userId: string, now: Instant): Promise<void> {
  const departure = await departureOf(tx, userId)
  if (departure && departure.cause !== 'no-seat') await setCheckAt(tx, userId, now)
}

async function follow(tx: Db, user: User, change: PersonChange): Promise<void> {
  const name = change.name ?? user.name
  const address = change.address ?? user.address
  if (name !== user.name || address !== user.address)
    await renameUser(tx, user.id, { name, address })
}
