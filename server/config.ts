/** Every setting of the server, read from the environment once and checked; all faults are named in one message. */

import { readFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { sandboxWorld } from '../shared/sandbox-world.ts'
import { normalAddress } from './domain/address.ts'
import type { Pace } from './domain/schedule.ts'
import type { AppIdentity } from './graph/token.ts'

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
  DATA_DIR: z.string().default('.data'),
  GRAPH_BASE_URL: url.optional(),
  ISSUER_URL: url.optional(),
  CLOCK_URL: url.optional(),
  TENANT_ID: z.uuid('must be the tenant’s id, a GUID').optional(),
  CLIENT_ID: z.uuid('must be the app registration’s client id, a GUID').optional(),
  CLIENT_SECRET: z.string().optional(),
  CLIENT_CERTIFICATE_FILE: z.string().optional(),
  CLIENT_CERTIFICATE_KEY_FILE: z.string().optional(),
  PUBLIC_URL: url.optional(),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  ADMINS: z.string().default(''),
  LETTER_GAP_SECONDS: z.coerce.number('must be a number').min(0).max(3600).default(5),
  LETTERS_PER_MINUTE: count.max(30, 'must be 30 at most, Exchange Online’s own limit').default(25),
  LETTERS_PER_DAY: count.max(10_000).default(500),
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

/** Throws ConfigError. Empty values count as missing. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = settings.safeParse(given)
  if (!read.success)
    throw faults(read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  const isTenant = ofTenant.some((name) => read.data[name] !== undefined)
  return isTenant
    ? forTenant(read.data)
    : forSandbox(read.data, env['OUTLOOK_PORT'], env['SANDBOX_PORT'])
}

function forSandbox(set: Settings, outlookPort = '4443', sandboxPort = '4000'): Config {
  const issuerUrl = set.ISSUER_URL ?? `https://localhost:${outlookPort}`
  const publicUrl = `https://localhost:${String(set.PORT)}`
  return {
    ...common(set),
    world: 'sandbox',
    graphBaseUrl: graphBase(set.GRAPH_BASE_URL ?? `http://localhost:${sandboxPort}`),
    identity: {
      tenantId: sandboxWorld.tenantId,
      clientId: sandboxWorld.clientId,
      issuerUrl,
      secret: sandboxWorld.clientSecret,
      certificate: null,
    },
    clockUrl: set.CLOCK_URL ?? `http://localhost:${sandboxPort}/sandbox/clock`,
    publicUrl,
    tls: {
      cert: fileOrFault(join(set.DATA_DIR, 'certificate', 'cert.pem')),
      key: fileOrFault(join(set.DATA_DIR, 'certificate', 'key.pem')),
    },
    admins: [sandboxWorld.admin, ...common(set).admins],
    officeScripts: [
      `${issuerUrl}/stand-ins/microsoft-ajax.js`,
      `${issuerUrl}/stand-ins/sign-in-bridge.js`,
      `${issuerUrl}/officejs/office.js`,
    ],
    frameAncestors: [issuerUrl],
  }
}

function forTenant(set: Settings): Config {
  const missing: string[] = []
  const need = (name: 'TENANT_ID' | 'CLIENT_ID' | 'PUBLIC_URL', what: string): string => {
    const value = set[name]
    if (value === undefined) missing.push(`${name} is missing: ${what}`)
    return value ?? ''
  }
  const tenantId = need('TENANT_ID', 'the id of your Microsoft 365 tenant')
  const clientId = need('CLIENT_ID', 'the client id of the app registration')
  const publicUrl = need(
    'PUBLIC_URL',
    'the https address under which browsers and Microsoft reach this server',
  )
  if (publicUrl && !publicUrl.startsWith('https://'))
    missing.push('PUBLIC_URL must begin with https://')
  if (set.CLIENT_SECRET === undefined && set.CLIENT_CERTIFICATE_FILE === undefined)
    missing.push(
      'CLIENT_SECRET is missing: set it, or CLIENT_CERTIFICATE_FILE and CLIENT_CERTIFICATE_KEY_FILE',
    )
  if (set.CLIENT_CERTIFICATE_FILE !== undefined && set.CLIENT_CERTIFICATE_KEY_FILE === undefined)
    missing.push('CLIENT_CERTIFICATE_KEY_FILE is missing: the private key of the certificate')
  if ((set.TLS_CERT_FILE === undefined) !== (set.TLS_KEY_FILE === undefined))
    missing.push('TLS_CERT_FILE and TLS_KEY_FILE belong together: set both or neither')
  if (missing.length > 0) throw faults(missing)
  return {
    ...common(set),
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
        ? { cert: fileOrFault(set.TLS_CERT_FILE), key: fileOrFault(set.TLS_KEY_FILE) }
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

function common(set: Settings): Pick<Config, 'port' | 'dataDir' | 'admins' | 'pace' | 'logLevel'> {
  return {
    port: set.PORT,
    dataDir: set.DATA_DIR,
    admins: set.ADMINS.split(/[\s,;]+/).flatMap((text) => normalAddress(text) ?? []),
    pace: {
      gapMs: set.LETTER_GAP_SECONDS * 1000,
      perMinute: set.LETTERS_PER_MINUTE,
      perDay: set.LETTERS_PER_DAY,
    },
    logLevel: set.LOG_LEVEL,
  }
}

/** The address may be given with or without the version at its end. */
function graphBase(url: string): string {
  return url.replace(/\/v1\.0$/, '')
}

function clientCertificate(set: Settings): AppIdentity['certificate'] {
  if (set.CLIENT_CERTIFICATE_FILE === undefined || set.CLIENT_CERTIFICATE_KEY_FILE === undefined)
    return null
  const certificate = new X509Certificate(fileOrFault(set.CLIENT_CERTIFICATE_FILE))
  return {
    thumbprintSha256: certificate.fingerprint256.replace(/:/g, ''),
    privateKey: fileOrFault(set.CLIENT_CERTIFICATE_KEY_FILE),
  }
}

function fileOrFault(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw faults([
      `The file ${path} cannot be read: check that it exists. "npm start" makes the sandbox’s certificate.`,
    ])
  }
}

function faults(lines: string[]): ConfigError {
  return new ConfigError(
    `The configuration needs attention:\n${lines.map((line) => `  - ${line}`).join('\n')}`,
  )
}
