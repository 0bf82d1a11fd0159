/** The environment our processes are started with: the caller's own, plus trust in our certificate. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Addresses } from './addresses.ts'
import type { Certificate } from './certificate.ts'

/**
 * Passes everything on, makes DATA_DIR absolute, and adds NODE_EXTRA_CA_CERTS. When ports were moved, the server is told
 * where its sandbox is, unless the caller says so.
 */
export function childEnv(
  env: NodeJS.ProcessEnv,
  addresses: Addresses,
  certificate: Certificate,
): NodeJS.ProcessEnv {
  return {
    ...(addresses.tenant ? {} : sandboxAddresses(addresses)),
    ...env,
    DATA_DIR: addresses.dataDir,
    NODE_EXTRA_CA_CERTS: trusted(env.NODE_EXTRA_CA_CERTS, addresses.dataDir, certificate.certFile),
  }
}

function sandboxAddresses({ sandbox, outlook }: Addresses): NodeJS.ProcessEnv {
  return {
    GRAPH_BASE_URL: sandbox,
    ISSUER_URL: outlook,
    CLOCK_URL: `${sandbox}/sandbox/clock`,
  }
}

/** Node reads one file only, so a company's own root (often a proxy's) and ours are put into one. */
function trusted(given: string | undefined, dataDir: string, certFile: string): string {
  if (given === undefined || given === '' || resolve(given) === resolve(certFile)) return certFile
  const both = join(dataDir, 'certificate', 'trusted.pem')
  writeFileSync(both, `${readFileSync(given, 'utf8').trimEnd()}\n${readFileSync(certFile, 'utf8')}`)
  return both
}
