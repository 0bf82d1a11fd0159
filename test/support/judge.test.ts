/** What judges the pages can say no, looks only at what rests, and reaches what is far down. */

import type { Browser, Page } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { bringJudge, followComplaints, judge } from './judge.ts'
import { everyRow, reach } from './reach.ts'
import { followRequests, rest } from './rest.ts'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchChromium()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 320, height: 640 } })
  await bringJudge(page.context())
  await page.goto('about:blank')
})
afterEach(() => page.close())
afterAll(() => browser.close())

const show = (content: string): Promise<void> =>
  page.setContent(
    `<!doctype html><html lang="en"><title>Ana</title><main><h1>Ana is enrolled</h1>${content}</main></html>`,
  )

test('a page that fits and says what it shows passes', async () => {
  const complaints = followComplaints(page)
  await show('<button>Unenroll</button>')
  await judge(page, 'judge-passes', complaints)
})

test.each([
  ['is wider than the screen', '<div style="width: 321px">Ana</div>', /Expected: 0/],
  ['has a button without a name', '<button></button>', /button-name/],
  ['throws', '<script>throw new Error("broken")</script>', /broken/],
  [
    'has a script refused',
    `<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><script>1</script>`,
    /Content Security/,
  ],
])('a page that %s does not', async (_what, content, words) => {
  const complaints = followComplaints(page)
  await show(content)
  await expect(judge(page, 'judge-refuses', complaints)).rejects.toThrow(words)
})

test('a page that moves or changes is waited for', async () => {
  await show(`<p>0</p><script>
    const words = document.querySelector('p')
    words.animate([{ opacity: 0 }, { opacity: 1 }], 300)
    const count = () => {
      words.textContent = Number(words.textContent) + 1
      if (words.textContent !== '40') requestAnimationFrame(count)
    }
    count()
  </script>`)
  await rest(page, () => 0)
  expect(await page.locator('p').textContent()).toBe('40')
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('a page that asks for something is waited for', async () => {
  let answer = (): Promise<void> => Promise.resolve()
  const asked = new Promise<void>((resolve) => {
    void page.route('http://localhost/answer', (route) => {
      answer = () => route.fulfill({ headers: { 'access-control-allow-origin': '*' }, body: 'yes' })
      resolve()
    })
  })
  const requests = followRequests(page)
  await show(`<script>void fetch('http://localhost/answer')</script>`)
  await asked
  let isOver = false
  const rested = rest(page, requests).then(() => {
    isOver = true
  })
  expect(requests()).toBe(1)
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(shown)))
  expect(isOver).toBe(false)
  await answer()
  await rested
  expect(requests()).toBe(0)
})

test('a row is reached, and every row read, though only those near the screen are in the page', async () => {
  await show(`<table aria-label="People" aria-rowcount="101"><tbody></tbody></table><script>
    const body = document.querySelector('tbody')
    const draw = () => {
      const first = Math.floor(window.scrollY / 40)
      const gap = (count) => '<tr aria-hidden="true" style="height:' + count * 40 + 'px"></tr>'
      let rows = ''
      for (let index = first; index < Math.min(100, first + 30); index += 1)
        rows += '<tr style="height:40px" aria-rowindex="' + (index + 2) + '"><td>Person ' + index + '.</td></tr>'
      body.innerHTML = gap(first) + rows + gap(Math.max(0, 70 - first))
    }
    window.addEventListener('scroll', draw)
    draw()
  </script>`)
  const last = page.getByRole('row').filter({ hasText: 'Person 99.' })
  expect(await last.count()).toBe(0)
  expect(await (await reach(page, last)).textContent()).toBe('Person 99.')
  const all = await everyRow(page, 'People')
  expect(all).toHaveLength(100)
  expect(all[50]).toBe('Person 50.')
})
