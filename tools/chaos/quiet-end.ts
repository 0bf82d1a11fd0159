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
  const deadline = Date.now() + patienceMs
  liftAmbushes(stage)
  thaw(stage)
  await mindServer(stage)
  await liftFaults(stage)
  for (const rep of reps) await away(stage, rep, false)
  const swept = await sweep(stage, deadline)
  stage.note(`swept: ${count(swept)}`)
  let settled = swept
  for (let day = 0; day < mostDays || Date.now() < deadline; day += 1) {
    await pass(stage, 'P1D')
    settled = await allEnrollments(stage)
    if (settled.every(isAtRest)) {
      if (Date.now() > deadline || !(await hasDoubtfulDrafts(stage, settled))) break
      // An enrollment may have ended while its email was in doubt; that is cleared up in real time.
      await pause(lookMs * 5)
      continue
    }
    const restless = settled.filter((one) => !isAtRest(one))
    if (restless.every(isInDoubt) && Date.now() < deadline) {
      stage.note(`waiting for ${restless.length} in doubt`)
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

/** A quarter of an hour goes by twice; a mailbox that was told to wait in real time is waited for. */
async function sweep(stage: Stage, deadline: number): Promise<SeenEnrollment[]> {
  for (let round = 0; ; round += 1) {
    await pass(stage, 'PT16M')
    const found = await allEnrollments(stage)
    const troubled = found.some((one) =>
      (one.nextStep?.waits ?? '').includes('tried again and again'),
    )
    if (round >= 1 && (!troubled || Date.now() > deadline)) return found
    if (troubled) await pause(lookMs)
  }
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
