/** Puts the sandbox together: the world, Graph and control API over http, and what the Outlook page's https app needs. */

import express from 'express'
import type { Router } from 'express'
import http from 'node:http'
import { join } from 'node:path'
import { controlRouter } from './control/router.ts'
import { graphApp } from './graph/app.ts'
import { openIssuer } from './login/issuer.ts'
import type { Issuer } from './login/issuer.ts'
import { localOnly } from './local-only.ts'
import { openWorld } from './open-world.ts'
import type { Person } from './person.ts'
import type { World } from './world.ts'

export interface SandboxOptions {
  dataDir: string
  /** 0: any free port. */
  port: number
  /** Origin of the sign-in service. */
  issuerUrl: string
  productUrl: string
  people?: Person[]
  /** A further certificate to trust when posting notifications, PEM. */
  ca?: string
  report?: (what: string, error: unknown) => void
}

export interface Sandbox {
  url: string
  world: World
  issuer: Issuer
  control: Router
  /** Drops held requests, stops posting, closes the file. */
  close: () => Promise<void>
}

/** Rejects when the port is taken or the world's file cannot be opened. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = await openWorld(options)
  const issuer = await openIssuer({
    issuerUrl: options.issuerUrl,
    productUrl: options.productUrl,
    keyFile: join(options.dataDir, 'sandbox-keys.json'),
    people: () => world.people,
  })
  const state = { listening: false }
  const control = controlRouter(world, {
    mintUserToken: issuer.mintUserToken,
    ready: () => state.listening,
  })

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use('/v1.0', graphApp(world, issuer.verifyGraphToken))
  app.use('/sandbox', control)
  const server = http.createServer(localOnly(app))
  // Graph keeps idle connections for minutes; the client must not be surprised by an early close.
  server.keepAliveTimeout = 65_000
  await listen(server, options.port)
  state.listening = true
  return {
    url: `http://localhost:${portOf(server)}`,
    world,
    issuer,
    control,
    close: async () => {
      await closeServer(server)
      world.close()
    },
  }
}

/** Listens on loopback only. */
export function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** The port a listening server has got. */
export function portOf(server: http.Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.')
  return address.port
}

/** Cuts every connection, held and idle ones too. */
export function closeServer(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
}
