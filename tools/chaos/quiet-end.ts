/** The quiet end: nothing is broken any more, and the clock goes on until everything has come to rest. */
import { setTimeout as pause } from 'node:timers/promises'
import { reps } from './cast.ts'
import { liftAmbushes } from './deeds/ambush.ts'
import { mindServer, moveClock, thaw } from './deeds/machine.ts'
import { away, liftFaults } from './deeds/perform.ts'
import { allEnrollments, allItems, sendsSeen } from './gather.ts'
import { isAtRest, isDoubtYoung, isInDoubt } from './judge/rest.ts'
import type { SeenEnrollment } from './product-shapes.ts'
import type { Stage } from './stage.ts'

/** In product days; delays and absences of the play are over long before. */
const mostDays = 60
const lookMs = 2_000

export interface QuietEnd {
  /** As everybody stood one sweep after nothing was broken any more. */
  swept: SeenEnrollment[]
  settled: SeenEnrollment[]
}

/** @param patienceMs how long an email in doubt is waited for, in real milliseconds. */
export async function quietEnd(stage: Stage, patienceMs: number): Promise<QuietEnd> {
  liftAmbushes(stage)
  thaw(stage)
  await mindServer(stage)
  await liftFaults(stage)
  for (const rep of reps) await away(stage, rep, false)
  const swept = await sweep(stage)
  stage.note(`swept: ${count(swept)}`)
  const deadline = Date.now() + patienceMs
  let settled = swept
  for (let day = 0; day < mostDays || Date.now() < deadline; day += 1) {
    await pass(stage, 'P1D')
    settled = await allEnrollments(stage)
    const restless = settled.filter((one) => !isAtRest(one))
    // What is in doubt is cleared up in real time, of those that have ended meanwhile too.
    const waits = Date.now() < deadline && (await hasDoubtfulDrafts(stage, settled))
    if (restless.length === 0 && !waits) break
    if (waits && restless.every(isInDoubt)) {
      stage.note(`waiting for what is in doubt, beside ${restless.length} enrollments`)
      await pause(lookMs * 5)
    }
    if (Date.now() > deadline && day > 20) break
  }
  stage.note(`settled: ${count(settled)}`)
  return { swept, settled }
}

async function hasDoubtfulDrafts(stage: Stage, all: SeenEnrollment[]): Promise<boolean> {
  const doubtful = new Set(all.filter(isInDoubt).map(({ id }) => id))
  const sends = sendsSeen(stage)
  return (await allItems(stage)).some(
    (item) =>
      item.isDraft && doubtful.has(item.enrollmentId) && isDoubtYoung(sends, item.id, Date.now()),
  )
}

/** A mailbox that failed often in a row is left alone for five minutes of real time; nothing is heeded meanwhile. */
const parkedMs = 330_000

/** A quarter of an hour goes by twice, and each mailbox that still writes to somebody is read in the second one. */
async function sweep(stage: Stage): Promise<SeenEnrollment[]> {
  const deadline = Date.now() + parkedMs
  await pass(stage, 'PT16M')
  const since = Date.now()
  for (;;) {
    await pass(stage, 'PT16M')
    const found = await allEnrollments(stage)
    const open = new Set(found.filter((one) => one.state !== 'ended').map((one) => one.mailbox))
    const unread = [...open].filter((mailbox) => !wasRead(stage, mailbox, since))
    if (unread.length === 0 || Date.now() > deadline) return found
    stage.note(`waiting for ${unread.join(', ')} to be read`)
    await pause(lookMs * 5)
  }
}

function wasRead({ proxy, mailboxOf }: Stage, mailbox: string, since: number): boolean {
  return proxy.passed.some(
    (one) =>
      one.place === 'list' &&
      one.told === 200 &&
      one.arrivedAt >= since &&
      mailboxOf.get(one.mailbox ?? '') === mailbox,
  )
}

/** Moves on and waits until the server has really done what fell due. */
async function pass(stage: Stage, by: string): Promise<void> {
  await moveClock(stage, by)
  await mindServer(stage)
  await stage.world.advance('PT0S')
}

function count(enrollments: SeenEnrollment[]): string {
  const of = (state: string): number => enrollments.filter((one) => one.state === state).length
  return `${of('active')} active, ${of('paused')} paused, ${of('ended')} ended`
}
