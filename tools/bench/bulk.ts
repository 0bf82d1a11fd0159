/** Thousands unenrolled and taken back at once, over real HTTP, while emails and notifications go on being worked. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Database } from '../../server/store/db/sqlite-driver.ts'
import type { World } from '../dev/world.ts'
import { rita, startCrowd, storeOf } from './crowd.ts'
import type { Figure } from './figure.ts'

const many = 10_000
/** As many a transaction as the product takes (server/services/enrollments/unenroll-many.ts). */
const perTransaction = 50

interface Ended {
  ids: string[]
  next: string | null
}

export async function measureBulk(root: string): Promise<Figure[]> {
  const { world, sequenceId } = await startCrowd(root, {
    contacts: 20_000,
    enrolled: many,
    suppressed: 0,
  })
  try {
    const path = `/api/sequences/${sequenceId}`
    const alone = await rawMs(world)
    const email = await emailOf(world)
    const ended: string[] = []
    const unenrolling = await timed(world, async () => {
      const replied = replyWait(world, email)
      for (let cursor: string | null = null; cursor !== null || ended.length === 0;) {
        const answer: Ended = await post(world, `${path}/unenrollments`, {
          all: {},
          ...(cursor === null ? {} : { cursor }),
        })
        ended.push(...answer.ids)
        cursor = answer.next
      }
      return { replied }
    })
    const reply = await unenrolling.result.replied
    const undoing = await timed(world, async () => {
      for (let from = 0; from < ended.length; from += 500)
        await post(world, `${path}/unenrollments/undo`, { ids: ended.slice(from, from + 500) })
    })
    return [
      {
        what: `${String(ended.length)} unenrolled, all that match`,
        value: ms(unenrolling.took),
        aim: 'aim < 2000 ms',
      },
      { what: 'the same rows, raw update + insert', value: ms(alone), aim: '' },
      { what: 'ratio', value: `${(unenrolling.took / alone).toFixed(2)} x`, aim: 'aim <= 3' },
      { what: 'meanwhile: reply delivered -> unenrolled', value: ms(reply), aim: 'aim < 1000 ms' },
      {
        what: 'meanwhile: longest wait of a small request',
        value: ms(unenrolling.longest),
        aim: '',
      },
      { what: `${String(ended.length)} undone`, value: ms(undoing.took), aim: '' },
      { what: 'meanwhile: longest wait of a small request', value: ms(undoing.longest), aim: '' },
    ]
  } finally {
    await world.stop()
  }
}

/** Does the work while asking after one enrollment over and over: how long both took. */
async function timed<Result>(
  world: World,
  work: () => Promise<Result>,
): Promise<{ took: number; longest: number; result: Result }> {
  let longest = 0
  const over = new AbortController()
  const asking = (async () => {
    while (!over.signal.aborted) {
      const began = performance.now()
      await world.api(rita, 'GET', '/api/me')
      longest = Math.max(longest, performance.now() - began)
    }
  })()
  const began = performance.now()
  const result = await work()
  const took = performance.now() - began
  over.abort()
  await asking
  return { took, longest, result }
}

interface Email {
  email: string
  messageId: string
  enrollmentId: string
}

/** Somebody outside the crowd who has got an email and may answer it. */
async function emailOf(world: World): Promise<Email> {
  const email = 'cleo@other.example'
  const { items } = (await world.api(rita, 'GET', '/api/sequences')).body as {
    items: { id: string; name: string }[]
  }
  const other = items.find(({ name }) => name !== 'Many people')
  const enrollment = await post<{ id: string }>(world, '/api/enrollments', {
    contact: { email, name: 'Cleo' },
    sequenceId: other?.id,
  })
  const received = await world.waitFor('the email', async () => {
    const { body } = await world.control('GET', `/outside/${email}/messages`)
    return (body as { items: { id: string }[] }).items[0]
  })
  return { email, messageId: received.id, enrollmentId: enrollment.id }
}

async function replyWait(world: World, { email, messageId, enrollmentId }: Email): Promise<number> {
  await world.control('POST', `/outside/${email}/answers`, { kind: 'reply', messageId })
  const began = performance.now()
  await world.waitFor('the end', async () => {
    const { body } = await world.api(rita, 'GET', `/api/enrollments/${enrollmentId}`)
    return (body as { state: string }).state === 'ended'
  })
  return performance.now() - began
}

/** What must be written in any case, by the driver alone: on a copy of the store, in transactions of the same size. */
async function rawMs(world: World): Promise<number> {
  const copy = join(world.dataDir, 'raw.sqlite')
  const store = new Database(storeOf(world), { readonly: true })
  await store.backup(copy)
  store.close()
  const raw = new Database(copy)
  raw.pragma('journal_mode = wal')
  raw.pragma('synchronous = full')
  raw.pragma('foreign_keys = on')
  raw.pragma('cache_size = -65536')
  const now = '2026-03-02T10:00:00.000Z'
  const words = 'Rita Reyes unenrolled Person 1234 of Firm 1234.'
  const rows = raw
    .prepare(`select id, contact_id, enrolled_by from enrollments where state <> 'ended' limit ?`)
    .all(many) as { id: string; contact_id: string; enrolled_by: string }[]
  const end = raw.prepare(`update enrollments set state = 'ended', reason = 'manual', ended_at = ?,
    ended_by = ?, explanation = ?, next_kind = 'stopped', wanted_at = null, due_at = null, left_ms = 1000,
    waits = null where id = ?`)
  const tell = raw.prepare(`insert into timeline (id, enrollment_id, contact_id, at, kind, words)
    values (?, ?, ?, ?, 'ended', ?)`)
  const note = raw.prepare(`insert into audit (id, at, user_id, action, subject_id)
    values (?, ?, ?, 'unenroll', ?)`)
  const some = raw.transaction((from: number) => {
    for (const row of rows.slice(from, from + perTransaction)) {
      end.run(now, row.enrolled_by, words, row.id)
      tell.run(`raw-${row.id}`, row.id, row.contact_id, now, words)
      note.run(`raw-${row.id}`, now, row.enrolled_by, row.id)
    }
  })
  const began = performance.now()
  for (let from = 0; from < rows.length; from += perTransaction) some.immediate(from)
  const took = performance.now() - began
  raw.close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true })
  return took
}

async function post<Answer>(world: World, path: string, asked: object): Promise<Answer> {
  const { status, body } = await world.api(rita, 'POST', path, asked)
  if (status >= 300) throw new Error(`${path} answered ${String(status)}: ${JSON.stringify(body)}`)
  return body as Answer
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}
