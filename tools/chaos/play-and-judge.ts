/** One play from the empty stage to the judgement. Whatever happens, what was started is ended. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { thaw } from './deeds/machine.ts'
import type { Facts } from './facts.ts'
import { gather } from './gather.ts'
import type { Breach } from './judge/breach.ts'
import { judgeFacts } from './judge/judge.ts'
import { quietEnd } from './quiet-end.ts'
import { openStage } from './stage.ts'
import type { Stage, StageOptions } from './stage.ts'

/** What proxy and transport are given on top of the product's own window; how late this very process was comes on top of it. */
const allowedMs = 1_500

export interface Outcome {
  facts: Facts
  breaches: Breach[]
  log: string[]
}

/** Who looks on. */
export interface Watch {
  /** Hears each line of the log. */
  say?: (line: string) => void
  /** Is given the stage as soon as it stands, to end it if asked to. */
  onStage?: (stage: Stage) => void
}

export interface PlayOptions {
  stage: StageOptions
  /** How long an email in doubt is waited for at the end, in real minutes. */
  patience: number
  watch?: Watch | undefined
}

export async function playAndJudge(
  root: string,
  { stage: wanted, patience, watch = {} }: PlayOptions,
  play: (stage: Stage) => Promise<void>,
): Promise<Outcome> {
  const stage = await openStage(root, { ...wanted, ...(watch.say && { say: watch.say }) })
  const lag = monitorEventLoopDelay({ resolution: 10 })
  try {
    watch.onStage?.(stage)
    lag.enable()
    await play(stage)
    lag.disable()
    const lateMs = Math.ceil(lag.max / 1e6)
    stage.note(`this process was ${lateMs} ms late at most`)
    const quiet = await quietEnd(stage, patience * 60_000)
    const facts = await gather(stage, quiet, allowedMs + lateMs)
    return { facts, breaches: judgeFacts(facts), log: stage.records.log }
  } finally {
    lag.disable()
    thaw(stage)
    await stage.close()
  }
}
