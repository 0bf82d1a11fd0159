/** The engine on a stage: real store and services, a scripted Graph, and two clocks that are moved by hand. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { raw } from 'sql-template-tag'
import sql from 'sql-template-tag'
import type { Enrollment } from '../../../server/domain/enrollments/enrollment.ts'
import { dueAtOf, stepOf, waitsOf } from '../../../server/domain/enrollments/next-step.ts'
import { instant, msOf } from '../../../server/domain/time/instant.ts'
import type { Email } from '../../../server/domain/outbound/email.ts'
import type { Pace } from '../../../server/domain/outbound/pace.ts'
import {
  planSteps,
  type Sequence,
  type StepDraft,
} from '../../../server/domain/sequences/sequence.ts'
import type { User } from '../../../server/domain/directory/user.ts'
import type { Context } from '../../../server/services/context.ts'
import { enroll } from '../../../server/services/enrollments/enroll.ts'
import { isRefused } from '../../../server/services/problem.ts'
import { leaseNext, workMailbox } from '../../../server/worker/mailbox-worker.ts'
import type { ClosableDb } from '../../../server/store/db/db.ts'
import { enrollmentById } from '../../../server/store/enrollments/enrollments.ts'
import { emailsOf } from '../../../server/store/outbound/emails.ts'
import { addMailbox, mailboxById } from '../../../server/store/mailboxes/mailboxes.ts'
import { nextWakeUp } from '../../../server/store/mailboxes/mailbox-leases.ts'
import { migrate } from '../../../server/store/migrations/migrate.ts'
import { putSequence } from '../../../server/store/sequences/sequences.ts'
import { openSqlite } from '../../../server/store/db/sqlite.ts'
import { putUser } from '../../../server/store/directory/users.ts'
import { aSequence, mia, rita, ritaId, sam, samId, start, threeEmails } from './makers.ts'
import { openScriptedGraph, type ScriptedGraph } from './scripted-graph.ts'
import { withTempFolder } from '../temp-folder.ts'

export interface Stage {
  context: Context
  db: ClosableDb
  graph: ScriptedGraph
  /** Lets time pass, for the product and really; milliseconds. */
  pass(ms: number): void
  /** Moves the product's clock alone. */
  jump(ms: number): void
  /** Moves the real clocks alone. */
  wait(ms: number): void
  /** A laptop sleeps: the wall and the system's uptime go on, the monotonic clock stands still. */
  sleep(ms: number): void
  /** Somebody sets the wall clock, forward or back. */
  setWall(ms: number): void
  now(): string
  /** Works mailboxes until nothing is due; answers how many syncs that took. A killed process's lease runs out first. */
  work(): Promise<number>
  /** Works and lets a minute pass, so many times. */
  workMinutes(count: number): Promise<void>
  /** One sync, if a mailbox is due; `crashed` when the process was killed in it. */
  sync(): Promise<'idle' | 'done' | 'crashed'>
  sequence(drafts?: StepDraft[], id?: string, given?: Partial<Sequence>): Promise<string>
  enroll(
    email: string,
    given?: { name?: string; sequenceId?: string; by?: User },
  ): Promise<Enrollment>
  enrollment(id: string): Promise<SeenEnrollment>
  emails(enrollmentId: string): Promise<Email[]>
  timeline(enrollmentId: string): Promise<string[]>
  /** Every row of every table. */
  dump(): Promise<Record<string, unknown[]>>
  close(): void
}

/** What comes next spread out, as most tests ask of it one thing alone. */
export type SeenEnrollment = Enrollment & {
  nextStep: number | null
  dueAt: string | null
  wantedAt: string | null
  waits: string | null
  leftMs: number | null
}

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
const easyPace: Pace = { gapMs: 5 * second, perMinute: 25, perDay: 500 }
/** More syncs than this at one moment mean that a mailbox spins. */
const mostSyncs = 60

const key = (): string => 'a key for these tests'

let born: Promise<Buffer> | null = null

/** What a new store holds once it is migrated: a copy is there twenty times as fast as the next one is made. */
function newborn(): Promise<Buffer> {
  born ??= withTempFolder(async (folder) => {
    const file = join(folder, 'newborn.sqlite')
    const db = openSqlite(':memory:')
    await migrate(db, 'sandbox', key)
    await db.all(sql`vacuum into ${file}`)
    db.close()
    return readFileSync(file)
  })
  return born
}

export async function openStage(
  given: { pace?: Partial<Pace>; file?: string } = {},
): Promise<Stage> {
  const db = openSqlite(given.file ?? (await newborn()))
  await migrate(db, 'sandbox', key)
  let nowMs = msOf(start)
  let realMs = 1_000_000_000
  let monotonicMs = 5_000
  let uptimeMs = 70_000
  let syncs = 0
  const now = (): string => instant(nowMs)
  const graph = openScriptedGraph(now)
  const context: Context = {
    db,
    watch: (watcher) => db.watch(watcher),
    ask: graph.ask,
    clock: {
      now,
      real: () => realMs,
      readings: () => ({ monotonic: monotonicMs, wall: realMs, uptime: uptimeMs }),
    },
    pace: { ...easyPace, ...given.pace },
    publicUrl: 'https://sales.contoso.example',
    notificationUrl: 'https://sales.contoso.example/graph/notifications',
    messageIdKey: 'a key for these tests',
    admins: ['mia@contoso.example'],
    report: () => undefined,
    wake: () => undefined,
  }
  for (const user of [rita, sam, mia]) await putUser(db, user)
  for (const [id, user] of [
    [ritaId, rita],
    [samId, sam],
  ] as const)
    await addMailbox(db, { id, userId: user.id, address: user.address, connectedAt: start })

  const sync = async (): Promise<'idle' | 'done' | 'crashed'> => {
    syncs += 1
    const lease = await leaseNext(context, `stage#${String(syncs)}`)
    if (!lease) return 'idle'
    const dead = graph.crash().then(() => 'crashed' as const)
    return Promise.race([workMailbox(context, lease).then(() => 'done' as const), dead])
  }

  const stage: Stage = {
    context,
    db,
    graph,
    now,
    sync,
    pass: (ms) => {
      nowMs += ms
      stage.wait(ms)
    },
    jump: (ms) => void (nowMs += ms),
    wait: (ms) => {
      monotonicMs += ms
      stage.sleep(ms)
    },
    sleep: (ms) => {
      realMs += ms
      uptimeMs += ms
    },
    setWall: (ms) => void (realMs += ms),
    workMinutes: async (count) => {
      for (let minutes = 0; minutes < count; minutes += 1) {
        await stage.work()
        stage.pass(minute)
      }
    },
    work: async () => {
      for (let done = 0; ;) {
        const result = await sync()
        if (result === 'crashed') stage.pass(61 * second)
        if (result !== 'idle') {
          done += 1
          if (done > mostSyncs) throw new Error('The mailbox spins: it is due again and again.')
          continue
        }
        // A mailbox that rests a moment between syncs is waited for; one that is parked longer is not.
        const { freeReal } = await nextWakeUp(db, now(), realMs)
        if (freeReal === null || freeReal - realMs > second) return done
        stage.wait(freeReal - realMs)
      }
    },
    sequence: async (drafts = threeEmails, id = 'sequence-1', given = {}) => {
      const plan = planSteps(drafts)
      if ('refused' in plan) throw new Error(plan.refused)
      const sequence = { id, name: `Sequence ${id}`, ownerId: rita.id, version: 1, ...given }
      await putSequence(db, aSequence(sequence), plan.steps)
      return id
    },
    enroll: async (email, { name, sequenceId = 'sequence-1', by = rita } = {}) => {
      const contact = name === undefined ? { email } : { email, name }
      const result = await enroll(context, by, { contact, sequenceId })
      if (isRefused(result)) throw new Error(result.refused.detail)
      return result
    },
    enrollment: async (id) => {
      const one = await enrollmentById(db, id)
      if (!one) throw new Error(`No enrollment ${id}.`)
      const { next } = one
      return {
        ...one,
        nextStep: stepOf(next),
        dueAt: dueAtOf(next),
        wantedAt: next.kind === 'due' ? next.wantedAt : null,
        waits: waitsOf(next),
        leftMs: next.kind === 'stopped' ? next.leftMs : null,
      }
    },
    emails: (enrollmentId) => emailsOf(db, enrollmentId),
    timeline: async (enrollmentId) => {
      const rows = await db.all<{ words: string }>(
        sql`select words from timeline where enrollment_id = ${enrollmentId} order by at, id`,
      )
      return rows.map((row) => row.words)
    },
    dump: () => dump(db),
    close: () => {
      db.close()
    },
  }
  return stage
}

export async function dump(db: ClosableDb): Promise<Record<string, unknown[]>> {
  const tables = await db.all<{ name: string }>(
    sql`select name from sqlite_schema where type = 'table' order by name`,
  )
  const all: Record<string, unknown[]> = {}
  for (const { name } of tables) all[name] = await db.all(raw(`select * from ${name}`))
  return all
}

/** The mailbox as it is stored now. */
export async function mailboxOf(stage: Stage, id = ritaId) {
  const mailbox = await mailboxById(stage.db, id)
  if (!mailbox) throw new Error('No such mailbox.')
  return mailbox
}
