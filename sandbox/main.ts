/** Starts the sandbox: Graph and control API on http, sign-in and Outlook page on https, both on loopback. */

import { existsSync, readFileSync } from 'node:fs'
import https from 'node:https'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { localOnly } from './local-only.ts'
import { closeServer, listen, openSandbox } from './open-sandbox.ts'
import { outlookApp } from './outlook/app.ts'
import { readSettings, StartRefused } from './settings.ts'
import type { Settings } from './settings.ts'

async function start(settings: Settings): Promise<void> {
  const root = projectRoot(dirname(fileURLToPath(import.meta.url)))
  const certificateDir = join(settings.dataDir, 'certificate')
  const tls = { cert: readTls(certificateDir, 'cert.pem'), key: readTls(certificateDir, 'key.pem') }
  const sandbox = await openSandbox({
    dataDir: settings.dataDir,
    port: settings.sandboxPort,
    issuerUrl: `https://localhost:${settings.outlookPort}`,
    productUrl: settings.productUrl,
  }).catch((error: unknown) => {
    throw portTaken(error, 'SANDBOX_PORT', settings.sandboxPort)
  })
  const outlook = https.createServer(
    tls,
    localOnly(
      outlookApp({
        issuer: sandbox.issuer,
        control: sandbox.control,
        productUrl: settings.productUrl,
        pagesDir: join(root, 'dist', 'outlook'),
        officeJsDir: join(root, 'node_modules', '@microsoft', 'office-js', 'dist'),
      }),
    ),
  )
  await listen(outlook, settings.outlookPort).catch((error: unknown) => {
    throw portTaken(error, 'OUTLOOK_PORT', settings.outlookPort)
  })
  process.stdout.write(
    `Sandbox: Graph on ${sandbox.url}/v1.0, Outlook on https://localhost:${settings.outlookPort}\n`,
  )

  const stop = (): void => {
    Promise.all([closeServer(outlook), sandbox.close()]).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The sandbox did not stop cleanly: ${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** The folder of package.json, from the sources as from the compiled files. */
function projectRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'node_modules'))) return from
  const above = dirname(from)
  return above === from ? resolve('.') : projectRoot(above)
}

function readTls(dir: string, name: string): string {
  const file = join(dir, name)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  throw new StartRefused(
    `There is no ${file}: start with "npm run sandbox", which makes the certificate.`,
  )
}

function portTaken(error: unknown, name: string, port: number): unknown {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  return taken
    ? new StartRefused(
        `Port ${port} is already in use: stop what listens there, or set ${name} to a free one.`,
      )
    : error
}

try {
  await start(readSettings(process.env))
} catch (error) {
  if (!(error instanceof StartRefused)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
