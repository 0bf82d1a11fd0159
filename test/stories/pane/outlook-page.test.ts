/** The main job lived in the browser: Outlook on one tab, the world outside on the other, the real pane between. */

import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { launchChromium } from '../../support/chromium.ts'
import { bringJudge, followComplaints, judge } from '../../support/judge.ts'
import { rest } from '../../support/rest.ts'
import { startWorld } from '../../support/world.ts'
import type { World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

let world: World
let browser: Browser
let context: BrowserContext
let page: Page
let pane: FrameLocator
let complaints: string[] = []

beforeAll(async () => {
  const started = await Promise.all([startWorld(), launchChromium()])
  world = started[0]
  browser = started[1]
  context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1366, height: 768 },
    colorScheme: 'light',
  })
  await bringJudge(context)
  page = await context.newPage()
  complaints = followComplaints(page)
  pane = page.frameLocator('aside[aria-label="Task pane"] iframe')
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})
afterEach(() => {
  expect(complaints).toEqual([])
})

/**
 * Has every element of the page judged. Not what is in frames: the pane has tests of its own, and in
 * the frame of a mail no script may run, the judge's included.
 */
async function look(name: string): Promise<void> {
  await page.mouse.move(0, 0)
  // While a toast fades, its text has no contrast that could be judged.
  await world.waitFor(
    'the toasts to be gone',
    async () => (await page.locator('.fui-Toast').count()) === 0,
  )
  await rest(page, () => 0)
  await judge(page, `outlook-${name}`, complaints)
}

function press(name: string | RegExp): Promise<void> {
  return page.getByRole('button', { name, exact: typeof name === 'string' }).click()
}

async function writeTo(address: string): Promise<void> {
  await press('New mail')
  const to = field(page, 'To')
  await to.fill(address)
  await to.press('Enter')
  await press('Sales Tools')
}

/** A toast says so, and a live region says it once more to screen readers. */
function told(text: string | RegExp): Promise<void> {
  return page.getByText(text).first().waitFor()
}

/** Answers the newest email of this person; waits until the page says that it was delivered. */
async function answer(person: RegExp, way: string): Promise<void> {
  await press('Outside world')
  await press(person)
  await page.getByRole('button', { name: way, exact: true }).first().click()
  await page.getByRole('button', { name: /^Send/ }).click()
  await page
    .getByText(/^Delivered to /)
    .first()
    .waitFor()
}

test('Rita opens Outlook: an empty inbox that says what will come', async () => {
  await page.goto(world.outlookUrl)
  await page.getByText('Nothing has arrived yet').waitFor()
  expect(await page.title()).toContain('Rita Reyes')
  await look('inbox-empty')
})

test('she writes to Ana, opens Sales Tools and enrolls her: the first email arrives outside', async () => {
  await writeTo('ana@acme.example')
  await pane.getByText('Ana is not enrolled in a sequence').waitFor()
  await look('compose-pane')
  await pane.getByRole('button', { name: 'View contact' }).click()
  await pane.getByRole('button', { name: /^Enroll Ana/ }).click()
  await pane.getByText('Ana is currently enrolled in a sequence').first().waitFor()
  await press('Outside world')
  await look('outside')
  await press(/^Ana Alves/)
  await page.getByRole('article', { name: /^Received: / }).waitFor()
  await look('outside-ana')
})

test('Ana replies: the pane, still beside the mail, shows her unenrolled', async () => {
  await page.getByRole('button', { name: 'Reply', exact: true }).click()
  await look('outside-replying')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await told('Delivered to rita@contoso.example')
  await page.getByRole('article', { name: /^Sent: / }).waitFor()
  await look('outside-replied')
  await press('Mail')
  await pane.getByText('Ana is not enrolled in a sequence').first().waitFor()
  await pane.getByText('Replied', { exact: true }).first().waitFor()
})

test('her reply is in the inbox, unread until it is opened, and Sales Tools knows its sender', async () => {
  await press('Inbox, 1')
  await page.getByRole('button', { name: /Unread: Ana Alves/ }).click()
  await page.getByRole('heading', { name: /^Re: / }).waitFor()
  await press('Inbox')
  await page.goBack()
  await page.getByRole('heading', { name: /^Re: / }).waitFor()
  await press('Sales Tools')
  await pane.getByText('Ana is not enrolled in a sequence').waitFor()
  await look('reading-pane')
  await press('Dark theme')
  // The mail's own text turns light as well.
  const text = page.frameLocator('iframe[title^="Text of"]').locator('body')
  await world.waitFor('light text', () =>
    text.evaluate((body) => getComputedStyle(body).color === 'rgb(255, 255, 255)'),
  )
  await look('reading-dark')
  await press('Light theme')
})

test('an out-of-office ends nothing, and when Ben is back the follow-up goes out in the thread', async () => {
  await writeTo('ben@acme.example')
  await pane.getByRole('button', { name: 'View contact' }).click()
  await field(pane, 'Sequence').selectOption({ label: 'First conversation' })
  await pane.getByRole('button', { name: /^Enroll Ben/ }).click()
  await pane.getByText('Ben is currently enrolled in a sequence').first().waitFor()
  await answer(/^Ben Brandt/, 'Out of office')
  await press(/Move the clock/)
  await look('clock')
  await page.getByRole('menuitem', { name: /1 week/ }).click()
  await told(/What was due has been done/)
  // “Until Monday”, written on a Monday morning, is a week and an hour away.
  await world.advance('P1D')
  await page
    .getByRole('article', { name: /^Received: / })
    .nth(1)
    .waitFor()
  await press('Mail')
  await pane.getByText('Ben is currently enrolled in a sequence').first().waitFor()
})

test('a second tab of the browser finds the same place by its address', async () => {
  const second = await context.newPage()
  await second.goto(page.url())
  await field(second, 'Subject').waitFor()
  await second.close()
})

test('what Rita writes by hand reaches Ben, and is in Sent Items', async () => {
  await field(page, 'Subject').fill('By hand')
  await field(page, 'Message').fill('Hello Ben,\n\nthis one I wrote myself: 2 < 3 & so on.')
  await press('Send')
  await told('To ben@acme.example')
  await press('Sent Items')
  await page.getByRole('button', { name: /^Ben Brandt.*By hand/ }).click()
  await page.frameLocator('iframe[title="Text of By hand"]').getByText('2 < 3 & so on.').waitFor()
  await look('sent')
})

test('a mail that was begun waits in the list while another one is read', async () => {
  await press('New mail')
  await field(page, 'Subject').fill('Half written')
  await press(/^Inbox/)
  await page.getByRole('button', { name: /Half written/ }).click()
  expect(await field(page, 'Subject').inputValue()).toBe('Half written')
  await press('Discard')
  await page.getByRole('button', { name: /Half written/ }).waitFor({ state: 'detached' })
})

test('on a small screen the open mail takes the place of the list', async () => {
  await page.setViewportSize({ width: 700, height: 720 })
  await page.getByRole('region', { name: 'Messages' }).waitFor()
  await look('small-list')
  await page.getByRole('button', { name: /Re: / }).first().click()
  await page.getByRole('heading', { name: /^Re: / }).waitFor()
  await page.getByRole('region', { name: 'Messages' }).waitFor({ state: 'hidden' })
  await press('Sales Tools')
  await pane.getByRole('button', { name: 'View contact' }).waitFor()
  await look('small-pane')
  await press('Close pane')
  await page.setViewportSize({ width: 1366, height: 768 })
})

test('every command is reached and run by the keyboard', async () => {
  await page.goto(`${world.outlookUrl}/?view=inbox`)
  const newMail = page.getByRole('button', { name: 'New mail' })
  await newMail.waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  for (let step = 0; step < 20 && (await focused()) !== 'New mail'; step += 1)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await field(page, 'Subject').waitFor()
  // A new mail takes the focus into To, where one begins to write.
  await page.keyboard.type('cleo')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove cleo@other.example' }).waitFor()
})

test('the rarer ways to answer are in a menu, and an email’s links open in a tab of their own, on a phone, too', async () => {
  await page.setViewportSize({ width: 320, height: 640 })
  await press('Outside world')
  await press(/^Ana Alves/)
  await page
    .getByRole('article', { name: /^Received: / })
    .first()
    .waitFor()
  await look('outside-phone')
  expect(
    await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return scrollWidth - clientWidth
    }),
  ).toBe(0)
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: /\/u\// }).first().click()
  const unsubscribing = await opened
  await unsubscribing.getByRole('heading', { name: 'Unsubscribe?' }).waitFor()
  await unsubscribing.close()
  await page.getByRole('button', { name: 'More', exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'Delivery is delayed' }).waitFor()
  await look('outside-more')
  await page.getByRole('menuitem', { name: 'Invite to a meeting' }).click()
  await field(page, 'Begins').waitFor()
  await look('outside-inviting')
  await press('Send the invitation')
  await told('Delivered to rita@contoso.example')
  await page.getByRole('article', { name: /^Sent: A talk about/ }).waitFor()
  await page.setViewportSize({ width: 1366, height: 768 })
})
