/** Mailboxes of a bench's own, in memory and in a thread of their own: drafts are made there and sent. */
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { listen } from './bare-server.ts'

export interface Call {
  method: string
  path: string
  body: string
}

export type FromMailboxes =
  { kind: 'listening'; base: string } | { kind: 'all-sent' } | { kind: 'calls'; calls: Call[] }

interface Item {
  id: string
  messageId: string
  isDraft: boolean
  receivedAt: string
}

if (parentPort === null) throw new Error('The mailboxes live in a thread of a bench.')
const bench = parentPort
const { answersAfterMs, total } = workerData as { answersAfterMs: number; total: number }
const items = new Map<string, Item[]>()
const calls: Call[] = []
let sent = 0

const tell = (message: FromMailboxes): void => {
  bench.postMessage(message)
}

function answer({ method, path, body }: Call): { status: number; json?: unknown } {
  const url = new URL(path, 'http://graph')
  const mailbox = /\/users\/([^/]+)/.exec(url.pathname)?.[1] ?? ''
  const mine = items.get(mailbox) ?? []
  items.set(mailbox, mine)
  if (url.pathname.endsWith('/organization'))
    return { status: 200, json: { value: [{ verifiedDomains: [{ name: 'contoso.example' }] }] } }
  if (url.pathname.includes('/calendarView/delta'))
    return { status: 200, json: { value: [], '@odata.deltaLink': `http://graph${path}` } }
  if (url.pathname.endsWith('/send')) {
    const id = /messages\/([^/]+)\/send/.exec(url.pathname)?.[1]
    const item = mine.find((one) => one.id === id)
    if (item) item.isDraft = false
    sent += 1
    if (sent === total) tell({ kind: 'all-sent' })
    return { status: 202 }
  }
  if (method === 'POST') {
    const mime = Buffer.from(body, 'base64').toString()
    const item = {
      id: `item-${String(mine.length)}-${mailbox}`,
      messageId: /^Message-ID: (\S+)/im.exec(mime)?.[1] ?? '',
      ...{ isDraft: true, receivedAt: new Date().toISOString().replace(/\.\d+Z/, 'Z') },
    }
    mine.push(item)
    return { status: 201, json: shown(item, mailbox) }
  }
  return { status: 200, json: { value: mine.map((one) => shown(one, mailbox)) } }
}

async function take(call: Call, response: ServerResponse): Promise<void> {
  calls.push(call)
  if (answersAfterMs > 0) await pause(answersAfterMs)
  const { status, json } = answer(call)
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(json === undefined ? '' : JSON.stringify(json))
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts).toString()
    void take({ method: request.method ?? '', path: request.url ?? '', body }, response)
  })
})
bench.on('message', () => {
  tell({ kind: 'calls', calls })
})
tell({ kind: 'listening', base: await listen(server) })

function shown({ id, messageId, isDraft, receivedAt }: Item, mailbox: string): object {
  const rep = { emailAddress: { address: `${mailbox}@contoso.example`, name: 'Rep' } }
  return {
    ...{ id, internetMessageId: messageId, isDraft, receivedDateTime: receivedAt },
    ...{ sentDateTime: receivedAt, parentFolderId: isDraft ? 'drafts' : 'sentitems' },
    ...{
      from: rep,
      sender: rep,
      replyTo: [],
      toRecipients: [],
      ccRecipients: [],
      bccRecipients: [],
    },
    ...{ subject: 'A question', bodyPreview: '', body: { content: 'Hello' } },
    ...{ createdDateTime: receivedAt, lastModifiedDateTime: receivedAt },
  }
}
