/** One process of the world: knows whether it still runs, and ends for sure. */
import { answersOk } from './ask.ts'
import { startChild } from './child.ts'
import { patienceMs } from '../patience.ts'
import type { Child, ChildOptions } from './child.ts'

/** What would change the world under test: a tenant's settings, and the test runner's own marks. */
const foreign = [
  'TENANT_ID',
  'CLIENT_ID',
  'CLIENT_SECRET',
  'PUBLIC_URL',
  'GRAPH_BASE_URL',
  'ISSUER_URL',
  'CLOCK_URL',
  'PRODUCT_URL',
  'NODE_ENV',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
]

/** The environment without the settings that a world makes for itself. */
export function worldEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.includes(name)))
}

export class WorldProcess {
  #options: Omit<ChildOptions, 'onLine'>
  #lines: string[]
  #name: string
  #child: Child
  #gone = false

  /** Starts the process at once; each line it prints is added to `lines` with its name. */
  constructor(options: Omit<ChildOptions, 'onLine'>, lines: string[]) {
    this.#options = options
    this.#lines = lines
    this.#name = options.entry.replace('/main.js', '')
    this.#child = this.#run({})
  }

  get pid(): number {
    return this.#child.pid
  }

  get gone(): boolean {
    return this.#gone
  }

  /** Starts the process again with further environment; the one before must have ended. */
  again(env: NodeJS.ProcessEnv = {}): void {
    if (!this.#gone) throw new Error(`The ${this.#name} still runs. Stop or kill it first.`)
    this.#child = this.#run(env)
  }

  /** Waits until `url` answers 200. @throws with everything printed when the process ends first or time is up. */
  async ready(url: string, certFile: string, timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs
    if (await answersOk(url, { certFile }, () => this.#gone || Date.now() > deadline)) return
    throw new Error(`The ${this.#name} did not get ready.\n${this.#lines.join('\n')}`)
  }

  /** Resolves when the process is gone. One that does not go politely, however long it is given, is killed. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#gone) return
    this.#child.signal(signal)
    const hurry = setTimeout(() => {
      this.#child.signal('SIGKILL')
    }, patienceMs)
    await this.#child.exited
    clearTimeout(hurry)
  }

  /** For the moment when our own process exits and cannot wait. */
  killNow(): void {
    this.#child.signal('SIGKILL')
  }

  #run(env: NodeJS.ProcessEnv): Child {
    this.#gone = false
    const child = startChild({
      ...this.#options,
      env: { ...this.#options.env, ...env },
      onLine: (line) => this.#lines.push(`${this.#name} | ${line}`),
    })
    void child.exited.then(() => {
      this.#gone = true
    })
    return child
  }
}
