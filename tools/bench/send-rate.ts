/** How many emails a second the engine sends over fifty mailboxes with everything durable, and how many Graph calls each costs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { v7 } from 'uuid'
import { realClock } from '../../server/clock-follower.ts'
import { newEnrollment } from '../../server/domain/enrollments/enrollment.ts'
import { dueAs } from '../../server/domain/enrollments/next-step.ts'
import { defaultSettings, planSteps } from '../../server/domain/sequences/sequence.ts'
import { later } from '../../server/domain/time/instant.ts'
import type { Context } from '../../server/services/context.ts'
import { addContact } from '../../server/store/contacts/contacts.ts'
import { putUser } from '../../server/store/directory/users.ts'
import { openSqlite } from '../../server/store/db/sqlite.ts'
import { addEnrollment } from '../../server/store/enrollments/enrollments.ts'
import {
  addMailbox,
  keepSettings,
  setSubscriptionDue,
} from '../../server/store/mailboxes/mailboxes.ts'
import { migrate } from '../../server/store/migrations/migrate.ts'
import { putSequence } from '../../server/store/sequences/sequences.ts'
import { openLoop } from '../../server/worker/loop.ts'
import { contextAgainst, listen } from './bare-server.ts'
import type { Figure } from './figure.ts'

const mailboxes = 50
const emailsEach = 40
const total = mailboxes * emailsEach
/** As many mailboxes at once as the server works. */
const atOnce = 8

interface Call {
  method: string
  path: string
  body: string
}

/** `scratch` is a folder on a real disk: every step of every email is committed durably. */
export async function measureSendRate(scratch: string): Promise<Figure[]> {
  const graph = openMailboxes()
  const base = await listen(graph.server)
  const folder = mkdtempSync(join(scratch, 'bench-send-rate-'))
  try {
    const took = await sendAll(join(folder, 'store.sqlite'), base, graph)
    const calls = graph.calls.splice(0)
    const bare = await bareClient(base, calls)
    return [
      {
        what: `${String(total)} emails over ${String(mailboxes)} mailboxes`,
        value: `${((total / took) * 1000).toFixed(0)} /s`,
        aim: '',
      },
      {
        what: 'against a bare client making the same Graph calls',
        value: `${(bare / took).toFixed(2)} x`,
        aim: 'aim >= 0.6',
      },
      { what: 'Graph calls an email', value: (calls.length / total).toFixed(2), aim: '' },
    ]
  } finally {
    graph.server.close()
    graph.server.closeAllConnections()
    rmSync(folder, { recursive: true })
  }
}

/** Milliseconds from the first look for what is due to the last email. */
async function sendAll(file: string, base: string, graph: FakeGraph): Promise<number> {
  const context = await fill(file, base)
  const began = performance.now()
  const loop = openLoop(context, {
    processName: 'bench',
    syncsAtOnce: atOnce,
    onFault: (error) => {
      throw error
    },
  })
  context.wake = () => {
    loop.wake()
  }
  await graph.allSent
  const took = performance.now() - began
  await loop.close()
  context.close()
  return took
}

/** The very same calls, so many mailboxes at once and one after the other within each, and nothing else. */
async function bareClient(base: string, calls: readonly Call[]): Promise<number> {
  const byMailbox = new Map<string, Call[]>()
  for (const call of calls) {
    const mailbox = /^\/v1\.0\/users\/([^/?]+)/.exec(call.path)?.[1] ?? ''
    byMailbox.set(mailbox, [...(byMailbox.get(mailbox) ?? []), call])
  }
  const left = [...byMailbox.values()]
  const began = performance.now()
  const work = async (): Promise<void> => {
    for (let mine = left.shift(); mine; mine = left.shift())
      for (const { method, path, body } of mine) {
        const headers = { 'Content-Type': 'text/plain', Authorization: 'Bearer token' }
        const answer = await fetch(base + path, {
          method,
          headers,
          ...(body === '' ? {} : { body }),
        })
        await answer.text()
      }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return performance.now() - began
}

async function fill(file: string, base: string): Promise<Context & { close(): void }> {
  const db = openSqlite(file)
  await migrate(db, 'sandbox', () => 'key')
  const now = realClock.now()
  const far = later(now, 30 * 86_400_000)
  const plan = planSteps([
    { subject: 'A question', body: 'Hello {{ contact.first_name }}, have you a minute?' },
    { body: 'Once more.', delay: 'P3D' },
  ])
  if ('refused' in plan) throw new Error(plan.refused)
  await db.transaction(async (tx) => {
    for (let m = 0; m < mailboxes; m += 1) {
      const id = `rep-${String(m)}`
      const address = `${id}@contoso.example`
      await putUser(tx, {
        ...{ id, oid: id, address, name: `Rep ${String(m)}`, seat: 'professional', role: 'rep' },
        ...{ managerId: null, createdAt: now },
      })
      await addMailbox(tx, { id, userId: id, address, connectedAt: now })
      await setSubscriptionDue(tx, id, far)
      await keepSettings(tx, id, { timeZone: 'UTC', dueAt: far })
    }
    const sequence = {
      ...{ id: 'sequence', name: 'Bench', ownerId: 'rep-0', version: 1, settings: defaultSettings },
      ...{
        createdAt: now,
        updatedAt: now,
        updatedBy: null,
        deletedAt: null,
        deletedBy: null,
        archivedAt: null,
      },
      halt: null,
    }
    await putSequence(tx, sequence, plan.steps)
    for (let i = 0; i < total; i += 1) await enrollOne(tx, i, now)
  })
  return contextAgainst(base, db, { gapMs: 0, perMinute: emailsEach, perDay: 10_000 })
}

async function enrollOne(
  tx: Parameters<typeof addContact>[0],
  i: number,
  now: string,
): Promise<void> {
  const email = `person${String(i)}@firm${String(i)}.example`
  const contactId = v7()
  await addContact(tx, {
    ...{ id: contactId, email, name: `Person ${String(i)}`, company: null, companyId: null },
    ...{ properties: {}, addressState: 'ok', createdAt: now },
  })
  const rep = `rep-${String(i % mailboxes)}`
  await addEnrollment(
    tx,
    newEnrollment({
      ...{ id: v7(), sequenceId: 'sequence', version: 1, contactId, mailboxId: rep },
      ...{ enrolledBy: rep, address: email, beganAt: now, messagesBefore: [], createdAt: now },
      next: dueAs(1, { wantedAt: now, dueAt: now }),
    }),
  )
}

interface FakeGraph {
  server: Server
  calls: Call[]
  allSent: Promise<void>
}

interface Item {
  id: string
  messageId: string
  isDraft: boolean
  receivedAt: string
}

/** Mailboxes in memory that answer at once: what is measured is the engine. */
function openMailboxes(): FakeGraph {
  const items = new Map<string, Item[]>()
  const calls: Call[] = []
  let sent = 0
  let done = (): void => undefined
  const allSent = new Promise<void>((resolve) => (done = resolve))
  const answer = ({ method, path, body }: Call): { status: number; json?: unknown } => {
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
      if (sent === total) done()
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
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const call = { method: request.method ?? '', path: request.url ?? '', body }
      calls.push(call)
      const { status, json } = answer(call)
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(json === undefined ? '' : JSON.stringify(json))
    })
  })
  return { server, calls, allSent }
}

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
