/** `npm run chaos`: torments the real product, and judges from outside what came of it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onStopRequest } from '../dev/stop-request.ts'
import { openPerformer } from './deeds/perform.ts'
import { thaw } from './deeds/machine.ts'
import { readOptions } from './options.ts'
import type { ChaosOptions } from './options.ts'
import { planDeeds } from './plan.ts'
import { playAndJudge } from './play-and-judge.ts'
import type { Outcome, Watch } from './play-and-judge.ts'
import { seeded } from './random.ts'
import { report } from './report.ts'
import { playFreezes } from './scenes/freezes.ts'
import type { Stage } from './stage.ts'
import { reps } from './cast.ts'

/** Answers the exit code: 1 when a promise was broken. */
export async function runChaos(root: string, given: string[]): Promise<number> {
  const options = readOptions(given)
  console.log(`seed ${options.seed}, ${options.minutes} minutes, ${options.contacts} contacts`)
  const watch = {
    say: (line: string) => {
      console.log(line)
    },
    onStage: endWhenAsked,
  }
  const { facts, breaches } =
    options.freeze > 0
      ? await playFreezes(root, options, watch)
      : await playChaos(root, options, watch)
  console.log(`\nseed ${options.seed}: ${report(facts, breaches)}`)
  const kept = join('.test', `chaos-${options.seed}.json`)
  writeFileSync(join(root, kept), JSON.stringify(facts, null, 1))
  console.log(`Everything that was seen lies in ${kept}.`)
  return breaches.length === 0 ? 0 : 1
}

/** Ctrl-C ends the processes, then us; the shell that called us sees it. */
function endWhenAsked(stage: Stage): void {
  onStopRequest((_signal, times) => {
    if (times > 1) process.exit(130)
    thaw(stage)
    void stage.close().finally(() => process.exit(130))
  })
}

/** Torments for the time asked for, lets it end quietly, and judges. */
export function playChaos(root: string, options: ChaosOptions, watch?: Watch): Promise<Outcome> {
  return playAndJudge(
    root,
    { stage: { contacts: options.contacts }, patience: options.patience, watch },
    (stage) => torment(stage, options),
  )
}

async function torment(stage: Stage, options: ChaosOptions): Promise<void> {
  const performer = openPerformer(stage)
  const until = Date.now() + options.minutes * 60_000
  const stock = {
    contacts: options.contacts,
    sequences: stage.sequences.length,
    reps: reps.length,
  }
  for (const { afterMs, deed } of planDeeds(seeded(options.seed), stock)) {
    if (Date.now() >= until) break
    await pause(afterMs)
    await performer.begin(deed)
    if (options.plant === 'twice' && stage.records.log.length > 60) await plantTwice(stage)
  }
  await performer.done()
}

/** The proxy asks for a sending twice while Exchange still has the email: it goes out twice. */
async function plantTwice(stage: Stage): Promise<void> {
  await stage.world.control('POST', '/faults', { sendDelayMs: 300, times: 1 })
  stage.proxy.faults.order({ place: 'send', harm: { kind: 'repeat' }, times: 1 })
}
