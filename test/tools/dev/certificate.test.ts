/** The certificate of both https ports: trusted by our processes, kept fresh, its key kept private. */
import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { ensureCertificate } from '../../../tools/dev/certificate.ts'
import { withTempFolder } from '../../support/temp-folder.ts'

const day = 24 * 60 * 60 * 1000

function later(days: number): Date {
  return new Date(Date.now() + days * day)
}

test('a certificate with a week left is kept, with less it is made again', () =>
  withTempFolder(async (dir) => {
    const { certFile } = await ensureCertificate(dir)
    const first = readFileSync(certFile, 'utf8')

    await ensureCertificate(dir, later(357))
    expect(readFileSync(certFile, 'utf8')).toBe(first)

    await ensureCertificate(dir, later(359))
    expect(readFileSync(certFile, 'utf8')).not.toBe(first)
  }))

test('it names localhost and both loopback addresses, lasts a year, and can sign nothing else', () =>
  withTempFolder(async (dir) => {
    const { certFile } = await ensureCertificate(dir)
    const certificate = new X509Certificate(readFileSync(certFile))
    expect(certificate.checkHost('localhost')).toBe('localhost')
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect(certificate.checkIP('::1')).toBe('::1')
    expect(certificate.ca).toBe(false)
    const days = (Date.parse(certificate.validTo) - Date.now()) / day
    expect(Math.round(days)).toBe(365)
  }))

test('only its owner may read the key', () =>
  withTempFolder(async (dir) => {
    const { keyFile } = await ensureCertificate(dir)
    expect((statSync(keyFile).mode & 0o777).toString(8)).toBe('600')
  }))

test('a damaged certificate, or one that does not fit its key, is made again', () =>
  withTempFolder(async (dir) => {
    const { certFile, keyFile } = await ensureCertificate(dir)
    writeFileSync(certFile, 'not a certificate')
    await ensureCertificate(dir)
    const mended = new X509Certificate(readFileSync(certFile))

    await withTempFolder(async (other) => {
      const foreign = await ensureCertificate(other)
      writeFileSync(keyFile, readFileSync(foreign.keyFile))
    })
    await ensureCertificate(dir)
    expect(new X509Certificate(readFileSync(certFile)).fingerprint).not.toBe(mended.fingerprint)
  }))

test('two commands started at once end up with one pair that fits together', () =>
  withTempFolder(async (dir) => {
    const [one, two] = await Promise.all([ensureCertificate(dir), ensureCertificate(dir)])
    expect(one).toEqual(two)
    expect(readdirSync(dir)).toEqual(['certificate'])
    const kept = readFileSync(one.certFile, 'utf8')
    await ensureCertificate(dir)
    expect(readFileSync(one.certFile, 'utf8')).toBe(kept)
  }))

test('a process started with NODE_EXTRA_CA_CERTS trusts it; one without does not', () =>
  withTempFolder(async (dir) => {
    const { certFile, keyFile } = await ensureCertificate(dir)
    const pair = { cert: readFileSync(certFile), key: readFileSync(keyFile) }
    const server = createServer(pair, (_request, response) => response.end('hello'))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    try {
      expect(await fetchElsewhere(port, { NODE_EXTRA_CA_CERTS: certFile })).toBe('hello')
      expect(await fetchElsewhere(port, {})).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    } finally {
      server.close()
    }
  }))

/** What a fresh Node process gets from https://localhost, or the code of its error. */
async function fetchElsewhere(port: number, env: Record<string, string>): Promise<string> {
  const script = `fetch('https://localhost:${port}')
    .then((answer) => answer.text(), (error) => error.cause.code)
    .then((text) => process.stdout.write(text))`
  const { NODE_EXTRA_CA_CERTS: _ours, ...rest } = process.env
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['-e', script], { env: { ...rest, ...env } })
  return stdout
}
