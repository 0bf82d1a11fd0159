/** `npm run server` and `npm run sandbox`: one process, in this terminal; beside a sandbox its demo data. */
import { addressesOf, portTrouble } from './addresses.ts'
import { ensureCertificate } from './certificate.ts'
import { childEnv } from './child-env.ts'
import { startChild } from './child.ts'
import { readable } from './log-line.ts'
import { seedFor } from './seed-demo.ts'
import { onStopRequest } from './stop-request.ts'

/** Runs until the process is gone and answers its exit code. Signals are passed on, one for one. */
export async function runAlone(
  name: 'server' | 'sandbox',
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const addresses = addressesOf(root, env)
  const mine = addresses.ports.filter((one) => (one.name === 'PORT') === (name === 'server'))
  const trouble = await portTrouble(mine)
  if (trouble !== undefined) {
    console.error(trouble)
    return 1
  }
  const certificate = await ensureCertificate(addresses.dataDir)
  const child = startChild({
    root,
    entry: `${name}/main.js`,
    env: childEnv(env, addresses, certificate),
    // A terminal is read by a person; a pipe or file gets the log as it is.
    ...(process.stdout.isTTY ? { onLine: (line) => console.log(readable(line)) } : {}),
  })
  const wanted = addresses.seed && name === 'sandbox'
  const seed = seedFor({ ...addresses, seed: wanted }, certificate.certFile)
  // The sandbox is of use without it.
  seed.done.catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
  })
  onStopRequest((signal, times) => {
    seed.stop()
    child.signal(times === 1 ? signal : 'SIGKILL')
  })
  const code = await child.exited
  seed.stop()
  return code
}
