/** What every story of the console needs: a world and a browser for the file, and pages that are closed after each test. */

import type { Browser } from 'playwright-core'
import { launchChromium } from '../chromium.ts'
import { openConsole, type ConsolePlay, type Scene } from './console-play.ts'
import { playIn, type Play } from '../stories/play.ts'
import { startWorld, type World } from '../world.ts'

export interface ConsoleStage {
  world: World
  play: Play
  browser: Browser
}

/**
 * Registers jest's hooks. `ready` is called before the first test, once all of it has started; what it answers opens a page of
 * the console, as Rita unless told.
 */
export function stageConsole(
  ready: (stage: ConsoleStage) => void | Promise<void>,
): (scene?: Scene) => Promise<ConsolePlay> {
  let stage: ConsoleStage | null = null
  let open: ConsolePlay[] = []
  beforeAll(async () => {
    const [world, browser] = await Promise.all([startWorld(), launchChromium()])
    stage = { world, browser, play: playIn(world) }
    await ready(stage)
  })
  afterEach(async () => {
    for (const one of open) await one.close()
    open = []
  })
  afterAll(async () => {
    await stage?.browser.close()
    await stage?.world.stop()
  })
  return async (scene = {}) => {
    if (!stage) throw new Error('The stage is not ready: visit inside a test.')
    const one = await openConsole(stage.browser, stage.world, scene)
    open.push(one)
    return one
  }
}
