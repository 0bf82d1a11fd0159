/** A whole small world for tests and benches: the real sandbox and the real server, each its own process. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { addressesOf, freePorts } from './addresses.ts'
import { ask } from './ask.ts'
import type { Question } from './ask.ts'
import { ensureCertificate } from './certificate.ts'
import { childEnv } from './child-env.ts'
import { patienceMs } from '../patience.ts'
import { seedFor } from './seed-demo.ts'
import { WorldProcess, worldEnv } from './world-process.ts'
import { contentOf, fieldOf, replyOf } from './world-reply.ts'
import type { Reply } from './world-reply.ts'

export interface WorldOptions {
  /** Further environment of one process, over our own. */
  serverEnv?: NodeJS.ProcessEnv
  sandboxEnv?: NodeJS.ProcessEnv
  /** The seeded people's contacts and sequences; on unless told. */
  seed?: boolean
  /** Puts something between the server and Graph: is told the sandbox's address and answers the one to ask instead. */
  between?: (sandboxUrl: string) => Promise<string>
  /** How long the start may take; three minutes unless told. */
  timeoutMs?: number
}

export interface World {
  productUrl: string
  sandboxUrl: string
  outlookUrl: string
  dataDir: string
  /** The certificate both https addresses answer with. */
  certFile: string
  /** An access token for the product's API; `user` is an address or an id. Kept for the life of the world. */
  token(user: string): Promise<string>
  /** One request to the product's API as that person; anonymous with an empty `user`. */
  api(
    user: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>
  /** One request to the sandbox's control API; `path` comes after /sandbox. A text body is sent as a raw mail. */
  control(method: string, path: string, body?: unknown): Promise<Reply>
  /** Asks until the answer is neither undefined, null nor false, and gives it; three minutes unless told. */
  waitFor<T>(
    what: string,
    look: () => T | Promise<T>,
    options?: { timeoutMs?: number },
  ): Promise<Exclude<T, undefined | null | false>>
  /** Moves the clock on by an ISO 8601 duration and answers when the server has done what fell due. */
  advance(duration: string): Promise<{ now: string; settled: boolean }>
  /** kill -9. Resolves when the process is gone. */
  killServer(): Promise<void>
  /** A polite stop. Resolves when the process is gone. */
  stopServer(): Promise<void>
  /** Starts the server again on the same address and data, and waits until it is ready. */
  startServer(env?: NodeJS.ProcessEnv): Promise<void>
  /** The same three for the sandbox, whose world outlives it. */
  killSandbox(): Promise<void>
  stopSandbox(): Promise<void>
  startSandbox(env?: NodeJS.ProcessEnv): Promise<void>
  serverPid(): number
  sandboxPid(): number
  /** Everything both processes printed. */
  logs(): string
  /** Stops both and removes the data. Safe to call twice. */
  stop(): Promise<void>
}

/** Starts both processes on free ports with data of their own and waits until both are ready. `root` is the project. */
export async function startWorld(root: string, options: WorldOptions = {}): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sequences-'))
  // One certificate for all worlds: making an RSA key for each would cost more than starting the server.
  const { certFile } = await ensureCertificate(join(root, '.test'))
  cpSync(join(root, '.test', 'certificate'), join(dataDir, 'certificate'), { recursive: true })
  const [port, sandboxPort, outlookPort] = (await freePorts(3)).map(String)
  const chosen = {
    ...worldEnv(process.env),
    PORT: port,
    SANDBOX_PORT: sandboxPort,
    OUTLOOK_PORT: outlookPort,
    DATA_DIR: dataDir,
    SANDBOX_SEED: options.seed === false ? 'off' : 'on',
  }
  const at = addressesOf(root, chosen)
  const env = childEnv(chosen, at, await ensureCertificate(dataDir))
  const graph = options.between && { GRAPH_BASE_URL: await options.between(at.sandbox) }
  const lines: string[] = []
  const sandbox = new WorldProcess(
    { root, entry: 'sandbox/main.js', env: { ...env, ...options.sandboxEnv } },
    lines,
  )
  const server = new WorldProcess(
    { root, entry: 'server/main.js', env: { ...env, ...graph, ...options.serverEnv } },
    lines,
  )
  const seed = seedFor(at, certFile)
  const killOnExit = () => {
    sandbox.killNow()
    server.killNow()
  }
  process.once('exit', killOnExit)

  const timeoutMs = options.timeoutMs ?? patienceMs
  const serverReady = () => server.ready(`${at.product}/readyz`, certFile, timeoutMs)
  const sandboxReady = () => sandbox.ready(`${at.sandbox}/sandbox/ready`, certFile, timeoutMs)
  const seeded = async (): Promise<void> => {
    const late = setTimeout(seed.stop, timeoutMs)
    const done = await seed.done.finally(() => {
      clearTimeout(late)
    })
    if (!done) throw new Error(`The demo data did not get ready.\n${lines.join('\n')}`)
  }
  const request = async (url: string, question: Question): Promise<Reply> =>
    replyOf(await ask(url, { ...question, certFile }))
  const move = async (duration: string): Promise<{ now: string; settled: boolean }> => {
    const reply = await world.control('POST', '/clock', { advance: duration })
    const now = fieldOf(reply.body, 'now')
    if (typeof now !== 'string') throw new Error(`The clock did not move: ${shown(reply)}`)
    return { now, settled: fieldOf(reply.body, 'settled') === true }
  }
  const tokens = new Map<string, string>()

  const world: World = {
    productUrl: at.product,
    sandboxUrl: at.sandbox,
    outlookUrl: at.outlook,
    dataDir,
    certFile,
    async token(user) {
      const known = tokens.get(user)
      if (known !== undefined) return known
      const reply = await world.control('POST', '/tokens', { user })
      const token = fieldOf(reply.body, 'access_token')
      if (typeof token !== 'string') throw new Error(`No token for ${user}: ${shown(reply)}`)
      tokens.set(user, token)
      return token
    },
    async api(user, method, path, body, headers = {}) {
      const bearer = user === '' ? {} : { authorization: `Bearer ${await world.token(user)}` }
      const content = contentOf(body, { ...bearer, ...headers })
      return request(`${at.product}${path}`, { method, ...content })
    },
    control(method, path, body) {
      const question = { method, ...contentOf(body, {}), timeoutMs: patienceMs }
      return request(`${at.sandbox}/sandbox${path}`, question)
    },
    async waitFor(what, look, { timeoutMs: wait = patienceMs } = {}) {
      const deadline = Date.now() + wait
      for (;;) {
        const found = await look()
        if (isFound(found)) return found
        if (Date.now() > deadline) {
          const said = lines.slice(-60).join('\n')
          throw new Error(`Waited ${wait / 1000} s for this: ${what}\n${said}`)
        }
        await pause(25)
      }
    },
    async advance(duration) {
      const deadline = Date.now() + patienceMs
      let moved = await move(duration)
      // A server so busy that the sandbox took it for gone is waited for all the same.
      while (!moved.settled && !server.gone && Date.now() < deadline) {
        await pause(100)
        moved = await move('PT0S')
      }
      return moved
    },
    killServer: () => server.end('SIGKILL'),
    stopServer: () => server.end('SIGTERM'),
    async startServer(more) {
      server.again(more)
      await serverReady()
    },
    killSandbox: () => sandbox.end('SIGKILL'),
    stopSandbox: () => sandbox.end('SIGTERM'),
    async startSandbox(more) {
      sandbox.again(more)
      await sandboxReady()
    },
    serverPid: () => server.pid,
    sandboxPid: () => sandbox.pid,
    logs: () => lines.join('\n'),
    async stop() {
      seed.stop()
      await Promise.all([server.end('SIGTERM'), sandbox.end('SIGTERM')])
      process.off('exit', killOnExit)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }

  try {
    // Together: when either process dies, its own words are in the error, and nobody waits for the other.
    await Promise.all([serverReady(), sandboxReady(), seeded()])
  } catch (error) {
    await world.stop()
    throw error
  }
  return world
}

function shown({ status, body }: Reply): string {
  return `${status} ${JSON.stringify(body)}`
}

function isFound<T>(value: T): value is Exclude<T, undefined | null | false> {
  return value !== undefined && value !== null && value !== false
}
