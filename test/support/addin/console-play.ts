/** The console in a real browser: signing in on the sandbox's page, looking at what is there, and taking pictures. */

import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { bringJudge, followComplaints, judge, picturesFolder } from '../judge.ts'
import { followRequests, rest } from '../rest.ts'
import { projectRoot, type World } from '../world.ts'

export interface ConsolePlay {
  page: Page
  context: BrowserContext
  button(name: string | RegExp): Locator
  /** Waits for a text to show. */
  say(text: string | RegExp): Promise<void>
  /**
   * Judges the page at rest: nothing wider than the screen, no script or style refused, axe silent.
   * `heldBack`: requests that the test holds back, for which nobody waits.
   */
  look(name: string, heldBack?: number): Promise<void>
  /** Looks, and keeps the picture for the papers where `PICTURES_DIR` names their folder. */
  picture(name: string): Promise<void>
  close(): Promise<void>
}

export interface Scene {
  /** The name on the sign-in page. */
  as?: string
  path?: string
  dark?: boolean
  width?: number
}

/** Of a picture for the papers, in pixels. */
const tallest = 1000

/** Opens the console in a browser of its own, and signs in unless `as` is empty. */
export async function openConsole(
  browser: Browser,
  world: World,
  { as = 'Rita Reyes', path = '/', dark = false, width = 1280 }: Scene = {},
): Promise<ConsolePlay> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width, height: width < 500 ? 640 : 800 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  })
  await bringJudge(context)
  const page = await context.newPage()
  const requests = followRequests(page)
  const complaints = followComplaints(page)
  await page.goto(`${world.productUrl}${path}`)
  if (as !== '') await signIn(page, as)
  const play: ConsolePlay = {
    page,
    context,
    button: (name) => page.getByRole('button', { name }),
    say: (text) => page.getByText(text).first().waitFor(),
    async look(name, heldBack = 0) {
      // A dialog that has closed gives the page back to those who listen to it a moment later.
      await page.waitForFunction(
        () =>
          document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null ||
          document.querySelector('#root[aria-hidden]') === null,
      )
      // What sticks to the top is taken at the top.
      await page.evaluate(() => window.scrollTo(0, 0))
      await rest(page, () => requests() - heldBack)
      await judge(page, `console-${name}`, complaints, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        // Menus and dialogs open outside of the page's landmarks: that is how Fluent lays them over everything.
        rules: { region: { enabled: false } },
      })
    },
    async picture(name) {
      await play.look(name)
      if (picturesFolder === undefined) return
      const usual = page.viewportSize()
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      // Long lists go on; what is printed shows how they begin, with what sticks to the bottom at the bottom.
      await page.setViewportSize({
        width: usual?.width ?? width,
        height: Math.min(height, tallest),
      })
      await page.screenshot({ path: join(projectRoot, picturesFolder, `console-${name}.png`) })
      if (usual !== null) await page.setViewportSize(usual)
    },
    close: () => context.close(),
  }
  return play
}

/** As a person does: the console's button, then the choice on the sign-in page. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: new RegExp(name) }).click()
}
