/** How a person comes to what is further down: a long table has only the rows near the screen in the page. */

import type { Locator, Page } from 'playwright-core'
import { patienceMs } from '../../tools/patience.ts'

/**
 * Scrolls down a screen at a time until `sought` is in the page, then to it; from the end it goes on at the start, since a table
 * may still be growing.
 */
export async function reach(page: Page, sought: Locator): Promise<Locator> {
  const first = sought.first()
  const deadline = Date.now() + patienceMs
  while (!(await first.isVisible())) {
    if (Date.now() > deadline) throw new Error(`Scrolled in vain for ${sought.toString()}`)
    await scrollOn(page)
  }
  await first.scrollIntoViewIfNeeded()
  return first
}

/** What every row of the table says, from the first to the last, whether near the screen or not. */
export async function everyRow(page: Page, label: string): Promise<string[]> {
  const table = page.getByRole('table', { name: label })
  const seen = new Map<number, string>()
  const deadline = Date.now() + patienceMs
  await table.waitFor()
  for (;;) {
    const [count, rows] = await table.evaluate((found) => [
      Number(found.getAttribute('aria-rowcount')) - 1,
      [...found.querySelectorAll('tbody tr[aria-rowindex]')].map(
        (row) => [Number(row.getAttribute('aria-rowindex')), row.textContent] as const,
      ),
    ])
    for (const [index, text] of rows) seen.set(index, text)
    if (seen.size >= count)
      return [...seen].sort(([one], [other]) => one - other).map(([, text]) => text)
    if (Date.now() > deadline) throw new Error(`Saw ${seen.size} rows of ${count}.`)
    await scrollOn(page)
  }
}

/** Resolves once the page has shown what came into view. */
function scrollOn(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { scrollTop, clientHeight, scrollHeight } = document.documentElement
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - 1
    window.scrollTo(0, isAtEnd ? 0 : scrollTop + clientHeight * 0.8)
    for (let frame = 0; frame < 2; frame += 1)
      await new Promise((shown) => requestAnimationFrame(shown))
  })
}
