/** The pane in the sandbox's Outlook: the real office.js, the real server, the real sign-in service, real mail. */

import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { buildBareOutlook, openPane, routeStandIns } from '../../support/addin/bare-outlook.ts'
import { launchChromium } from '../../support/chromium.ts'
import type { World } from '../../support/world.ts'
import { startWorld } from '../../support/world.ts'

const ana = { name: 'Ana Alves', address: 'ana@acme.example' }
const ben = { name: 'Ben Bauer', address: 'ben@acme.example' }
const cleo = { name: 'Cleo', address: 'cleo@other.example' }

let world: World
let browser: Browser
let context: BrowserContext
let outlook: Page
let pane: FrameLocator

beforeAll(async () => {
  const started = await Promise.all([startWorld(), launchChromium(), buildBareOutlook()])
  world = started[0]
  browser = started[1]
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})
beforeEach(async () => {
  context = await browser.newContext({ ignoreHTTPSErrors: true })
  await routeStandIns(context, world.outlookUrl)
  outlook = await context.newPage()
})
afterEach(async () => {
  await context.close()
})

async function beside(to: (typeof ana)[], mute = false): Promise<void> {
  pane = await openPane(outlook, world, { to, mute })
}
function say(text: string | RegExp): Promise<void> {
  return pane.getByText(text).first().waitFor()
}
function press(name: string | RegExp): Promise<void> {
  return pane.getByRole('button', { name }).click()
}
/** As a person types into the form of Outlook. */
function type(to: (typeof ana)[]): Promise<void> {
  return outlook.evaluate((people) => {
    window.bareOutlook.host.setRecipients('to', people)
  }, to)
}

test('signed in without a password: enroll, the email goes out, unenroll, undo', async () => {
  await beside([ana])
  await say('Ana is not enrolled in a sequence')
  await press('View contact')
  await say('The first email goes out at once.')
  await press('Enroll Ana')
  await say('Ana is currently enrolled in a sequence')
  await say(/Step 2 of/)
  const received = await world.control('GET', '/outside/ana@acme.example/messages')
  expect(received.body).toMatchObject({ items: [{ subject: expect.any(String) }] })
  await press('Unenroll from sequence')
  await say('Ana is not enrolled in a sequence')
  await press(/^Undo/)
  await say('Ana is currently enrolled in a sequence')
  await press('Back')
  await press('Unenroll from sequence')
  await say('Ana is not enrolled in a sequence')
})

test('an answer of the contact shows in the pane by itself, with the mail it rests on', async () => {
  await beside([ben])
  await press('View contact')
  await press('Enroll Ben')
  await say(/Step 2 of/)
  const answers = '/outside/ben@acme.example/answers'
  const inbox = await world.control('GET', '/outside/ben@acme.example/messages')
  const messageId = (inbox.body as { items: { id: string }[] }).items[0]?.id
  await world.control('POST', answers, { messageId, kind: 'out-of-office' })
  await pane
    .getByText(/out of the office/)
    .first()
    .waitFor()
  await say('Ben is currently enrolled in a sequence')
  await world.control('POST', answers, { messageId, kind: 'reply' })
  await say('Ben is not enrolled in a sequence')
  await pane.getByLabel('The mail it rests on', { exact: true }).first().waitFor()
})

test('recipients are followed as they are typed, and another mail shows its own people', async () => {
  await beside([])
  await say('Who is it for?')
  await type([cleo])
  await say('Cleo is not enrolled in a sequence')
  await type([cleo, ana])
  await say('2 recipients')
  await outlook.evaluate(() => {
    const from = { name: 'Ben Bauer', address: 'ben@acme.example' }
    window.bareOutlook.host.selectItem({ kind: 'message', id: 'AAMk=', from, subject: 'Hello' })
  })
  await say(/^Ben is/)
  await outlook.evaluate(() => {
    window.bareOutlook.host.selectItem(null)
  })
  await say('No mail is chosen')
})

test('an Outlook that tells no changes is asked every few seconds', async () => {
  await beside([cleo], true)
  await say(/^Cleo is/)
  await type([ana])
  await say(/^Ana is/)
})

test('the theme of Outlook is followed', async () => {
  await beside([cleo])
  await say(/^Cleo is/)
  await outlook.evaluate(() => {
    window.bareOutlook.host.setTheme({ bodyBackgroundColor: 0x1f1f1f })
  })
  await pane.locator('[data-shade=dark]').waitFor()
})

test('an Outlook without nested sign-in signs in through a window', async () => {
  await outlook.addInitScript(() => {
    // What an older Outlook lacks is the bridge.
    if (window !== window.top) Object.defineProperty(window, 'nestedAppAuthBridge', { value: null })
  })
  await beside([cleo])
  const opened = context.waitForEvent('page')
  await press('Sign in')
  const signIn = await opened
  await signIn.getByText('Rita', { exact: false }).first().click()
  await say(/^Cleo is/)
  expect(signIn.isClosed()).toBe(true)
})
