/** Every setting of the server, read from the environment once and checked; all faults are named in one message. */

import { readFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { faultsIn, namesIn, type Given } from './config-faults.ts'
import { sandboxIdentity } from './sandbox-identity.ts'
import { normalAddress } from '../domain/contacts/address.ts'
import type { Pace } from '../domain/outbound/pace.ts'
import type { AppIdentity } from '../graph/token.ts'

export interface Config {
  /** What the store is stamped with: the tenant's id, or `sandbox`. */
  world: string
  port: number
  dataDir: string
  graphBaseUrl: string
  identity: AppIdentity
  /** The sandbox's clock; null: product time is real time. */
  clockUrl: string | null
  /** Address of the product as browsers and Graph reach it, without a slash at the end. */
  publicUrl: string
  /** Certificate and key, PEM; null: plain http on loopback, behind a reverse proxy. */
  tls: { cert: string; key: string } | null
  admins: string[]
  pace: Pace
  /** Scripts that make `Office` appear on the pane's page, in loading order. */
  officeScripts: string[]
  /** Who may show the pane in a frame. */
  frameAncestors: string[]
  logLevel: string
}

/** Thrown at start: lists every setting that is wrong or missing, a line each. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const port = z.coerce.number('must be a number').int().min(1).max(65_535)
const url = z
  .url('must be an address such as https://sales.contoso.com')
  .transform((text) => text.replace(/\/+$/, ''))
const count = z.coerce.number('must be a number').int().positive()

const settings = z.object({
  PORT: port.default(3000),
  SANDBOX_PORT: port.default(4000),
  OUTLOOK_PORT: port.default(4443),
  DATA_DIR: z.string().default('.data'),
  GRAPH_BASE_URL: url.optional(),
  ISSUER_URL: url.optional(),
  CLOCK_URL: url.optional(),
  TENANT_ID: z.guid('must be the tenant’s id, a GUID').optional(),
  CLIENT_ID: z.guid('must be the app registration’s client id, a GUID').optional(),
  CLIENT_SECRET: z.string().optional(),
  CLIENT_CERTIFICATE_FILE: z.string().optional(),
  CLIENT_CERTIFICATE_KEY_FILE: z.string().optional(),
  PUBLIC_URL: url.optional(),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  ADMINS: z.string().default(''),
  EMAIL_GAP_SECONDS: z.coerce.number('must be a number').min(0).max(3600).optional(),
  EMAILS_PER_MINUTE: count.max(30, 'must be 30 at most, Exchange Online’s own limit').default(25),
  EMAILS_PER_DAY: count.max(10_000).default(500),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})
type Settings = z.infer<typeof settings>

const ofTenant = [
  'TENANT_ID',
  'CLIENT_ID',
  'CLIENT_SECRET',
  'CLIENT_CERTIFICATE_FILE',
  'PUBLIC_URL',
] as const

/** Throws ConfigError, which names everything that is wrong at once. Empty values count as missing. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given: Given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = settings.safeParse(given)
  const isTenant = ofTenant.some((name) => given[name] !== undefined)
  const wrong = [
    ...(read.success ? [] : read.error.issues).map(
      (issue) => `${issue.path.join('.')} ${issue.message}`,
    ),
    ...faultsIn(given, isTenant),
  ]
  if (!read.success || wrong.length > 0) throw faults(wrong)
  return isTenant ? forTenant(read.data) : forSandbox(read.data)
}

function forSandbox(set: Settings): Config {
  const issuerUrl = set.ISSUER_URL ?? `https://localhost:${String(set.OUTLOOK_PORT)}`
  const sandboxUrl = `http://localhost:${String(set.SANDBOX_PORT)}`
  const publicUrl = `https://localhost:${String(set.PORT)}`
  return {
    // A move of the clock is to bring all that is due, and nobody wants to watch emails wait their turn.
    ...common(set, 0),
    world: 'sandbox',
    graphBaseUrl: graphBase(set.GRAPH_BASE_URL ?? sandboxUrl),
    identity: {
      tenantId: sandboxIdentity.tenantId,
      clientId: sandboxIdentity.clientId,
      issuerUrl,
      secret: sandboxIdentity.clientSecret,
      certificate: null,
    },
    clockUrl: set.CLOCK_URL ?? `${sandboxUrl}/sandbox/clock`,
    publicUrl,
    tls: {
      cert: textOf(join(set.DATA_DIR, 'certificate', 'cert.pem')),
      key: textOf(join(set.DATA_DIR, 'certificate', 'key.pem')),
    },
    admins: [sandboxIdentity.admin, ...namesOfAdmins(set)],
    officeScripts: [
      `${issuerUrl}/stand-ins/microsoft-ajax.js`,
      `${issuerUrl}/stand-ins/sign-in-bridge.js`,
      `${issuerUrl}/officejs/office.js`,
    ],
    frameAncestors: [issuerUrl],
  }
}

function forTenant(set: Settings): Config {
  const { TENANT_ID: tenantId, CLIENT_ID: clientId, PUBLIC_URL: publicUrl } = set
  if (tenantId === undefined || clientId === undefined || publicUrl === undefined)
    throw new Error('A tenant’s configuration was read before it was found complete.')
  return {
    ...common(set, 5),
    world: tenantId,
    graphBaseUrl: graphBase(set.GRAPH_BASE_URL ?? 'https://graph.microsoft.com'),
    identity: {
      tenantId,
      clientId,
      issuerUrl: set.ISSUER_URL ?? 'https://login.microsoftonline.com',
      secret: set.CLIENT_SECRET ?? null,
      certificate: clientCertificate(set),
    },
    clockUrl: set.CLOCK_URL ?? null,
    publicUrl,
    tls:
      set.TLS_CERT_FILE !== undefined && set.TLS_KEY_FILE !== undefined
        ? { cert: textOf(set.TLS_CERT_FILE), key: textOf(set.TLS_KEY_FILE) }
        : null,
    officeScripts: ['https://appsforoffice.microsoft.com/lib/1/hosted/office.js'],
    frameAncestors: [
      'https://outlook.office.com',
      'https://outlook.office365.com',
      'https://outlook.live.com',
      'https://outlook.cloud.microsoft',
    ],
  }
}

function common(
  set: Settings,
  usualGapSeconds: number,
): Pick<Config, 'port' | 'dataDir' | 'admins' | 'pace' | 'logLevel'> {
  return {
    port: set.PORT,
    dataDir: set.DATA_DIR,
    admins: namesOfAdmins(set),
    pace: {
      gapMs: (set.EMAIL_GAP_SECONDS ?? usualGapSeconds) * 1000,
      perMinute: set.EMAILS_PER_MINUTE,
      perDay: set.EMAILS_PER_DAY,
    },
    logLevel: set.LOG_LEVEL,
  }
}

function namesOfAdmins(set: Settings): string[] {
  return namesIn(set.ADMINS).flatMap((name) => normalAddress(name) ?? [])
}

/** The address may be given with or without the version at its end. */
function graphBase(url: string): string {
  return url.replace(/\/v1\.0$/, '')
}

function clientCertificate(set: Settings): AppIdentity['certificate'] {
  if (set.CLIENT_CERTIFICATE_FILE === undefined || set.CLIENT_CERTIFICATE_KEY_FILE === undefined)
    return null
  const certificate = certificateIn(set.CLIENT_CERTIFICATE_FILE)
  return {
    thumbprintSha256: certificate.fingerprint256.replace(/:/g, ''),
    privateKey: textOf(set.CLIENT_CERTIFICATE_KEY_FILE),
  }
}

function certificateIn(path: string): X509Certificate {
  try {
    return new X509Certificate(textOf(path))
  } catch {
    throw faults([`CLIENT_CERTIFICATE_FILE names ${path}, which pauses no certificate in PEM form`])
  }
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8')
}

function faults(lines: string[]): ConfigError {
  return new ConfigError(
    `The configuration needs attention:\n${lines.map((line) => `  - ${line}`).join('\n')}`,
  )
}
