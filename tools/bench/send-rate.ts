/** How many emails a second the engine sends over fifty mailboxes with everything durable, and how many Graph calls each costs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
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
import { contextAgainst } from './bare-server.ts'
import type { Figure } from './figure.ts'
import type { Call, FromMailboxes } from './mailboxes-worker.ts'

const mailboxes = 50
const emailsEach = 40
const total = mailboxes * emailsEach
/** As many mailboxes at once as the server works. */
const atOnce = 8

/** Microsoft's own needs more for the two requests that an email takes. */
const usualMs = 50

/** `scratch` is a folder on a real disk: every step of every email is committed durably. */
export async function measureSendRate(scratch: string): Promise<Figure[]> {
  return [
    ...(await measureAgainst(scratch, usualMs, 'aim >= 0.6')),
    // What the engine itself takes: where Graph takes no time at all, all of it shows.
    ...(await measureAgainst(scratch, 0, '')),
  ]
}

/** @param answersAfterMs how long Graph takes for each request. */
async function measureAgainst(
  scratch: string,
  answersAfterMs: number,
  aim: string,
): Promise<Figure[]> {
  const graph = await openMailboxes(answersAfterMs)
  const folder = mkdtempSync(join(scratch, 'bench-send-rate-'))
  try {
    const took = await sendAll(join(folder, 'store.sqlite'), graph)
    const calls = await graph.calls()
    const bare = await bareClient(graph.base, calls)
    const where = answersAfterMs === 0 ? 'at once' : `in ${String(answersAfterMs)} ms`
    return [
      {
        what: `emails a second over ${String(mailboxes)} mailboxes, Graph answers ${where}`,
        value: `${((total / took) * 1000).toFixed(0)} /s`,
        aim: '',
      },
      {
        what: '  against a bare client making the same Graph calls',
        value: `${(bare / took).toFixed(2)} x`,
        aim,
      },
      { what: '  Graph calls an email', value: (calls.length / total).toFixed(2), aim: '' },
    ]
  } finally {
    await graph.close()
    rmSync(folder, { recursive: true })
  }
}

interface Mailboxes {
  base: string
  allSent: Promise<void>
  /** All that was asked so far. */
  calls(): Promise<Call[]>
  close(): Promise<unknown>
}

/** In a thread of their own: what is measured is the engine, and not they. */
async function openMailboxes(answersAfterMs: number): Promise<Mailboxes> {
  const worker = new Worker(new URL('./mailboxes-worker.js', import.meta.url), {
    workerData: { answersAfterMs, total },
  })
  const told = <Kind extends FromMailboxes['kind']>(
    kind: Kind,
  ): Promise<Extract<FromMailboxes, { kind: Kind }>> =>
    new Promise((resolve, reject) => {
      worker.once('error', reject)
      worker.on('message', (message: FromMailboxes) => {
        if (message.kind === kind) resolve(message as Extract<FromMailboxes, { kind: Kind }>)
      })
    })
  const allSent = told('all-sent')
  const { base } = await told('listening')
  return {
    base,
    allSent: allSent.then(() => undefined),
    calls: async () => {
      const answer = told('calls')
      worker.postMessage('calls')
      return (await answer).calls
    },
    close: () => worker.terminate(),
  }
}

/** Milliseconds from the first look for what is due to the last email. */
async function sendAll(file: string, graph: Mailboxes): Promise<number> {
  const context = await fill(file, graph.base)
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
