/** What is wrong with a configuration beyond the form of each setting: what is missing beside what, and unreadable files. */

import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { normalAddress } from '../domain/contacts/address.ts'

/** The environment, without the empty values. */
export type Given = Partial<Record<string, string>>

/** Every fault, a line each, in words that say what to do. */
export function faultsIn(given: Given, isTenant: boolean): string[] {
  return [
    ...(isTenant ? missingForTenant(given) : []),
    ...namesIn(given['ADMINS'])
      .filter((name) => normalAddress(name) === null)
      .map((name) => `ADMINS names “${name}”, which is not a mail address`),
    ...filesOf(given, isTenant).flatMap((path) => fileFault(path) ?? []),
  ]
}

/** Parts a list by blanks, commas or semicolons. */
export function namesIn(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,;]+/).filter(Boolean)
}

function missingForTenant(given: Given): string[] {
  const missing = [
    ['TENANT_ID', 'the id of your Microsoft 365 tenant'],
    ['CLIENT_ID', 'the client id of the app registration'],
    ['PUBLIC_URL', 'the https address under which browsers and Microsoft reach this server'],
  ] as const
  const has = (name: string): boolean => given[name] !== undefined
  const lines = missing
    .filter(([name]) => !has(name))
    .map(([name, what]) => `${name} is missing: ${what}`)
  if (has('PUBLIC_URL') && !given['PUBLIC_URL']?.startsWith('https://'))
    lines.push('PUBLIC_URL must begin with https://')
  if (!has('CLIENT_SECRET') && !has('CLIENT_CERTIFICATE_FILE'))
    lines.push(
      'CLIENT_SECRET is missing: set it, or CLIENT_CERTIFICATE_FILE and CLIENT_CERTIFICATE_KEY_FILE',
    )
  if (has('CLIENT_CERTIFICATE_FILE') && !has('CLIENT_CERTIFICATE_KEY_FILE'))
    lines.push('CLIENT_CERTIFICATE_KEY_FILE is missing: the private key of the certificate')
  if (has('TLS_CERT_FILE') !== has('TLS_KEY_FILE'))
    lines.push('TLS_CERT_FILE and TLS_KEY_FILE belong together: set both or neither')
  return lines
}

/** Every file that this configuration reads. */
function filesOf(given: Given, isTenant: boolean): string[] {
  if (!isTenant) {
    const folder = join(given['DATA_DIR'] ?? '.data', 'certificate')
    return [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  }
  return [
    'TLS_CERT_FILE',
    'TLS_KEY_FILE',
    'CLIENT_CERTIFICATE_FILE',
    'CLIENT_CERTIFICATE_KEY_FILE',
  ].flatMap((name) => given[name] ?? [])
}

function fileFault(path: string): string | null {
  try {
    accessSync(path, constants.R_OK)
    return null
  } catch {
    return `The file ${path} cannot be read: check that it exists. "npm start" makes the sandbox’s certificate.`
  }
}
