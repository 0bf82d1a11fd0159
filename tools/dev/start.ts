/** `npm start`: sandbox and server together, with a few sentences on where to go. */
import { addressesOf, portTrouble } from './addresses.ts'
import type { Addresses } from './addresses.ts'
import { answersOk } from './ask.ts'
import { ensureCertificate } from './certificate.ts'
import { childEnv } from './child-env.ts'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import { readable } from './log-line.ts'
import { runAlone } from './run-alone.ts'
import { seedFor } from './seed-demo.ts'
import { onStopRequest } from './stop-request.ts'

type Name = 'sandbox' | 'server'

/**
 * Runs until both processes are gone; answers the exit code: 0 after a polite stop, 1 when both died on their own or were stopped
 * because the demo data could not be made.
 */
export async function start(root: string, env: NodeJS.ProcessEnv): Promise<number> {
  const addresses = addressesOf(root, env)
  if (addresses.tenant) return runAlone('server', root, env)
  const trouble = await portTrouble(addresses.ports)
  if (trouble !== undefined) {
    console.error(trouble)
    return 1
  }
  const certificate = await ensureCertificate(addresses.dataDir)
  const environment = childEnv(env, addresses, certificate)
  const run = (name: Name): Child =>
    startChild({
      root,
      entry: `${name}/main.js`,
      env: environment,
      onLine: (line) => {
        console.log(`${name.padEnd(7)} | ${readable(line)}`)
      },
    })
  const children = { sandbox: run('sandbox'), server: run('server') }
  const seed = seedFor(addresses, certificate.certFile)
  greet(addresses, children)

  const state = { stopping: false, allGone: false, failed: false }
  const gone = (['sandbox', 'server'] as const).map(async (name) => {
    const code = await children[name].exited
    // Whoever starts a sandbox makes its demo data: "npm run sandbox" will.
    if (name === 'sandbox') seed.stop()
    if (!state.stopping) console.error(farewell(name, code))
  })
  const stop = (signal: NodeJS.Signals): void => {
    state.stopping = true
    seed.stop()
    for (const child of Object.values(children)) child.signal(signal)
  }
  onStopRequest((_signal, times) => {
    // The first request asks politely, the second one kills.
    if (times === 1) console.log('\nStopping ... (Ctrl-C once more to stop at once)')
    stop(times === 1 ? 'SIGTERM' : 'SIGKILL')
  })
  const seeded = seed.done.catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    state.failed = true
    stop('SIGTERM')
    return false
  })
  const over = Promise.all(gone).then(() => {
    state.allGone = true
  })
  const giveUp = (): boolean => state.stopping || state.allGone
  void sayWhenReady(addresses, certificate.certFile, giveUp, seeded)
  await over
  return state.stopping && !state.failed ? 0 : 1
}

async function sayWhenReady(
  at: Addresses,
  certFile: string,
  giveUp: () => boolean,
  seeded: Promise<boolean>,
): Promise<void> {
  const ready =
    (await answersOk(`${at.product}/readyz`, { certFile }, giveUp)) &&
    (await answersOk(`${at.sandbox}/sandbox/ready`, {}, giveUp)) &&
    (await seeded)
  if (ready) console.log(`\nReady. Open ${at.outlook}\n`)
}

function greet(at: Addresses, { sandbox, server }: Record<Name, Child>): void {
  console.log(`
Sequences for Outlook, with a sandbox in place of a Microsoft 365 tenant.

  Outlook   ${at.outlook}   an Outlook to try it in: start here
  Product   ${at.product}   server: the Sales Tools pane and the API (process ${server.pid})
  Sandbox   ${at.sandbox}    its Microsoft Graph and control API (process ${sandbox.pid})
  Data      ${at.dataDir}

The certificate was made on this machine, so the browser warns once. On ${at.outlook}
click "Advanced", then "Proceed to localhost". The same certificate covers the pane; should the pane
stay empty, open ${at.product} once and do the same there. Ctrl-C stops everything.
`)
}

function farewell(name: Name, code: number): string {
  const how = code > 128 ? `was stopped by signal ${code - 128}` : `stopped with exit code ${code}`
  const other = name === 'server' ? 'sandbox' : 'server'
  return `The ${name} ${how}. The ${other} is not touched. Start the ${name} again with "npm run ${name}", in another terminal.`
}
