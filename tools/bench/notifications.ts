/** Notifications taken in and stored durably, against an Express handler that only answers 202 and stores nothing. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import express from 'express'
import sql from 'sql-template-tag'
import { notificationsEndpoint } from '../../server/http/notifications-endpoint.ts'
import { openNotificationInbox } from '../../server/services/mailboxes/receive-notifications.ts'
import type { Context } from '../../server/services/context.ts'
import { addMailbox } from '../../server/store/mailboxes/mailboxes.ts'
import { migrate } from '../../server/store/migrations/migrate.ts'
import { openSqlite } from '../../server/store/db/sqlite.ts'
import { putSubscription } from '../../server/store/mailboxes/subscriptions.ts'
import { putUser } from '../../server/store/directory/users.ts'
import type { Figure } from './figure.ts'
import { median } from './median.ts'

const run = promisify(execFile)
const load = fileURLToPath(new URL('./load.js', import.meta.url))
const now = '2026-03-02T10:00:00.000Z'
const secret = 's'.repeat(43)
const rounds = 3

/** One notification as Graph posts it (Microsoft's "change notifications" shape). */
const notification = JSON.stringify({
  value: [
    {
      subscriptionId: 'subscription-1',
      subscriptionExpirationDateTime: '2026-03-09T10:00:00Z',
      clientState: secret,
      changeType: 'created',
      resource: 'Users/user-1/Messages/mail-1',
      tenantId: 'tenant-1',
      resourceData: { '@odata.type': '#Microsoft.Graph.Message', id: `mail-${'x'.repeat(120)}` },
    },
  ],
})

/** `scratch` is a folder on a real disk: a durable commit costs nothing in memory. */
export async function measureNotifications(scratch: string): Promise<Figure[]> {
  const folder = mkdtempSync(join(scratch, 'bench-notifications-'))
  const db = openSqlite(join(folder, 'store.sqlite'))
  await migrate(db, 'sandbox', () => 'key')
  await putUser(db, {
    id: 'user-1',
    oid: 'user-1',
    address: 'rita@contoso.example',
    name: 'Rita',
    seat: 'professional',
    role: 'rep',
    managerId: null,
    createdAt: now,
  })
  await addMailbox(db, {
    id: 'user-1',
    userId: 'user-1',
    address: 'rita@contoso.example',
    connectedAt: now,
  })
  await putSubscription(
    db,
    {
      id: 'subscription-1',
      mailboxId: 'user-1',
      about: 'mail',
      clientState: secret,
      expiresAt: '2026-03-09T10:00:00.000Z',
      checkAt: '2026-03-03T10:00:00.000Z',
    },
    now,
  )
  const context: Context = {
    db,
    watch: (watcher) => db.watch(watcher),
    ask: () => Promise.reject(new Error('Nothing is asked of Graph here.')),
    clock: {
      now: () => now,
      real: () => Date.now(),
      readings: () => ({ monotonic: 0, wall: 0, uptime: 0 }),
    },
    pace: { gapMs: 0, perMinute: 1, perDay: 1 },
    publicUrl: '',
    notificationUrl: '',
    messageIdKey: '',
    admins: [],
    report: () => undefined,
    wake: () => undefined,
  }
  const endpoint = notificationsEndpoint(openNotificationInbox(context), (error) =>
    console.error(error),
  )
  const bare = express()
  bare.post('/graph/notifications', (_request, response) => void response.sendStatus(202))
  const ours = await listen(http.createServer(endpoint))
  const theirs = await listen(http.createServer(bare))
  const rates: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
  for (let round = 0; round < rounds; round += 1) {
    rates.theirs.push(await perSecond(theirs))
    rates.ours.push(await perSecond(ours))
  }
  const stored = await db.one<{ sync_requests: number }>(
    sql`select sync_requests from mailboxes where id = 'user-1'`,
  )
  for (const server of [ours, theirs]) server.close()
  db.close()
  rmSync(folder, { recursive: true })
  const [a, b] = [median(rates.ours), median(rates.theirs)]
  return [
    { what: 'accepted and stored for good, a second', value: a.toFixed(0), aim: '' },
    { what: 'Express answering 202 and storing nothing, a second', value: b.toFixed(0), aim: '' },
    { what: 'ratio', value: `${(a / b).toFixed(2)} x`, aim: 'more than 1' },
    {
      what: 'notifications found in the store afterwards',
      value: String(stored?.sync_requests),
      aim: 'every accepted one',
    },
  ]
}

function listen(server: http.Server): Promise<http.Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

async function perSecond(server: http.Server): Promise<number> {
  const { port } = server.address() as AddressInfo
  const { stdout } = await run(process.execPath, [
    load,
    `http://127.0.0.1:${String(port)}/graph/notifications`,
    '3',
    '32',
    notification,
  ])
  const { perSecond: rate, refused } = JSON.parse(stdout) as { perSecond: number; refused: number }
  if (refused > 0) throw new Error(`${String(refused)} posts were not answered with 202.`)
  return rate
}
