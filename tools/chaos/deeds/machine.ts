/** What befalls the server's process and the clock. */
import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { tellTime } from '../stage.ts'
import type { Stage } from '../stage.ts'

/** Whether the server's process is there; stopped counts. */
export function serverLives({ world }: Stage): boolean {
  try {
    process.kill(world.serverPid(), 0)
    return true
  } catch {
    return false
  }
}

/** Notes an end of the server that nobody ordered, and starts it again. */
export async function mindServer(stage: Stage): Promise<void> {
  if (serverLives(stage)) return
  stage.records.complaints.push(`The server ended by itself.\n${lastWords(stage)}`)
  await stage.world.startServer()
}

function lastWords({ world }: Stage): string {
  return world.logs().split('\n').slice(-15).join('\n')
}

/**
 * SIGSTOP, and SIGCONT after so many milliseconds. A shell of its own thaws the process too, a little later: should this
 * program be killed meanwhile, nothing may stay frozen for ever.
 */
export async function freeze(stage: Stage, ms: number): Promise<void> {
  await mindServer(stage)
  stopAt(stage, ms)
  await pause(ms)
  thaw(stage)
}

/** Freezes at this very moment. */
export function stopAt(stage: Stage, ms: number): void {
  const pid = stage.world.serverPid()
  process.kill(pid, 'SIGSTOP')
  stage.serverAway.yes = true
  const seconds = Math.ceil(ms / 1000) + 2
  const guard = spawn('sh', ['-c', `sleep ${seconds}; kill -CONT ${pid}`], {
    detached: true,
    stdio: 'ignore',
  })
  guard.unref()
  stage.serverAway.thaw = guard
}

export function thaw(stage: Stage): void {
  if (serverLives(stage)) process.kill(stage.world.serverPid(), 'SIGCONT')
  stage.serverAway.yes = false
  const { thaw: guard } = stage.serverAway
  stage.serverAway.thaw = null
  // Its process group, so that its sleep goes too.
  if (guard?.pid !== undefined && guard.exitCode === null) process.kill(-guard.pid, 'SIGTERM')
}

/** kill -9, or politely; a moment away; and back again. */
export async function restart(stage: Stage, how: 'kill' | 'restart'): Promise<void> {
  await mindServer(stage)
  stage.serverAway.yes = true
  await (how === 'kill' ? stage.world.killServer() : stage.world.stopServer())
  await pause(200)
  await stage.world.startServer()
  stage.serverAway.yes = false
}

/** Answers when the server has done what fell due, or does not answer for a minute. */
export async function moveClock(stage: Stage, by: string): Promise<string> {
  const moved = stage.world.control('POST', '/clock', { advance: by })
  // The move itself is done at once; what is waited for is the work.
  await pause(20)
  await tellTime(stage)
  const { body } = await moved
  return JSON.stringify(body)
}
