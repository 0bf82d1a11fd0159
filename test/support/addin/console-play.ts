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

/** A person's browser with its one tab, which stays signed in, and whose process has read and compiled what the pages need. */
interface Desk {
  context: BrowserContext
  page: Page
  requests: () => number
  complaints: string[]
  taken: boolean
}

/** By world, and by the person's name. */
const desks = new WeakMap<World, Map<string, Desk>>()

/** The person's desk, or while somebody sits there another one, which goes with its visit. */
async function deskOf(browser: Browser, world: World, name: string): Promise<Desk> {
  const known = desks.get(world) ?? new Map<string, Desk>()
  desks.set(world, known)
  const usual = known.get(name)
  if (usual && !usual.taken) return usual
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  })
  await bringJudge(context)
  const page = await context.newPage()
  const desk = {
    ...{ context, page, taken: false },
    ...{ requests: followRequests(page), complaints: followComplaints(page) },
  }
  if (!usual) known.set(name, desk)
  return desk
}

/**
 * Leaves nothing for the next visit but the signed-in tab. It stays where it is, cut off: on any other page its process would
 * go, for ours have their own by Cross-Origin-Opener-Policy.
 */
async function leave(world: World, name: string, desk: Desk): Promise<void> {
  const { context, page } = desk
  if (page.isClosed() || desks.get(world)?.get(name) !== desk) {
    if (desks.get(world)?.get(name) === desk) desks.get(world)?.delete(name)
    await context.close()
    return
  }
  for (const one of context.pages()) if (one !== page) await one.close()
  await page.unrouteAll()
  await context.setOffline(true)
  desk.taken = false
}

/** Opens the console, and signs in unless `as` is empty: on the sandbox's page, if the person's last visit does not do. */
export async function openConsole(
  browser: Browser,
  world: World,
  { as = 'Rita Reyes', path = '/', dark = false, width = 1280 }: Scene = {},
): Promise<ConsolePlay> {
  const desk = await deskOf(browser, world, as)
  desk.taken = true
  const { context, page, requests, complaints } = desk
  await context.setOffline(false)
  complaints.length = 0
  await page.setViewportSize({ width, height: width < 500 ? 640 : 800 })
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  await page.goto(`${world.productUrl}${path}`)
  if (as !== '') await beSignedIn(page, as)
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
    close: () => leave(world, as, desk),
  }
  return play
}

/** Signs in where the page asks for it: on a first visit, or when the last one has run out. */
async function beSignedIn(page: Page, name: string): Promise<void> {
  const door = page.getByRole('button', { name: 'Sign in' })
  // On a phone the navigation is behind the menu's button.
  const inside = page.getByRole('navigation').or(page.getByRole('button', { name: 'Menu' }))
  await door.or(inside).first().waitFor()
  if (await door.isVisible()) await signIn(page, name)
}

/** As a person does: the console's button, then the choice on the sign-in page. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: new RegExp(name) }).click()
}
