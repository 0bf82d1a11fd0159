/** A bare Graph of a bench's own, and what the services are handed to ask it. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { realClock } from '../../server/clock-follower.ts'
import { openGraph } from '../../server/graph/client.ts'
import type { Pace } from '../../server/domain/outbound/pace.ts'
import type { Context } from '../../server/services/context.ts'
import type { ClosableDb } from '../../server/store/db/db.ts'

/** Answers its address, once it listens. */
export function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`)
    })
  })
}

/** `close` closes the store. */
export function contextAgainst(
  base: string,
  db: ClosableDb,
  pace: Pace,
): Context & { close(): void } {
  return {
    db,
    watch: (watcher) => db.watch(watcher),
    ask: openGraph(`${base}/`, () => Promise.resolve('token')),
    clock: realClock,
    pace,
    publicUrl: 'https://sales.contoso.example',
    notificationUrl: 'https://sales.contoso.example/graph/notifications',
    messageIdKey: 'key',
    admins: [],
    report: () => undefined,
    wake: () => undefined,
    close: () => {
      db.close()
    },
  }
}
