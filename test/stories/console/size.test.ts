/** The console with ten thousand people in one sequence: rows, keyboard, and unenrolling them all. */

import type { Browser, Page } from 'playwright-core'
import { fillWorld } from '../../../tools/bench/crowd.ts'
import { launchChromium } from '../../support/chromium.ts'
import { openConsole, type ConsolePlay, type Scene } from '../../support/addin/console-play.ts'
import { rita } from '../../support/stories/play.ts'
import { startWorld, type World } from '../../support/world.ts'

const many = 10_000
/** So many rows a screen needs at most, with those around it. */
const few = 60

let world: World
let browser: Browser
let path: string
let api: string
let open: ConsolePlay[] = []

beforeAll(async () => {
  const started = await Promise.all([startWorld(), launchChromium()])
  world = started[0]
  browser = started[1]
  const id = await fillWorld(world, { contacts: many, enrolled: many, suppressed: 0 })
  path = `/sequences/${id}/enrollments`
  api = `/api/sequences/${id}`
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})
afterEach(async () => {
  for (const one of open) await one.close()
  open = []
})

async function visit(scene: Scene = {}): Promise<ConsolePlay> {
  const one = await openConsole(browser, world, { path, ...scene })
  open.push(one)
  await rows(one.page).nth(10).waitFor()
  return one
}
function rows(page: Page) {
  return page.locator('tr[data-index]')
}
async function enrolledNow(): Promise<number> {
  const { body } = await world.api(rita, 'GET', `${api}/enrollments?state=active`)
  return (body as { open: number }).open
}
/** Chooses all that match and opens the dialog. */
async function chooseAll({ page, button }: ConsolePlay, count: string): Promise<void> {
  await page.getByRole('checkbox', { name: 'Choose all shown' }).check()
  await button(`Choose all ${count} contacts that match`).click()
  await button('Unenroll').first().click()
  await page.getByRole('dialog').getByText(`Unenroll ${count} contacts?`).waitFor()
}
/** What the browser asks of this kind passes `free` times; then it is given to `then`. */
async function after(
  page: Page,
  free: number,
  then: (pass: () => Promise<void>, cut: () => Promise<void>) => Promise<void>,
): Promise<void> {
  let count = 0
  await page.route('**/unenrollments', async (route) => {
    count += 1
    if (count <= free) await route.continue()
    else
      await then(
        () => route.continue(),
        () => route.abort('connectionreset'),
      )
  })
}

/** A request that this test holds back is waited for, however long it takes to look at the page. */
async function neverGiveUp(page: Page): Promise<void> {
  await page.evaluate(() => {
    AbortSignal.timeout = () => new AbortController().signal
  })
}

test('ten thousand rows are scrolled to the last, and few of them are in the page', async () => {
  const { page } = await visit()
  const table = page.getByRole('table', { name: 'Enrollments' })
  expect(await table.getAttribute('aria-rowcount')).toBe(String(many + 1))
  expect(await rows(page).count()).toBeLessThan(few)
  await page.waitForFunction(
    (last) => {
      window.scrollTo(0, document.documentElement.scrollHeight)
      return document.querySelector(`tr[aria-rowindex="${String(last)}"]`) !== null
    },
    many + 1,
    { polling: 50 },
  )
  expect(await rows(page).count()).toBeLessThan(few)
  await page.getByText('Person 0 of Firm 0').waitFor()
  const head = await page.getByRole('columnheader', { name: 'Contact' }).boundingBox()
  expect(head?.y).toBe(48)
  await page.getByRole('checkbox', { name: 'Choose Person 0 of Firm 0' }).check()
  await page.getByText('1 contact chosen').waitFor({ state: 'attached' })
})

test('the keyboard goes from row to row, beyond those that were in the page, and what it reaches is seen', async () => {
  const { page } = await visit()
  await page.getByRole('checkbox', { name: 'Choose all shown' }).focus()
  const reached = async () =>
    page.evaluate(() => {
      const row = document.activeElement?.closest('tr')
      const box = document.activeElement?.getBoundingClientRect()
      const head = document.querySelector('thead th')?.getBoundingClientRect()
      return {
        index: Number(row?.dataset['index'] ?? -1),
        isSeen: (box?.top ?? 0) >= (head?.bottom ?? 0) && (box?.bottom ?? 0) <= window.innerHeight,
      }
    })
  // A tick box, a link and a menu in each row.
  for (let i = 0; i < few * 3 + 1; i += 1) await page.keyboard.press('Tab')
  const down = await reached()
  expect(down.index).toBeGreaterThanOrEqual(few - 1)
  for (let i = 0; i < few; i += 1) await page.keyboard.press('Shift+Tab')
  const up = await reached()
  expect(up).toEqual({ index: down.index - few / 3, isSeen: true })
})

test('how far it is shows in the dialog and on the page, and it can be stopped', async () => {
  const one = await visit()
  const { page, button, say, look } = one
  let pass = (): Promise<void> => Promise.resolve()
  await neverGiveUp(page)
  await after(page, 2, (free) => {
    pass = free
    return Promise.resolve()
  })
  await chooseAll(one, '10,000')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Unenroll' }).click()
  await dialog.getByText('1,000 of 10,000 done').waitFor()
  await look('size-unenrolling', 1)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'detached' })
  await say('1,000 of 10,000 done')
  const bar = page.getByRole('progressbar', { name: 'Unenrolling' })
  expect(await bar.getAttribute('aria-valuenow')).toBe('1000')
  await look('size-progress', 1)
  await button('Stop').click()
  await pass()
  await say('1,500 contacts are unenrolled. Then you stopped it: the others are as before.')
  await look('size-stopped')
  expect(await enrolledNow()).toBe(many - 1500)
  await button('Undo').first().click()
  await say('1,500 contacts are enrolled again.')
  expect(await enrolledNow()).toBe(many)
})

test('what breaks off halfway says how many are done, and those can be undone', async () => {
  const one = await visit({ dark: true, width: 320 })
  const { page, button, say, look } = one
  await after(page, 3, (_pass, cut) => cut())
  await chooseAll(one, '10,000')
  await page.getByRole('dialog').getByRole('button', { name: 'Unenroll' }).click()
  await say('1,500 contacts are unenrolled. Then it stopped: The server cannot be reached.')
  await look('size-broken-dark-320')
  expect(await enrolledNow()).toBe(many - 1500)
  await page.unroute('**/unenrollments')
  await button('Undo').first().click()
  await say('1,500 contacts are enrolled again.')
  expect(await enrolledNow()).toBe(many)
})

test('an answer that is lost on the way is asked for once more, and nothing is done twice', async () => {
  const one = await visit()
  const { page, say } = one
  let lost = 0
  await page.route('**/unenrollments', async (route) => {
    const response = await route.fetch()
    lost += 1
    if (lost === 1) await route.abort('connectionreset')
    else await route.fulfill({ response })
  })
  await chooseAll(one, '10,000')
  await page.getByRole('dialog').getByRole('button', { name: 'Unenroll' }).click()
  await say('10,000 contacts are unenrolled.')
  expect(await enrolledNow()).toBe(0)
})
