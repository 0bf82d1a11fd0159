/** Where the play is played: the real server and sandbox, the proxy between them, and what was seen so far. */
import type { ChildProcess } from 'node:child_process'
import type { z } from 'zod'
import { startWorld } from '../dev/world.ts'
import type { World } from '../dev/world.ts'
import type { Reply } from '../dev/world-reply.ts'
import { contactsOf, reps } from './cast.ts'
import type { PlayedContact } from './cast.ts'
import type { Intervention, Reaction, SeenEmail } from './facts.ts'
import { markIn, playedSequences } from './played-sequences.ts'
import type { PlayedSequence } from './played-sequences.ts'
import { seenSequence } from './product-shapes.ts'
import { openProxy } from './proxy/proxy.ts'
import type { GraphProxy } from './proxy/proxy.ts'
import { clockState, enrollmentIn, madeDraft, people } from './shapes.ts'

/** What was seen while it was played. */
export interface Records {
  reactions: Reaction[]
  interventions: Intervention[]
  /** Enrollments that somebody asked to end by hand. */
  unenrolled: Set<string>
  beganAt: Map<string, number>
  /** Drafts that the rep wrote into, by id. */
  changedDrafts: Set<string>
  /** Emails that the server had made, as Graph answered them. */
  emails: SeenEmail[]
  complaints: string[]
  /** Real moments at which the clock was moved, with the milliseconds product time is ahead from then on. */
  clockMoves: { at: number; aheadMs: number }[]
  /** A line a deed. */
  log: string[]
}

export interface StagedSequence extends PlayedSequence {
  id: string
}

export interface Stage {
  world: World
  proxy: GraphProxy
  contacts: PlayedContact[]
  sequences: StagedSequence[]
  /** Address of a mailbox by Graph's id of its person. */
  mailboxOf: Map<string, string>
  records: Records
  /** True while the server is frozen, killed or starting by our own doing. */
  serverAway: { yes: boolean; thaw: ChildProcess | null }
  note(line: string): void
  /** One request to the product's API; null when nobody answered. An answer 500 is complained of. */
  api(
    user: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply | null>
  close(): Promise<void>
}

export interface StageOptions {
  contacts: number
  sequences?: readonly PlayedSequence[]
  serverEnv?: NodeJS.ProcessEnv
  /** Hears each line of the log. */
  say?: (line: string) => void
}

export async function openStage(root: string, options: StageOptions): Promise<Stage> {
  let proxy: GraphProxy | undefined
  const world = await startWorld(root, {
    between: async (sandboxUrl) => {
      proxy = await openProxy(sandboxUrl)
      return proxy.url
    },
    serverEnv: { EMAILS_PER_MINUTE: '30', EMAILS_PER_DAY: '10000', ...options.serverEnv },
  })
  if (proxy === undefined) throw new Error('The server was started without the proxy.')
  const began = Date.now()
  const records: Records = {
    reactions: [],
    interventions: [],
    unenrolled: new Set(),
    beganAt: new Map(),
    changedDrafts: new Set(),
    emails: [],
    complaints: [],
    clockMoves: [],
    log: [],
  }
  const stage: Stage = {
    world,
    proxy,
    contacts: contactsOf(options.contacts),
    sequences: [],
    mailboxOf: new Map(),
    records,
    serverAway: { yes: false, thaw: null },
    note: (line) => {
      const timed = `${((Date.now() - began) / 1000).toFixed(2).padStart(8)} ${line}`
      records.log.push(timed)
      options.say?.(timed)
    },
    api: async (user, method, path, body, headers) => {
      const reply = await world.api(user, method, path, body, headers).catch(() => null)
      if (reply?.status === 500)
        records.complaints.push(`${method} ${path} was answered 500: ${JSON.stringify(reply.body)}`)
      return reply
    },
    close: async () => {
      await world.killServer()
      await world.stop()
      await proxy?.close()
    },
  }
  try {
    await furnish(stage, options.sequences ?? playedSequences)
  } catch (error) {
    await stage.close()
    throw error
  }
  return stage
}

/** Everybody's contacts, the sequences, and the proxy's ear for drafts. */
async function furnish(stage: Stage, sequences: readonly PlayedSequence[]): Promise<void> {
  const { world, proxy, records } = stage
  const known = read(people, await world.control('GET', '/people'))
  for (const { id, address } of known.reps) stage.mailboxOf.set(id, address)
  await tellTime(stage)
  for (const sequence of sequences) {
    const made = await world.api(sequence.owner, 'POST', '/api/sequences', sequence.request)
    stage.sequences.push({ ...sequence, id: read(seenSequence, made, 201).id })
  }
  for (const contact of stage.contacts)
    await must(world.api(reps[0], 'POST', '/api/contacts', contact), 201)
  proxy.onAnswered((passed, body) => {
    if (passed.place !== 'draft' || passed.status !== 201) return
    const made = draftOf(stage, passed.mailbox ?? '', body)
    if (made !== null) records.emails.push(made)
  })
}

function draftOf(stage: Stage, mailbox: string, body: string): SeenEmail | null {
  const draft = madeDraft.safeParse(JSON.parse(body))
  const enrollmentId = draft.success ? enrollmentIn(draft.data.body.content) : null
  if (!draft.success || enrollmentId === null) return null
  return {
    id: draft.data.id,
    mailbox: stage.mailboxOf.get(mailbox) ?? mailbox,
    enrollmentId,
    step: markIn(draft.data.body.content),
  }
}

/** Keeps how far product time is ahead, so that a real moment can be told in it. */
export async function tellTime({ world, records }: Stage): Promise<void> {
  const { offsetMs } = read(clockState, await world.control('GET', '/clock'))
  records.clockMoves.push({ at: Date.now(), aheadMs: offsetMs })
}

/** The product's time at a real moment, UTC. */
export function productTimeAt({ clockMoves }: Records, at: number): string {
  const move = clockMoves.findLast((one) => one.at <= at) ?? clockMoves[0]
  return new Date(at + (move?.aheadMs ?? 0)).toISOString()
}

/** The answer's body in the form expected. @throws with what came instead. */
export function read<T>(schema: z.ZodType<T>, reply: Reply, status = 200): T {
  if (reply.status !== status)
    throw new Error(`Wanted ${status}, got ${reply.status}: ${JSON.stringify(reply.body)}`)
  return schema.parse(reply.body)
}

export async function must(asked: Promise<Reply>, status: number): Promise<void> {
  const reply = await asked
  if (reply.status !== status)
    throw new Error(`Wanted ${status}, got ${reply.status}: ${JSON.stringify(reply.body)}`)
}
