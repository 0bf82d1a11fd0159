/** What every page has to stand up to, once it rests: as wide as the screen, no script or style refused, axe silent. */

import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
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

/** Throws what is wrong, and leaves a picture of it in .test/screenshots. `ask` says what axe is asked. */
export async function judge(
  page: Page,
  name: string,
  complaints: readonly string[],
  ask: (axe: AxeBuilder) => AxeBuilder = (axe) => axe,
): Promise<void> {
  try {
    expect(await overflowOf(page)).toBe(0)
    expect(complaints).toEqual([])
    // Asked in the page itself: otherwise a second page is opened for every answer, for the sake of frames of other origins.
    const axe = new AxeBuilder({ page }).setLegacyMode().exclude('[data-tabster-dummy]')
    const { violations } = await ask(axe).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  } catch (error) {
    await keepPicture(page, join('.test', 'screenshots', `${name}.png`))
    throw error
  }
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
