/** Starts the server: configuration, store, clocks, Graph, loop and listener, in this order; and stops them politely. */

import { existsSync, mkdirSync } from 'node:fs'
import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http'
import { createServer } from 'node:https'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { apiScope } from '../shared/sign-in.ts'
import { followClock, realClock, type FollowedClock } from './clock-follower.ts'
import { ConfigError, readConfig, type Config } from './config/config.ts'
import type { Clock } from './domain/time/clock.ts'
import { openGraph } from './graph/client.ts'
import { graphToken } from './graph/token.ts'
import { createApp } from './http/app.ts'
import { tokenCheck } from './http/api/auth.ts'
import { notificationPath, notificationsEndpoint } from './http/notifications-endpoint.ts'
import { openLoop } from './worker/loop.ts'
import { openNotificationInbox } from './services/mailboxes/receive-notifications.ts'
import { newSecret, type Context } from './services/context.ts'
import { addMissingJobs } from './worker/job-worker.ts'
import { releaseJobs } from './store/jobs/jobs.ts'
import { releaseClaims } from './store/jobs/idempotency.ts'
import { releaseLeases } from './store/mailboxes/mailbox-leases.ts'
import { migrate, OtherVersionError, WrongWorldError } from './store/migrations/migrate.ts'
import { metaValue } from './store/db/meta.ts'
import { openSqlite } from './store/db/sqlite.ts'

const root = projectRoot(dirname(fileURLToPath(import.meta.url)))
const syncsAtOnce = 8
const clockTries = 60
const stopMs = 25_000

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel, base: null })
  mkdirSync(config.dataDir, { recursive: true })
  const db = openSqlite(join(config.dataDir, 'sequences.sqlite'))
  await migrate(db, config.world, newSecret)

  const processName = `${hostname()}:${String(config.port)}`
  const followed = config.clockUrl === null ? null : await firstTime(config.clockUrl, processName)
  const clock: Clock = followed ?? realClock
  const context: Context = {
    db,
    watch: (watcher) => db.watch(watcher),
    ask: openGraph(config.graphBaseUrl, graphToken(config.identity)),
    clock,
    pace: config.pace,
    publicUrl: config.publicUrl,
    notificationUrl: `${config.publicUrl}${notificationPath}`,
    messageIdKey: (await metaValue(db, 'message-id-key')) ?? '',
    admins: config.admins,
    report: (event) => {
      log.warn(event)
    },
    wake: () => {
      loop?.wake()
    },
  }
  const onFault = (error: unknown): void => {
    log.error({
      event: 'fault',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  }
  let loop: ReturnType<typeof openLoop> | null = null
  const app = createApp({
    context,
    config,
    pages: {
      signIn: {
        clientId: config.identity.clientId,
        authority: `${config.identity.issuerUrl}/${config.identity.tenantId}`,
        scope: apiScope(config.identity.clientId),
      },
      webDir: join(root, 'dist', 'web'),
      manifestFile: join(root, 'manifest.xml'),
    },
    checkToken: tokenCheck(config.identity),
    processName,
    watch: (watcher) => db.watch(watcher),
    log,
    isReady: () => loop !== null,
  })
  const notifications = notificationsEndpoint(openNotificationInbox(context), onFault)
  const server = await listen(config, (request, response) => {
    if (request.url?.split('?', 1)[0] === notificationPath) notifications(request, response)
    else app(request, response)
  })
  // Nobody else can bear this name now: the port is ours.
  await releaseLeases(db, processName)
  await releaseJobs(db, processName)
  await releaseClaims(db, processName)
  await addMissingJobs(context)
  const running = openLoop(context, { processName, syncsAtOnce, onFault })
  loop = running
  followed?.follow(() => running.settle())
  log.info({ event: 'listening', url: config.publicUrl, world: config.world })

  let stopping = false
  const stop = async (): Promise<void> => {
    // A second signal means it; and no sync is waited for longer than a service is given to stop. A crash is safe.
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), stopMs).unref()
    server.close()
    server.closeIdleConnections()
    followed?.close()
    await running.close()
    server.closeAllConnections()
    db.close()
    log.info({ event: 'stopped' })
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

/** The folder of package.json, from the sources as from the compiled files. */
function projectRoot(from: string): string {
  const parent = dirname(from)
  return existsSync(join(from, 'package.json')) || parent === from ? from : projectRoot(parent)
}

/** The sandbox may still be starting beside us. */
async function firstTime(url: string, follower: string): Promise<FollowedClock> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await followClock(url, follower)
    } catch (error) {
      if (tries >= clockTries)
        throw new ConfigError(
          `No clock answers at ${url}. Start the sandbox first: npm run sandbox`,
          { cause: error },
        )
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

function listen(config: Config, handle: RequestListener): Promise<Server> {
  const server = config.tls ? createServer(config.tls, handle) : createPlainServer(handle)
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new ConfigError(
              `Port ${String(config.port)} is in use: stop the other program, or set PORT to a free one.`,
            )
          : error,
      )
    })
    // The sandbox, and a server behind a proxy of this machine, have no business on the network.
    const isLocal = config.world === 'sandbox' || config.tls === null
    server.listen({ port: config.port, ...(isLocal ? { host: '127.0.0.1' } : {}) }, () => {
      resolve(server)
    })
  })
}

start().catch((error: unknown) => {
  const known =
    error instanceof ConfigError ||
    error instanceof WrongWorldError ||
    error instanceof OtherVersionError
  console.error(known ? error.message : error)
  process.exit(1)
})
