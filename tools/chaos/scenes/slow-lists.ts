/** Lists take their time and show what was so before, many are enrolled at once, and somebody answers meanwhile. */
import { setTimeout as pause } from 'node:timers/promises'
import { rita } from '../cast.ts'
import { moveClock } from '../deeds/machine.ts'
import { newestMail, react } from '../deeds/outside.ts'
import { enroll } from '../deeds/rep.ts'
import type { ChaosOptions } from '../options.ts'
import { playAndJudge } from '../play-and-judge.ts'
import type { Outcome, Watch } from '../play-and-judge.ts'
import { playedSequence } from '../played-sequences.ts'
import { seeded } from '../random.ts'
import type { Stage, StagedSequence } from '../stage.ts'

const sequence = playedSequence('S0', rita, 'Two days', [
  { mark: 100, thread: 'new' },
  { mark: 200, delay: 'P1D' },
])

export interface SlowWish {
  /** How many are enrolled, each by a request of its own, all at once. */
  people: number
  /** How long a list takes, in real milliseconds. */
  listMs: [from: number, to: number]
}

export function enrollManyOverSlowLists(
  root: string,
  { people, listMs }: SlowWish,
  { seed, patience }: Pick<ChaosOptions, 'seed' | 'patience'>,
  watch?: Watch,
): Promise<Outcome> {
  const stage = { contacts: people + 1, sequences: [sequence] }
  const random = seeded(seed)
  return playAndJudge(root, { stage, patience, watch }, async (on) => {
    const [staged] = on.sequences
    const [first, ...others] = on.contacts
    if (staged === undefined || first === undefined) throw new Error('The play is not cast.')
    on.note(await enroll(on, first, staged))
    await on.world.waitFor('the first email', () => newestMail(on, first.email))
    for (let times = 0; times < 20 * people; times += 1)
      on.proxy.faults.order({
        place: 'list',
        harm: { kind: 'stale', ms: random.between(...listMs) },
        times: 1,
      })
    const read = lastReadBegins(on)
    const moved = moveClock(on, 'P1D')
    await read
    const enrolling = others.map((one, index) => enrollAndWrite(on, one.email, staged, index))
    await pause(50)
    on.note(`${first.email}: ${await react(on, first.email, 'reply', rita)}`)
    await Promise.all(enrolling)
    await moved
  })
}

/** Every tenth writes a mail a moment after being enrolled. */
async function enrollAndWrite(
  stage: Stage,
  email: string,
  sequence: StagedSequence,
  index: number,
): Promise<void> {
  const contact = stage.contacts.find((one) => one.email === email)
  if (contact === undefined) return
  stage.note(`${email}: ${await enroll(stage, contact, sequence)}`)
  if (index % 10 !== 0) return
  await pause(2_100)
  stage.note(`${email}: ${await react(stage, email, 'new-mail', rita)}`)
}

/** Resolves when the read that follows a draft has come to Graph, and is still unanswered. */
function lastReadBegins(stage: Stage): Promise<void> {
  let drafts = 0
  return new Promise((begins) => {
    stage.proxy.onAnswered(({ place }) => {
      if (place === 'draft') drafts += 1
    })
    stage.proxy.onArrived(({ place }) => {
      if (place === 'list' && drafts > 0) begins()
    })
  })
}
