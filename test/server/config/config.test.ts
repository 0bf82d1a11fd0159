/** The configuration: sensible without a word, and everything that is wrong named in one message. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sandboxWorld } from '../../../sandbox/constants.ts'
import { ConfigError, readConfig, type Config } from '../../../server/config/config.ts'
import { sandboxIdentity } from '../../../server/config/sandbox-identity.ts'
import { withTempFolder } from '../../support/temp-folder.ts'

const tenant = '11111111-2222-4333-8444-555555555555'
const complete = {
  TENANT_ID: tenant,
  CLIENT_ID: tenant,
  CLIENT_SECRET: 'secret',
  PUBLIC_URL: 'https://sales.contoso.example/',
}

function withCertificate(use: (dir: string) => void): Promise<void> {
  return withTempFolder((dir) => {
    mkdirSync(join(dir, 'certificate'))
    for (const name of ['cert.pem', 'key.pem']) writeFileSync(join(dir, 'certificate', name), name)
    use(dir)
  })
}

function faultsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n').slice(1)
  }
}

test('with nothing set it is the sandbox, at its fixed addresses', async () => {
  await withCertificate((dir) => {
    const config = readConfig({ DATA_DIR: dir })
    expect(config).toMatchObject({
      world: 'sandbox',
      port: 3000,
      graphBaseUrl: 'http://localhost:4000',
      clockUrl: 'http://localhost:4000/sandbox/clock',
      publicUrl: 'https://localhost:3000',
      tls: { cert: 'cert.pem', key: 'key.pem' },
      pace: { gapMs: 0, perMinute: 25, perDay: 500 },
    })
    expect(config.identity.issuerUrl).toBe('https://localhost:4443')
    expect(config.frameAncestors).toEqual(['https://localhost:4443'])
  })
})

test('the sandbox knows the server under the identity the server takes', () => {
  expect(sandboxWorld).toMatchObject(sandboxIdentity)
})

test('the sandbox follows its ports and addresses', async () => {
  await withCertificate((dir) => {
    const config = readConfig({
      DATA_DIR: dir,
      PORT: '3100',
      SANDBOX_PORT: '4100',
      OUTLOOK_PORT: '4500',
      GRAPH_BASE_URL: 'http://localhost:9000/v1.0/',
    })
    expect(config.publicUrl).toBe('https://localhost:3100')
    expect(config.clockUrl).toBe('http://localhost:4100/sandbox/clock')
    expect(config.identity.issuerUrl).toBe('https://localhost:4500')
    expect(config.graphBaseUrl).toBe('http://localhost:9000')
  })
})

test('a complete tenant is a tenant, on Microsoft’s addresses and real time', () => {
  const config: Config = readConfig(complete)
  expect(config).toMatchObject({
    world: tenant,
    publicUrl: 'https://sales.contoso.example',
    graphBaseUrl: 'https://graph.microsoft.com',
    clockUrl: null,
    tls: null,
    admins: [],
  })
})

test('administrators are read in any of the usual spellings', () => {
  const config = readConfig({ ...complete, ADMINS: 'Mia@contoso.example; sam@contoso.example,\n' })
  expect(config.admins).toEqual(['mia@contoso.example', 'sam@contoso.example'])
})

test('empty settings count as missing', async () => {
  await withCertificate((dir) => {
    expect(readConfig({ DATA_DIR: dir, TENANT_ID: '', PORT: '' })).toMatchObject({
      world: 'sandbox',
      port: 3000,
    })
  })
})

test.each([
  ['a port that is no number', { PORT: 'http' }, 'PORT'],
  ['a port too large', { PORT: '70000' }, 'PORT'],
  ['a sandbox port that is no number', { SANDBOX_PORT: 'x' }, 'SANDBOX_PORT'],
  ['an Outlook port that is no number', { OUTLOOK_PORT: 'x' }, 'OUTLOOK_PORT'],
  ['an address that is none', { GRAPH_BASE_URL: 'graph' }, 'GRAPH_BASE_URL'],
  ['more emails than Exchange allows', { EMAILS_PER_MINUTE: '31' }, 'Exchange Online'],
  ['a tenant id that is no GUID', { ...complete, TENANT_ID: 'contoso' }, 'TENANT_ID'],
  ['a tenant without a client', { TENANT_ID: tenant }, 'CLIENT_ID is missing'],
  ['a tenant without a secret', { ...complete, CLIENT_SECRET: '' }, 'CLIENT_SECRET is missing'],
  ['a public address without TLS', { ...complete, PUBLIC_URL: 'http://x.example' }, 'https://'],
  ['half a TLS certificate', { ...complete, TLS_CERT_FILE: '/nowhere' }, 'belong together'],
  ['a certificate without key', { ...complete, CLIENT_CERTIFICATE_FILE: '/x' }, 'private key'],
  ['an administrator who is no address', { ...complete, ADMINS: 'mia' }, '“mia”'],
  ['a log level that is none', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
])('%s is refused by name', (_words, env, words) => {
  expect(faultsOf(env).join('\n')).toContain(words)
})

test('everything that is wrong is named in one message, a line each', () => {
  const lines = faultsOf({
    PORT: 'x',
    EMAILS_PER_DAY: '-1',
    TENANT_ID: tenant,
    PUBLIC_URL: 'http://x.example',
    TLS_CERT_FILE: '/nowhere/cert.pem',
    TLS_KEY_FILE: '/nowhere/key.pem',
    ADMINS: 'mia',
  })
  for (const name of [
    'PORT',
    'EMAILS_PER_DAY',
    'CLIENT_ID is missing',
    'PUBLIC_URL must begin',
    'CLIENT_SECRET is missing',
    '/nowhere/cert.pem',
    '/nowhere/key.pem',
    '“mia”',
  ])
    expect(lines.filter((line) => line.includes(name))).toHaveLength(1)
})

test('a sandbox without its certificate says which files are missing and how to make them', () => {
  const lines = faultsOf({ DATA_DIR: '/nowhere' })
  expect(lines).toHaveLength(2)
  expect(lines.join()).toContain('npm start')
})

test('a client certificate that is none is refused by name', async () => {
  await withCertificate((dir) => {
    const file = join(dir, 'certificate', 'cert.pem')
    const env = { ...complete, CLIENT_CERTIFICATE_FILE: file, CLIENT_CERTIFICATE_KEY_FILE: file }
    expect(faultsOf(env).join()).toContain('no certificate in PEM form')
  })
})
