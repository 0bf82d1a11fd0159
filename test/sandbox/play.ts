/** A sandbox on a free port with a world of its own, a listening subscriber, and short words to talk to both. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { closeServer, listen, openSandbox, portOf } from '../../sandbox/open-sandbox.ts'
import type { Sandbox } from '../../sandbox/open-sandbox.ts'
import { tenantPeople } from '../../sandbox/person.ts'
import type { Person } from '../../sandbox/person.ts'
import { sandboxWorld } from '../../sandbox/constants.ts'
import { ensureCertificate } from '../../tools/dev/certificate.ts'
import { patienceMs } from '../../tools/patience.ts'

export interface Reply {
  status: number
  headers: Headers
  text: string
  /** The parsed JSON; empty for anything else. */
  json: Json
}

/** An answer as tests walk through it: the names they use, and whatever else is there. */
export interface Json {
  [name: string]: unknown
  id: string
  subject: string
  internetMessageId: string
  value: Json[]
  items: Json[]
  error: { code: string; message: string; innerError: Record<string, string> }
  '@odata.nextLink': string
  '@odata.deltaLink': string
  iCalUId: string
  now: string
  version: number
  expirationDateTime: string
  raw: string
  text: string
}

export interface Ask {
  body?: unknown
  /** Sent as it is. */
  raw?: string
  headers?: Record<string, string>
}

export interface Play {
  url: string
  sandbox: () => Sandbox
  /** Immutable ids unless `headers.prefer` says otherwise. */
  graph: (method: string, path: string, ask?: Ask) => Promise<Reply>
  control: (method: string, path: string, ask?: Ask) => Promise<Reply>
  graphHeaders: Record<string, string>
  subscriber: Subscriber
  /** Closes the sandbox and opens it again on the same data and port. */
  restart: () => Promise<void>
  close: () => Promise<void>
}

export const rita = 'rita@contoso.example'
export const sam = 'sam@contoso.example'
export const ritaId = tenantPeople[0]?.id ?? ''
const noMailbox: Person = {
  id: '3f0d6a1e-58c4-4b77-8d1c-1a2b3c4d5e99',
  address: 'otto@contoso.example',
  name: 'Otto Olsen',
  accountEnabled: true,
  hasMailbox: false,
  title: 'Contractor',
}

/** One certificate for all plays of a test file: making keys takes longer than most tests. */
let sharedTls: Promise<{ cert: string; key: string }> | undefined

async function makeTls(): Promise<{ cert: string; key: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'sandbox-certificate-'))
  const { certFile, keyFile } = await ensureCertificate(dir)
  const tls = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
  rmSync(dir, { recursive: true, force: true })
  return tls
}

export async function openPlay(): Promise<Play> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-test-'))
  const tls = await (sharedTls ??= makeTls())
  const open = (port: number): Promise<Sandbox> =>
    openSandbox({
      dataDir,
      port,
      issuerUrl: 'https://localhost:4443',
      productUrl: 'https://localhost:3000',
      people: [...tenantPeople, noMailbox],
      ca: tls.cert,
    })
  let sandbox = await open(0)
  const { url } = sandbox
  const subscriber = await openSubscriber(tls)
  const token = await graphToken(sandbox)
  const graphHeaders = { authorization: `Bearer ${token}`, prefer: 'IdType="ImmutableId"' }
  return {
    url,
    sandbox: () => sandbox,
    graphHeaders,
    graph: (method, path, request) =>
      ask(method, `${url}/v1.0${path}`, {
        ...request,
        headers: { ...graphHeaders, ...request?.headers },
      }),
    control: (method, path, request) => ask(method, `${url}/sandbox${path}`, request),
    subscriber,
    restart: async () => {
      await sandbox.close()
      sandbox = await open(Number(new URL(url).port))
    },
    close: async () => {
      await sandbox.close()
      await subscriber.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function ask(method: string, url: string, { body, raw, headers }: Ask = {}): Promise<Reply> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const answer = await fetch(url, {
    method,
    headers: { ...json, ...headers },
    ...(content === undefined ? {} : { body: content }),
  })
  const text = await answer.text()
  const isJson = (answer.headers.get('content-type') ?? '').includes('json')
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: JSON.parse(isJson && text !== '' ? text : '{}'),
  }
}

async function graphToken(sandbox: Sandbox): Promise<string> {
  const server = http.createServer(express().use(sandbox.issuer.router))
  await listen(server, 0)
  const answer = await fetch(
    `http://localhost:${portOf(server)}/${sandboxWorld.tenantId}/oauth2/v2.0/token`,
    {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: sandboxWorld.clientId,
        client_secret: sandboxWorld.clientSecret,
        scope: 'https://graph.microsoft.com/.default',
      }),
    },
  )
  const { access_token: token }: { access_token: string } = JSON.parse(await answer.text())
  await closeServer(server)
  return token
}

export interface Subscriber {
  url: string
  /** Bodies of the posts it accepted or refused, in order, without handshakes. */
  posts: { value: Json[] }[]
  handshakes: { query: string; contentType: string }[]
  /** The items of all posts in order. */
  items: () => Json[]
  /** What it answers to posts; 202 at first. */
  answerWith: (status: number) => void
  /** Replaces the answer to handshakes. */
  shake: (how: (token: string) => { status: number; type: string; body: string }) => void
  /** Stops listening (the product is down) and starts again on the same port. */
  down: () => Promise<void>
  up: () => Promise<void>
  close: () => Promise<void>
}

async function openSubscriber(tls: { cert: string; key: string }): Promise<Subscriber> {
  let status = 202
  let shake = (token: string): { status: number; type: string; body: string } => ({
    status: 200,
    type: 'text/plain',
    body: token,
  })
  const posts: { value: Json[] }[] = []
  const handshakes: Subscriber['handshakes'] = []
  const app = express()
  app.post('/notifications', express.text({ type: () => true }), (request, response) => {
    const text = String(request.body)
    const token = request.query.validationToken
    if (typeof token === 'string') {
      const answer = shake(token)
      handshakes.push({
        query: request.url,
        contentType: request.headers['content-type'] ?? '',
      })
      response.status(answer.status).type(answer.type).send(answer.body)
      return
    }
    const post: { value: Json[] } = JSON.parse(text)
    posts.push(post)
    response.status(status).end()
  })
  let server = https.createServer(tls, app)
  await listen(server, 0)
  const port = portOf(server)
  return {
    url: `https://localhost:${port}/notifications`,
    posts,
    handshakes,
    items: () => posts.flatMap((one) => one.value),
    answerWith: (next) => {
      status = next
    },
    shake: (how) => {
      shake = how
    },
    down: () => closeServer(server),
    up: async () => {
      server = https.createServer(tls, app)
      await listen(server, port)
    },
    close: () => closeServer(server),
  }
}

/** Looks again and again until it sees something; fails with what it was waiting for. */
export async function waitFor<T>(
  what: string,
  look: () => T | Promise<T>,
  timeoutMs = patienceMs,
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const seen = await look()
    if (isThere(seen)) return seen
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

function isThere<T>(seen: T): seen is Exclude<T, undefined | null | false> {
  return seen !== undefined && seen !== null && seen !== false
}

/** A plain mail; every header can be replaced. */
export function mail(
  headers: Record<string, string> = {},
  body = 'Hello Rita,\r\n\r\nlet us talk.\r\n',
): string {
  const all = {
    From: 'Ana Alves <ana@acme.example>',
    To: 'rita@contoso.example',
    Subject: 'Hello',
    'Message-ID': `<${Math.random().toString(36).slice(2)}@acme.example>`,
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

/** Puts a mail into Rita's mailbox, or another's. */
export async function arrive(play: Play, raw = mail(), query = ''): Promise<Json> {
  const mailbox = query.includes('mailbox=') ? '' : `mailbox=${rita}&`
  const reply = await play.control('POST', `/mail?${mailbox}${query}`, {
    raw,
    headers: { 'content-type': 'message/rfc822' },
  })
  if (reply.status !== 201) throw new Error(`The mail was refused: ${reply.text}`)
  return reply.json
}

/** Makes a draft in Rita's mailbox from MIME and answers it as Graph shows it. */
export async function draft(
  play: Play,
  raw = emailMime(),
  headers: Record<string, string> = {},
): Promise<Json> {
  const reply = await play.graph('POST', `/users/${rita}/messages`, {
    raw: Buffer.from(raw).toString('base64'),
    headers: { 'content-type': 'text/plain', ...headers },
  })
  if (reply.status !== 201) throw new Error(`The draft was refused: ${reply.text}`)
  return reply.json
}

export function emailMime(headers: Record<string, string> = {}): string {
  return mail({
    From: 'Somebody Else <else@other.example>',
    To: 'Ana Alves <ana@acme.example>',
    Subject: 'A first email',
    'Message-ID': `<email-${Math.random().toString(36).slice(2)}@contoso.example>`,
    ...headers,
  })
}

/** Follows a link of Graph. */
export async function follow(play: Play, link: string): Promise<Json> {
  return (await followed(play, link)).json
}

/** The same with status and headers. */
export function followed(play: Play, link: string, headers = {}): Promise<Reply> {
  return ask('GET', link, { headers: { ...play.graphHeaders, ...headers } })
}

export async function send(play: Play, id: string): Promise<Reply> {
  return play.graph('POST', `/users/${rita}/messages/${id}/send`)
}

export async function subscribe(
  play: Play,
  body: Record<string, unknown> = {},
  headers = {},
): Promise<Reply> {
  const now = (await play.control('GET', '/clock')).json.now
  return play.graph('POST', '/subscriptions', {
    headers,
    body: {
      changeType: 'created,updated,deleted',
      resource: `users/${ritaId}/messages`,
      notificationUrl: play.subscriber.url,
      lifecycleNotificationUrl: play.subscriber.url,
      clientState: 'a secret',
      expirationDateTime: new Date(Date.parse(now) + 5 * 24 * 3_600_000).toISOString(),
      ...body,
    },
  })
}
