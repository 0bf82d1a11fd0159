/** How long a mailbox takes in which 20,000 mails have gathered, while Graph answers one list in ten with 504. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { GraphError } from '../../server/graph/errors.ts'
import { syncMessages } from '../../server/services/inbound/sync-messages.ts'
import { openMailboxSync } from '../../server/services/mailboxes/mailbox-sync.ts'
import type { Context } from '../../server/services/context.ts'
import { openSqlite } from '../../server/store/db/sqlite.ts'
import { putUser } from '../../server/store/directory/users.ts'
import { leaseDue } from '../../server/store/mailboxes/mailbox-leases.ts'
import { addMailbox } from '../../server/store/mailboxes/mailboxes.ts'
import { migrate } from '../../server/store/migrations/migrate.ts'
import { contextAgainst, listen } from './bare-server.ts'
import type { Figure } from './figure.ts'

const mails = 20_000
const mailbox = 'user-1'
/** The oldest was received so long ago; the others follow in even steps. */
const spanMs = 6 * 24 * 3600_000

/** `scratch` is a folder on a real disk: progress is committed durably with every page. */
export async function measureCatchUp(scratch: string): Promise<Figure[]> {
  const now = Date.now()
  const graph = openLists(now)
  const base = await listen(graph.server)
  const folder = mkdtempSync(join(scratch, 'bench-catch-up-'))
  try {
    const context = await openContext(join(folder, 'store.sqlite'), base, now)
    graph.everyTenth = 504
    const began = performance.now()
    const breaks = await readToTheEnd(context)
    const took = performance.now() - began
    const asked = graph.asked.splice(0)
    context.close()
    graph.everyTenth = null
    const bareBegan = performance.now()
    await bareLoop(
      base,
      asked.filter(({ status }) => status === 200).map(({ path }) => path),
    )
    const bare = performance.now() - bareBegan
    return [
      {
        what: `${String(mails)} mails read to the end, one 504 in ten (broke off ${String(breaks)} times)`,
        value: `${(took / 1000).toFixed(1)} s`,
        aim: '',
      },
      { what: 'requests', value: String(asked.length), aim: 'aim < 150' },
      {
        what: 'ratio to a bare loop over the same pages',
        value: `${(took / bare).toFixed(2)} x`,
        aim: '',
      },
    ]
  } finally {
    graph.server.close()
    graph.server.closeAllConnections()
    rmSync(folder, { recursive: true })
  }
}

async function openContext(
  file: string,
  base: string,
  now: number,
): Promise<Context & { close(): void }> {
  const db = openSqlite(file)
  await migrate(db, 'sandbox', () => 'key')
  const connectedAt = new Date(now - spanMs - 60_000).toISOString()
  const address = 'rita@contoso.example'
  await putUser(db, {
    id: mailbox,
    oid: mailbox,
    address,
    name: 'Rita',
    seat: 'professional',
    role: 'rep',
    managerId: null,
    createdAt: connectedAt,
  })
  await addMailbox(db, { id: mailbox, userId: mailbox, address, connectedAt })
  return contextAgainst(base, db, { gapMs: 0, perMinute: 1, perDay: 1 })
}

/** Syncs as the loop would, one after the other; answers how many of them failed. */
async function readToTheEnd(context: Context): Promise<number> {
  for (let breaks = 0; ; breaks += 1) {
    const { real, now } = { real: context.clock.real(), now: context.clock.now() }
    const until = { untilReal: real + 60_000, real: real + breaks * 61_000 }
    const lease = await leaseDue(context.db, { owner: `bench#${String(breaks)}`, now, ...until })
    if (!lease) throw new Error('The mailbox is not due.')
    const sync = openMailboxSync(context, lease)
    sync.ownDomains = []
    try {
      if (await syncMessages(sync)) return breaks
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
    } finally {
      sync.close()
    }
  }
}

/** The same pages, asked for and parsed, and nothing else. */
async function bareLoop(base: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    const answer = await fetch(base + path, { headers: { Prefer: 'IdType="ImmutableId"' } })
    JSON.parse(await answer.text())
  }
}

interface Lists {
  server: Server
  asked: { path: string; status: number }[]
  /** What every tenth list is answered with; null for none. */
  everyTenth: number | null
}

function openLists(now: number): Lists {
  const step = spanMs / mails
  const times = Array.from({ length: mails }, (_, index) =>
    new Date(now - spanMs + Math.floor(index * step)).toISOString().replace(/[.]\d+Z/, 'Z'),
  )
  const lists: Lists = {
    asked: [],
    everyTenth: null,
    server: createServer((request, response) => {
      const path = request.url ?? ''
      const status =
        lists.everyTenth !== null && lists.asked.length % 10 === 9 ? lists.everyTenth : 200
      lists.asked.push({ path, status })
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(status === 200 ? pageOf(times, new URL(path, 'http://graph')) : '')
    }),
  }
  return lists
}

function pageOf(times: string[], url: URL): string {
  const since = /ge (\S+)/.exec(url.searchParams.get('$filter') ?? '')?.[1] ?? ''
  const top = Number(url.searchParams.get('$top'))
  const skip = Number(url.searchParams.get('$skip') ?? 0)
  const from = times.findIndex((time) => time >= since)
  const first = from < 0 ? times.length : from + skip
  const value = times.slice(first, first + top).map((time, index) => mail(first + index, time))
  url.searchParams.set('$skip', String(skip + top))
  return JSON.stringify({
    value,
    ...(first + top < times.length ? { '@odata.nextLink': url.href } : {}),
  })
}

function mail(index: number, receivedDateTime: string): object {
  const who = { emailAddress: { address: `news${String(index)}@paper.example`, name: 'News' } }
  return {
    id: `mail-${String(index)}`,
    internetMessageId: `<issue-${String(index)}@paper.example>`,
    receivedDateTime,
    isDraft: false,
    from: who,
    sender: who,
    replyTo: [],
    toRecipients: [{ emailAddress: { address: 'rita@contoso.example', name: 'Rita' } }],
    ccRecipients: [],
    subject: `Issue ${String(index)}`,
    bodyPreview: 'Nothing that concerns anybody enrolled. '.repeat(6),
    internetMessageHeaders: Array.from({ length: 40 }, (_, n) => ({
      name: `X-Header-${String(n)}`,
      value: 'a value of some length, as headers of mail servers have them',
    })),
  }
}
