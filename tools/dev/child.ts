/** Starts one of our processes on a leash and tells how it ended. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

export interface ChildOptions {
  /** The project's folder. */
  root: string
  /** The compiled entry, below dist/node. */
  entry: 'server/main.js' | 'sandbox/main.js'
  env: NodeJS.ProcessEnv
  /** Receives each line the process prints; without it the lines go straight to our own output. */
  onLine?: (line: string) => void
}

export interface Child {
  pid: number
  /** Settles with the exit code once the process is gone; death by a signal is 128 + its number, as shells say it. */
  exited: Promise<number>
  signal(name: NodeJS.Signals): void
}

/** Starts `dist/node/<entry>`. The child has its own process group: Ctrl-C reaches us, and we decide what to do. */
export function startChild({ root, entry, env, onLine }: ChildOptions): Child {
  const compiled = join(root, 'dist', 'node')
  const leash = pathToFileURL(join(compiled, 'tools', 'dev', 'leash.js')).href
  const output = onLine === undefined ? 'inherit' : 'pipe'
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--import', leash, join(compiled, entry)],
    // On Windows a detached process would open a console window of its own.
    { cwd: root, env, stdio: ['pipe', output, output], detached: process.platform !== 'win32' },
  )
  if (onLine !== undefined) {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', onLine)
    }
  }
  // The pipe breaks when the child dies; `exited` already tells that.
  child.stdin?.on('error', () => undefined)
  const exited = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      onLine?.(error.message)
      resolve(127)
    })
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
  return {
    pid: child.pid ?? 0,
    exited,
    signal: (name) => {
      child.kill(name)
    },
  }
}
