/** `npm run chaos`: torments the real product, and judges from outside what came of it. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { onStopRequest } from '../dev/stop-request.ts'
import { openPerformer } from './deeds/perform.ts'
import { thaw } from './deeds/machine.ts'
import type { Facts } from './facts.ts'
import { gather } from './gather.ts'
import type { Breach } from './judge/breach.ts'
import { judgeFacts } from './judge/judge.ts'
import { readOptions } from './options.ts'
import type { ChaosOptions } from './options.ts'
import { planDeeds } from './plan.ts'
import { quietEnd } from './quiet-end.ts'
import { seeded } from './random.ts'
import { report } from './report.ts'
import { openStage } from './stage.ts'
import type { Stage } from './stage.ts'
import { reps } from './cast.ts'

/** What proxy and transport are given on top of the product's own window; how late this very process was comes on top of it. */
const allowedMs = 2_000

export interface Outcome {
  facts: Facts
  breaches: Breach[]
  log: string[]
}

/** Answers the exit code: 1 when a promise was broken. */
export async function runChaos(root: string, given: string[]): Promise<number> {
  const options = readOptions(given)
  console.log(`seed ${options.seed}, ${options.minutes} minutes, ${options.contacts} contacts`)
  const { facts, breaches } = await playChaos(root, options, (line) => {
    console.log(line)
  })
  console.log(`\nseed ${options.seed}: ${report(facts, breaches)}`)
  return breaches.length === 0 ? 0 : 1
}

/** Plays and judges. Whatever happens, what it started is ended. */
export async function playChaos(
  root: string,
  options: ChaosOptions,
  say: (line: string) => void = () => undefined,
): Promise<Outcome> {
  const lag = monitorEventLoopDelay({ resolution: 10 })
  lag.enable()
  const stage = await openStage(root, { contacts: options.contacts, say })
  const interrupted = endWhenAsked(stage)
  try {
    await torment(stage, options, interrupted)
    const quiet = await quietEnd(stage, options.patience * 60_000)
    const lateMs = Math.ceil(lag.max / 1e6)
    stage.note(`this process was ${lateMs} ms late at most`)
    const facts = await gather(stage, quiet, allowedMs + lateMs)
    return { facts, breaches: judgeFacts(facts), log: stage.records.log }
  } finally {
    lag.disable()
    thaw(stage)
    await stage.close()
  }
}

/** Ctrl-C ends the processes, then us; the shell that called us sees it. */
function endWhenAsked(stage: Stage): AbortSignal {
  const stop = new AbortController()
  onStopRequest((_signal, times) => {
    stop.abort()
    if (times > 1) process.exit(130)
    thaw(stage)
    void stage.close().finally(() => process.exit(130))
  })
  return stop.signal
}

async function torment(stage: Stage, options: ChaosOptions, signal: AbortSignal): Promise<void> {
  const performer = openPerformer(stage)
  const until = Date.now() + options.minutes * 60_000
  const stock = {
    contacts: options.contacts,
    sequences: stage.sequences.length,
    reps: reps.length,
  }
  for (const { afterMs, deed } of planDeeds(seeded(options.seed), stock)) {
    if (Date.now() >= until || signal.aborted) break
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
