/** The real Express app on a free port, with its notifications endpoint, a key server of its own, and people who sign in. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http, { type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Express } from 'express'
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose'
import { pino } from 'pino'
import type { User } from '../../../server/domain/directory/user.ts'
import { createApp } from '../../../server/http/app.ts'
import { tokenCheck } from '../../../server/http/api/auth.ts'
import {
  notificationPath,
  notificationsEndpoint,
} from '../../../server/http/notifications-endpoint.ts'
import { openNotificationInbox } from '../../../server/services/mailboxes/receive-notifications.ts'
import { openStage, type Stage } from './engine-stage.ts'
import { rita } from './makers.ts'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The parsed JSON, or an empty object. */
  json: Record<string, unknown>
}

export interface Ask {
  /** Who asks; null: nobody signed in. Rita when left out. */
  as?: User | null
  body?: unknown
  /** Sent as it is instead of `body`. */
  raw?: string | Uint8Array
  headers?: Record<string, string>
}

export interface ApiPlay {
  stage: Stage
  app: Express
  url: string
  /** How often the keys were fetched. */
  keyFetches(): number
  /** From now on tokens are signed by a new key under this name. */
  rotate(kid: string): Promise<void>
  /** The key server answers nothing but failures while true. */
  keysAway(away: boolean): void
  /** A token as the tenant's issuer signs it, with some claims changed; undefined removes a claim. */
  token(user: User, claims?: Record<string, unknown>): Promise<string>
  call(method: string, path: string, ask?: Ask): Promise<Answer>
  logged(): string
  close(): Promise<void>
}

export const tenantId = '7c1f0a52-3c55-4c1e-9a3b-0d6f5b0e5a11'
export const clientId = 'b1f6a6c4-52f0-4d0c-8a35-6d0a3b7f2c90'

export async function openApiPlay(): Promise<ApiPlay> {
  const stage = await openStage()
  const webDir = mkdtempSync(join(tmpdir(), 'sequences-api-'))
  writeFileSync(join(webDir, 'entries.json'), '{"taskpane":["assets/pane.js"]}')
  writeFileSync(join(webDir, 'manifest.xml'), '<a href="https://localhost:3000/taskpane.html"/>')

  const published: JWK[] = []
  let fetches = 0
  let away = false
  let signing = await firstKey(published)
  const keyServer = await listen((_request, response) => {
    fetches += 1
    response.writeHead(away ? 503 : 200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ keys: published }))
  })
  const issuerUrl = addressOf(keyServer)
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const app = createApp({
    context: stage.context,
    config: {
      world: 'sandbox',
      publicUrl: 'https://sales.contoso.example',
      officeScripts: ['https://localhost:4443/officejs/office.js'],
      frameAncestors: ['https://localhost:4443'],
    },
    pages: {
      signIn: { clientId, authority: `https://localhost:4443/${tenantId}`, scope: 'x' },
      webDir,
      manifestFile: join(webDir, 'manifest.xml'),
    },
    checkToken: tokenCheck({ tenantId, clientId, issuerUrl, secret: 's', certificate: null }),
    processName: 'play',
    watch: (watcher) => stage.db.watch(watcher),
    log,
    isReady: () => true,
  })
  const notifications = notificationsEndpoint(openNotificationInbox(stage.context), (error) => {
    lines.push(String(error))
  })
  const server = await listen((request, response) => {
    if (request.url?.split('?', 1)[0] === notificationPath) notifications(request, response)
    else app(request, response)
  })

  const token = async (user: User, claims: Record<string, unknown> = {}): Promise<string> => {
    const now = Math.floor(Date.now() / 1000)
    const all: JWTPayload = {
      iss: `${issuerUrl}/${tenantId}/v2.0`,
      aud: clientId,
      tid: tenantId,
      oid: user.oid,
      azp: clientId,
      scp: 'access_as_user',
      name: user.name,
      preferred_username: user.address,
      iat: now,
      nbf: now,
      exp: now + 3600,
      ...claims,
    }
    return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: signing.kid }).sign(signing.key)
  }

  return {
    stage,
    app,
    url: addressOf(server),
    keyFetches: () => fetches,
    rotate: async (kid) => {
      published.length = 0
      signing = await newKey(kid, published)
    },
    keysAway: (value) => {
      away = value
    },
    token,
    call: async (method, path, ask = {}) => {
      const user = ask.as === undefined ? rita : ask.as
      const text = ask.raw ?? (ask.body === undefined ? null : JSON.stringify(ask.body))
      return send(`${addressOf(server)}${path}`, method, text, {
        ...(user === null ? {} : { authorization: `Bearer ${await token(user)}` }),
        ...(text === null ? {} : { 'content-type': 'application/json' }),
        ...ask.headers,
      })
    },
    logged: () => lines.join(''),
    close: async () => {
      for (const one of [server, keyServer]) {
        one.closeAllConnections()
        await new Promise((resolve) => one.close(resolve))
      }
      stage.close()
      rmSync(webDir, { recursive: true, force: true })
    },
  }
}

// Making an RSA key takes a good part of a second; each play begins with the same one.
let first: { kid: string; key: CryptoKey; jwk: JWK } | null = null

async function firstKey(published: JWK[]): Promise<{ kid: string; key: CryptoKey }> {
  if (first) published.push(first.jwk)
  else {
    const made = await newKey('first', published)
    const [jwk] = published
    if (jwk) first = { ...made, jwk }
  }
  if (!first) throw new Error('No key was made.')
  return first
}

async function newKey(kid: string, published: JWK[]): Promise<{ kid: string; key: CryptoKey }> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  published.push({ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' })
  return { kid, key: privateKey }
}

function listen(handle: RequestListener): Promise<Server> {
  const server = http.createServer(handle)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server)
    })
  })
}

function addressOf(server: Server): string {
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${String(port)}`
}

export function send(
  url: string,
  method: string,
  text: string | Uint8Array | null,
  headers: Record<string, string>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8')
        const isJson = (response.headers['content-type'] ?? '').includes('json') && body !== ''
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: body,
          json: isJson ? (JSON.parse(body) as Record<string, unknown>) : {},
        })
      })
    })
    request.on('error', reject)
    request.end(text ?? undefined)
  })
}
