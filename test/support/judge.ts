/** What every page has to stand up to, once it rests: as wide as the screen, no script or style refused, axe silent. */

import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Axe, { type RunOptions } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { projectRoot } from './world.ts'

/** Where the papers want their pictures, below the project, when this run takes them (`npm run pictures`). */
export const picturesFolder = process.env['PICTURES_DIR']

/** What went wrong on a page, as long as it was open: errors, and what its content security policy refused. */
export function followComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    if (/Content Security|Refused to/.test(line.text())) complaints.push(line.text())
  })
  return complaints
}

/** Has every page of the context come with axe: reading it in later, through the debugger, takes seven times as long. */
export async function bringJudge(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: Axe.source })
}

/** Throws what is wrong, and leaves a picture of it in .test/screenshots. `asked` says what axe is asked beyond its usual rules. */
export async function judge(
  page: Page,
  name: string,
  complaints: readonly string[],
  asked: RunOptions = {},
): Promise<void> {
  try {
    expect(await overflowOf(page)).toBe(0)
    expect(complaints).toEqual([])
    expect(await violationsOn(page, asked)).toEqual([])
  } catch (error) {
    await keepPicture(page, join('.test', 'screenshots', `${name}.png`))
    throw error
  }
}

/**
 * The rules of axe that the page breaks, each with the elements that do. Asked in the page itself, which takes a third of the
 * time that its wrapper for Playwright needs: that reads axe in twice, and carries every rule that holds out of the page. A
 * frame is judged as a page of its own.
 */
async function violationsOn(page: Page, asked: RunOptions): Promise<[string, string[]][]> {
  return page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as { axe: typeof Axe }
      const { violations } = await axe.run({ exclude: '[data-tabster-dummy]' }, options)
      return violations.map(({ id, nodes }): [string, string[]] => [
        id,
        nodes.map(({ html }) => html),
      ])
    },
    { ...asked, resultTypes: ['violations' as const], iframes: false },
  )
}

function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

async function keepPicture(page: Page, path: string): Promise<void> {
  mkdirSync(dirname(join(projectRoot, path)), { recursive: true })
  await page.screenshot({ path: join(projectRoot, path), fullPage: true })
}
