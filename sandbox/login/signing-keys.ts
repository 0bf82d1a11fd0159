/** The issuer's RSA keys: made on the first start, kept in a file, published as a key set, rotated on order. */

import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import type { CryptoKey, JSONWebKeySet, JWK, JWTPayload } from 'jose'
import { z } from 'zod'

/** Keys kept besides the signing one, so that tokens signed before a rotation stay good. */
const olderKeys = 1

const keyFileShape = z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1) })

export interface SigningKeys {
  /** Public halves, newest first. */
  published: () => JSONWebKeySet
  /** Signs with the newest key (RS256); `typ` and `kid` go into the header. */
  sign: (claims: JWTPayload) => Promise<string>
  /** Puts a new key before the present one, which stays published until the rotation after. */
  rotate: () => Promise<void>
}

/** Reads the keys from `file`, or makes the first one. Throws when the file is there and no key file. */
export async function openSigningKeys(file: string): Promise<SigningKeys> {
  let privateKeys = (await readKeys(file)) ?? [await newKey()]
  await writeKeys(file, privateKeys)
  let signer = await signingKey(privateKeys)
  return {
    published: () => ({ keys: privateKeys.map(publicHalf) }),
    sign: (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: signer.kid })
        .sign(signer.key),
    rotate: async () => {
      privateKeys = [await newKey(), ...privateKeys.slice(0, olderKeys)]
      await writeKeys(file, privateKeys)
      signer = await signingKey(privateKeys)
    },
  }
}

async function signingKey(keys: JWK[]): Promise<{ kid: string; key: CryptoKey }> {
  const newest = keys[0]
  if (newest?.kid === undefined) throw new Error('The key file holds a key without a kid.')
  const key = await importJWK(newest, 'RS256')
  if (key instanceof Uint8Array) throw new Error('The key file holds a key that is not RSA.')
  return { kid: newest.kid, key }
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: 'RS256' }
}

function publicHalf(key: JWK): JWK {
  const { kty, n, e, kid, use, alg } = key
  if (n === undefined || e === undefined || kid === undefined)
    throw new Error('The key file holds a key that is not RSA.')
  return { kty: kty ?? 'RSA', n, e, kid, use: use ?? 'sig', alg: alg ?? 'RS256' }
}

async function readKeys(file: string): Promise<JWK[] | null> {
  if (!existsSync(file)) return null
  return keyFileShape.parse(JSON.parse(await readFile(file, 'utf8'))).keys
}

/** Through a neighbour and a rename: a start that is killed half-way never leaves half a key. */
async function writeKeys(file: string, keys: JWK[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, JSON.stringify({ keys }), { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, file)
}
