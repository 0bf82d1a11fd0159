/** The console in a real browser: signing in on the sandbox's page, looking at what is there, and taking pictures. */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { projectRoot, type World } from '../world.ts'

export interface ConsolePlay {
  page: Page
  context: BrowserContext
  button(name: string | RegExp): Locator
  /** Waits for a text to show. */
  say(text: string | RegExp): Promise<void>
  /** Takes a picture, and insists on: nothing wider than the screen, no script or style refused, axe silent. */
  look(name: string): Promise<void>
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

const screenshots = join(projectRoot, '.test/screenshots')

/** Opens the console in a browser of its own, and signs in unless `as` is empty. */
export async function openConsole(
  browser: Browser,
  world: World,
  { as = 'Rita Reyes', path = '/', dark = false, width = 1280 }: Scene = {},
): Promise<ConsolePlay> {
  mkdirSync(screenshots, { recursive: true })
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width, height: width < 500 ? 640 : 800 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text())
  })
  await page.goto(`${world.productUrl}${path}`)
  if (as !== '') await signIn(page, as)
  const play: ConsolePlay = {
    page,
    context,
    button: (name) => page.getByRole('button', { name }),
    say: (text) => page.getByText(text).first().waitFor({ timeout: 15_000 }),
    async look(name) {
      // A dialog that has closed gives the page back to those who listen to it a moment later.
      await page.waitForFunction(
        () =>
          document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null ||
          document.querySelector('#root[aria-hidden]') === null,
      )
      // What fades in is looked at once it is there; what sticks to the top is taken at the top.
      await page.evaluate(async () => {
        window.scrollTo(0, 0)
        await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
      })
      await page.screenshot({ path: join(screenshots, `console-${name}.png`), fullPage: true })
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBe(0)
      expect(complaints).toEqual([])
      const found = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        // Menus and dialogs open outside of the page's landmarks: that is how Fluent lays them over everything.
        .disableRules(['region'])
        .exclude('[data-tabster-dummy]')
        .analyze()
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    },
    async picture(name) {
      await play.look(name)
      const folder = process.env['PICTURES_DIR']
      if (folder === undefined) return
      mkdirSync(join(projectRoot, folder), { recursive: true })
      const usual = page.viewportSize()
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      // Long lists go on; what is printed shows how they begin, with what sticks to the bottom at the bottom.
      await page.setViewportSize({ width, height: Math.min(height, tallest) })
      await page.screenshot({ path: join(projectRoot, folder, `console-${name}.png`) })
      if (usual !== null) await page.setViewportSize(usual)
    },
    close: () => context.close(),
  }
  return play
}

/** As a person does: the console's button, then the choice on the sign-in page. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click({ timeout: 15_000 })
  await page.getByRole('button', { name: new RegExp(name) }).click({ timeout: 15_000 })
}
