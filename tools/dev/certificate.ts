/** Makes the one certificate of both https ports and keeps it fresh. */
import { X509Certificate, createPrivateKey, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface Certificate {
  certFile: string
  keyFile: string
}

const day = 24 * 60 * 60 * 1000
const validDays = 365
const renewWithinDays = 7

/**
 * Answers the paths of `certificate/cert.pem` and `key.pem` below the data folder, making both when they are missing,
 * unreadable, or have fewer than seven days left at `now`. Self-signed for localhost, 127.0.0.1 and ::1, and trusted
 * by processes started with NODE_EXTRA_CA_CERTS naming the certificate.
 */
export async function ensureCertificate(dataDir: string, now = new Date()): Promise<Certificate> {
  const dir = join(dataDir, 'certificate')
  if (isFresh(dir, now)) return filesOf(dir)
  const made = await make(now)
  // Both files appear at once: of two commands started together one wins, and both then use its pair.
  const draft = `${dir}.${randomUUID()}`
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  writeFileSync(filesOf(draft).certFile, made.cert, { mode: 0o644 })
  writeFileSync(filesOf(draft).keyFile, made.private, { mode: 0o600 })
  if (!isFresh(dir, now)) {
    rmSync(dir, { recursive: true, force: true })
    try {
      renameSync(draft, dir)
    } catch (error) {
      if (!isFresh(dir, now)) throw error
    }
  }
  rmSync(draft, { recursive: true, force: true })
  return filesOf(dir)
}

function filesOf(dir: string): Certificate {
  return { certFile: join(dir, 'cert.pem'), keyFile: join(dir, 'key.pem') }
}

function isFresh(dir: string, now: Date): boolean {
  const { certFile, keyFile } = filesOf(dir)
  try {
    const certificate = new X509Certificate(readFileSync(certFile))
    const left = Date.parse(certificate.validTo) - now.getTime()
    const belongTogether = certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile)))
    return left >= renewWithinDays * day && belongTogether
  } catch {
    // Missing or damaged alike: a new pair costs nothing but one more click in the browser.
    return false
  }
}

function make(now: Date) {
  // Not a certificate authority: whoever copies the key from the data folder can play localhost, and nobody else.
  return generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
    // A minute back, for a browser whose clock is a little behind.
    notBeforeDate: new Date(now.getTime() - 60_000),
    notAfterDate: new Date(now.getTime() + validDays * day),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
}
