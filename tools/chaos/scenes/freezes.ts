/** The server is frozen between the last read of a mailbox and the emails it was read for, and they to whom these go react meanwhile. */
import { setTimeout as pause } from 'node:timers/promises'
import { patienceMs } from '../../patience.ts'
import { rita } from '../cast.ts'
import type { PlayedContact } from '../cast.ts'
import { moveClock, stopAt, thaw } from '../deeds/machine.ts'
import { newestMail, react } from '../deeds/outside.ts'
import { enroll } from '../deeds/rep.ts'
import { statedWindowMs } from '../gather.ts'
import type { ChaosOptions } from '../options.ts'
import { playAndJudge } from '../play-and-judge.ts'
import type { Outcome, Watch } from '../play-and-judge.ts'
import { playedSequence } from '../played-sequences.ts'
import type { Passed } from '../proxy/proxy.ts'
import { seeded } from '../random.ts'
import { madeDraft } from '../shapes.ts'
import type { Stage } from '../stage.ts'

/** Longer than the window and all that proxy and transport are given. */
const frozenMs = statedWindowMs + 2_600

const sequence = playedSequence('S0', rita, 'Two days', [
  { mark: 100, thread: 'new' },
  { mark: 200, delay: 'P1D' },
])

export interface FreezeWish {
  /** How often the server is frozen. */
  freezes: number
  /** How many are written to at that moment. */
  people: number
}

/** `--freeze`: a freeze each, three people each time. */
export function playFreezes(root: string, options: ChaosOptions, watch?: Watch): Promise<Outcome> {
  return freezeAtLastRead(root, { freezes: options.freeze, people: 3 }, options, watch)
}

export function freezeAtLastRead(
  root: string,
  { freezes, people }: FreezeWish,
  { seed, patience }: Pick<ChaosOptions, 'seed' | 'patience'>,
  watch?: Watch,
): Promise<Outcome> {
  const random = seeded(seed)
  const stage = { contacts: freezes * people, sequences: [sequence] }
  return playAndJudge(root, { stage, patience, watch }, async (on) => {
    for (let trial = 0; trial < freezes; trial += 1) {
      const contacts = on.contacts.slice(trial * people, (trial + 1) * people)
      await freezeOnce(on, contacts, { trial, afterMs: random.between(0, 12) })
    }
  })
}

async function freezeOnce(
  stage: Stage,
  contacts: PlayedContact[],
  { trial, afterMs }: { trial: number; afterMs: number },
): Promise<void> {
  const [staged] = stage.sequences
  if (staged === undefined) throw new Error('The sequence is missing.')
  for (const contact of contacts) stage.note(await enroll(stage, contact, staged))
  for (const { email } of contacts)
    await stage.world.waitFor(`the first email to ${email}`, () => newestMail(stage, email))
  const frozen = atLastRead(stage, afterMs)
  const moved = moveClock(stage, 'P1D')
  await frozen
  stage.note(`freeze ${trial + 1}: ${afterMs} ms after the last read`)
  for (const { email } of contacts)
    stage.note(`${email}: ${await react(stage, email, 'reply', rita)}`)
  await pause(frozenMs)
  thaw(stage)
  await moved
}

/** Resolves when the server stands still: that long after it was answered the read that follows a draft still unsent. */
function atLastRead(stage: Stage, afterMs: number): Promise<void> {
  const unsent = new Set<string>()
  let isOver = false
  return new Promise((frozen, reject) => {
    const late = setTimeout(() => {
      isOver = true
      reject(new Error('In three minutes no draft was followed by a read.'))
    }, patienceMs)
    stage.proxy.onArrived(({ place, messageId }) => {
      if (place === 'send' && messageId !== null) unsent.delete(messageId)
    })
    stage.proxy.onAnswered((passed: Passed, body) => {
      if (isOver) return
      if (passed.place === 'draft' && passed.status === 201) unsent.add(idIn(body))
      if (passed.place !== 'list' || unsent.size === 0) return
      isOver = true
      clearTimeout(late)
      const stop = (): void => {
        stopAt(stage, frozenMs + 10_000)
        frozen()
      }
      if (afterMs === 0) stop()
      else setTimeout(stop, afterMs)
    })
  })
}

function idIn(body: string): string {
  return madeDraft.parse(JSON.parse(body)).id
}
