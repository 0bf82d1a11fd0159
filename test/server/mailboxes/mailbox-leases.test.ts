/** Leases: one process works a mailbox at a time, a dead one's lease runs out, and a former owner has no say. */

import { join } from 'node:path'
import type { Lease } from '../../../server/domain/mailboxes/mailbox.ts'
import type { ClosableDb } from '../../../server/store/db/db.ts'
import {
  addMailbox,
  mailboxById,
  keepProgress,
  markRead,
  requestSync,
  rewindCursor,
} from '../../../server/store/mailboxes/mailboxes.ts'
import {
  endSync,
  leaseDue,
  releaseLeases,
  renewLease,
} from '../../../server/store/mailboxes/mailbox-leases.ts'
import { migrate } from '../../../server/store/migrations/migrate.ts'
import { openSqlite } from '../../../server/store/db/sqlite.ts'
import { putUser } from '../../../server/store/directory/users.ts'
import { aUser, start } from '../../support/server/makers.ts'
import { withTempFolder } from '../../support/temp-folder.ts'

async function withMailboxes(
  many: number,
  use: (db: ClosableDb, other: ClosableDb) => Promise<void>,
): Promise<void> {
  await withTempFolder(async (dir) => {
    const file = join(dir, 'store.sqlite')
    const [db, other] = [openSqlite(file), openSqlite(file)]
    try {
      await migrate(db, 'sandbox', () => 'key')
      for (let index = 0; index < many; index += 1) {
        const id = `m-${String(index)}`
        const user = aUser({ id: `u-${id}`, oid: id, address: `${id}@contoso.example` })
        await putUser(db, user)
        await addMailbox(db, { id, userId: user.id, address: user.address, connectedAt: start })
      }
      await use(db, other)
    } finally {
      db.close()
      other.close()
    }
  })
}

const claim = (db: ClosableDb, owner: string, real = 1000): Promise<Lease | null> =>
  leaseDue(db, { owner, now: start, real, untilReal: real + 60_000 })

const over = (given: Partial<Parameters<typeof endSync>[2]> = {}) => ({
  syncsDone: 0,
  dueAt: '2026-03-02T09:15:00.000Z',
  now: start,
  notBeforeReal: 0,
  restMs: 0,
  failed: given.error !== undefined && given.error !== null,
  error: null,
  ...given,
})

test('two processes never get the same mailbox', async () => {
  await withMailboxes(40, async (db, other) => {
    const claims = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        claim(index % 2 ? db : other, `p${String(index % 2)}#${String(index)}`),
      ),
    )
    const ids = claims.flatMap((lease) => (lease ? [lease.mailbox.id] : []))
    expect(ids).toHaveLength(40)
    expect(new Set(ids).size).toBe(40)
  })
})

test('a lease holds for its time and is then taken over', async () => {
  await withMailboxes(1, async (db, other) => {
    expect(await claim(db, 'first')).not.toBeNull()
    expect(await claim(other, 'second', 60_999)).toBeNull()
    expect((await claim(other, 'second', 61_000))?.owner).toBe('second')
  })
})

test('a renewed lease holds on; a lost one cannot be renewed', async () => {
  await withMailboxes(1, async (db, other) => {
    const lease = await claim(db, 'first')
    if (!lease) throw new Error('Nothing was due.')
    expect(await renewLease(db, lease, 100_000)).toBe(true)
    expect(await claim(other, 'second', 61_000)).toBeNull()
    await claim(other, 'second', 100_000)
    expect(await renewLease(db, lease, 200_000)).toBe(false)
  })
})

test('a former owner changes nothing, neither by ending its sync nor by marking a read', async () => {
  await withMailboxes(1, async (db, other) => {
    const lease = await claim(db, 'first')
    if (!lease) throw new Error('Nothing was due.')
    await claim(other, 'second', 100_000)
    const before = await mailboxById(db, 'm-0')
    await endSync(db, lease, over({ error: 'late' }))
    await markRead(db, lease, lease.mailbox, {
      readFrom: '2027-01-01T00:00:00.000Z',
      readAt: start,
      readReal: 5,
      deep: true,
      pageSize: 50,
    })
    expect(await mailboxById(db, 'm-0')).toEqual(before)
    expect(await claim(db, 'third', 100_001)).toBeNull()
  })
})

test('a sync request during a sync keeps the mailbox due; without one it rests until its time', async () => {
  await withMailboxes(1, async (db) => {
    const lease = await claim(db, 'first')
    if (!lease) throw new Error('Nothing was due.')
    await requestSync(db, 'm-0', 1, start)
    await endSync(db, lease, over({ syncsDone: lease.mailbox.syncRequests }))
    const again = await claim(db, 'second')
    if (!again) throw new Error('The sync request was lost.')
    await endSync(db, again, over({ syncsDone: again.mailbox.syncRequests }))
    expect(await claim(db, 'third')).toBeNull()
  })
})

test('the cursor only moves forward', async () => {
  await withMailboxes(1, async (db) => {
    const lease = await claim(db, 'first')
    if (!lease) throw new Error('Nothing was due.')
    const read = { readAt: start, readReal: 5, deep: false, pageSize: 50 }
    await markRead(db, lease, lease.mailbox, { ...read, readFrom: '2026-03-02T10:00:00.000Z' })
    const read1 = await mailboxById(db, 'm-0')
    if (!read1) throw new Error('The mailbox is gone.')
    expect(
      await markRead(db, lease, read1, { ...read, readFrom: '2026-03-02T09:30:00.000Z' }),
    ).toBe('complete')
    expect((await mailboxById(db, 'm-0'))?.readFrom).toBe('2026-03-02T10:00:00.000Z')
  })
})

test('a read that began before somebody asked for more counts for nothing', async () => {
  await withMailboxes(1, async (db) => {
    const lease = await claim(db, 'first')
    if (!lease) throw new Error('Nothing was due.')
    await rewindCursor(db, 'm-0', '2026-02-01T10:00:00.000Z')
    const read = { readAt: start, readReal: 5, deep: true, pageSize: 50 }
    const readFrom = '2026-03-02T10:00:00.000Z'
    expect(await markRead(db, lease, lease.mailbox, { ...read, readFrom })).toBe('rewound')
    const unfinished = { at: readFrom, deep: true, deepWants: 0, pageSize: 50 }
    expect(await keepProgress(db, lease, lease.mailbox, unfinished)).toBe(false)
    expect(await mailboxById(db, 'm-0')).toMatchObject({
      readFrom: '2026-02-01T10:00:00.000Z',
      readReal: 0,
    })
  })
})

test.each([
  ['before it', '2026-03-02T10:00:00.000Z', '2026-03-02T09:50:00.000Z'],
  ['after it', '2026-03-02T13:00:00.000Z', '2026-03-02T12:00:00.000Z'],
])(
  'a rewind to a moment %s brings an unfinished read back to there or leaves it',
  async (_words, to, at) => {
    await withMailboxes(1, async (db) => {
      const lease = await claim(db, 'first')
      if (!lease) throw new Error('Nothing was due.')
      const reached = { at: '2026-03-02T12:00:00.000Z', deep: false, deepWants: 0, pageSize: 200 }
      await keepProgress(db, lease, lease.mailbox, reached)
      await rewindCursor(db, 'm-0', to)
      expect((await mailboxById(db, 'm-0'))?.unfinishedRead?.at).toBe(at)
    })
  },
)

test('failures are counted until a sync succeeds', async () => {
  await withMailboxes(1, async (db) => {
    for (const [error, attempts] of [
      ['504', 1],
      ['504', 2],
      [null, 0],
    ] as const) {
      const lease = await claim(db, `sync-${String(attempts)}`)
      if (!lease) throw new Error('Nothing was due.')
      await endSync(db, lease, over({ error, dueAt: start }))
      expect(await mailboxById(db, 'm-0')).toMatchObject({ attempts, lastError: error })
    }
  })
})

test('a process that starts again gives back its own leases and nobody else’s', async () => {
  await withMailboxes(3, async (db) => {
    for (const owner of ['host_1:3000#1-1', 'hostX1:3000#1-1', 'host_1:30001#1-1'])
      await claim(db, owner)
    await releaseLeases(db, 'host_1:3000')
    expect(await claim(db, 'next')).not.toBeNull()
    expect(await claim(db, 'next')).toBeNull()
  })
})
