/** Where everything listens and lives, read from the environment as the processes themselves read it. */
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface Addresses {
  product: string
  sandbox: string
  outlook: string
  /** Absolute. */
  dataDir: string
  /** A Microsoft 365 tenant is configured, so there is no sandbox. */
  tenant: boolean
  /** The demo data is wanted. */
  seed: boolean
  /** Each port with the variable that moves it. */
  ports: { name: 'PORT' | 'SANDBOX_PORT' | 'OUTLOOK_PORT'; port: number }[]
}

/** Reads PORT, SANDBOX_PORT, OUTLOOK_PORT, DATA_DIR (relative to the project), TENANT_ID and SANDBOX_SEED. */
export function addressesOf(root: string, env: NodeJS.ProcessEnv): Addresses {
  const port = Number(env.PORT ?? 3000)
  const sandboxPort = Number(env.SANDBOX_PORT ?? 4000)
  const outlookPort = Number(env.OUTLOOK_PORT ?? 4443)
  return {
    product: `https://localhost:${port}`,
    sandbox: `http://localhost:${sandboxPort}`,
    outlook: `https://localhost:${outlookPort}`,
    dataDir: resolve(root, env.DATA_DIR ?? '.data'),
    tenant: (env.TENANT_ID ?? '') !== '',
    seed: env.SANDBOX_SEED !== 'off',
    ports: [
      { name: 'PORT', port },
      { name: 'SANDBOX_PORT', port: sandboxPort },
      { name: 'OUTLOOK_PORT', port: outlookPort },
    ],
  }
}

/**
 * Answers a sentence naming the first port that cannot be used and the variable to set, or undefined when all are free.
 * A port in use is looked at again for three seconds: whatever was stopped a moment ago may still be closing.
 */
export async function portTrouble(ports: Addresses['ports']): Promise<string | undefined> {
  const odd = ports.filter(({ port }) => !Number.isInteger(port) || port < 1 || port > 65535)
  if (odd.length > 0) {
    return `${odd.map(({ name }) => name).join(', ')} must be a port number from 1 to 65535.`
  }
  const twin = ports.find((one, i) => ports.findIndex(({ port }) => port === one.port) < i)
  if (twin) {
    return `Port ${twin.port} is given to more than one program. Set ${twin.name} to another port.`
  }
  const deadline = Date.now() + 3000
  for (const { name, port } of ports) {
    let code = await listenOnce(port)
    while (code === 'EADDRINUSE' && Date.now() < deadline) {
      await pause(100)
      code = await listenOnce(port)
    }
    if (code === 'EADDRINUSE') {
      return `Port ${port} is in use. Stop the program that uses it, or set ${name} to another port.`
    }
    if (code !== undefined) {
      return `Port ${port} cannot be used (${code}). Set ${name} to another port.`
    }
  }
  return undefined
}

function listenOnce(port: number): Promise<string | undefined> {
  return new Promise((settle) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      settle(error.code ?? error.message)
    })
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      probe.close(() => {
        settle(undefined)
      })
    })
  })
}

/** As many different free ports as asked for, as the system hands them out. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    probes.map(
      (probe) =>
        new Promise<number>((settle, reject) => {
          probe.once('error', reject)
          probe.listen(0, '127.0.0.1', () => {
            const address = probe.address()
            if (address === null || typeof address === 'string') reject(new Error('No port.'))
            else settle(address.port)
          })
        }),
    ),
  )
  await Promise.all(probes.map((probe) => new Promise((settle) => probe.close(settle))))
  return ports
}
