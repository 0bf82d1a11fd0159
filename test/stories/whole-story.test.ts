/** The story of the product from the first click to the last, in one browser: what a rep lives, and what people outside get. */

import { join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { picturesFolder } from '../support/judge.ts'
import { ana, ben, playIn, type Play } from '../support/stories/play.ts'
import { projectRoot, startWorld, type World } from '../support/world.ts'
import { field } from '../support/addin/field.ts'

let world: World
let play: Play
let browser: Browser
let page: Page
let pane: FrameLocator

beforeAll(async () => {
  world = await startWorld()
  play = playIn(world)
  browser = await launchChromium()
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
  })
  page = await context.newPage()
  pane = page.frameLocator('aside[aria-label="Task pane"] iframe')
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})

/** For the papers alone. */
async function picture(name: string): Promise<void> {
  if (picturesFolder === undefined) return
  await page.mouse.move(700, 760)
  // What was told a moment ago floats over the page; it is not what the picture is about.
  await page
    .getByText(/^(Delivered to|The clock moved)/)
    .first()
    .waitFor({ state: 'detached' })
  await page.screenshot({
    path: join(projectRoot, picturesFolder, `story-${name}.png`),
    animations: 'disabled',
  })
}

function press(name: string | RegExp): Promise<void> {
  return page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
}

/** Writes a new mail to this address and clicks the ribbon's button. */
async function composeTo(address: string): Promise<void> {
  await press('Mail')
  await press(/^Inbox/)
  await press('New mail')
  const to = field(page, 'To')
  await to.fill(address)
  await to.press('Enter')
  await press('Sales Tools')
}

const enrolled = (name: string) =>
  pane.getByText(`${name} is currently enrolled in a sequence`).first()
const notEnrolled = (name: string) =>
  pane.getByText(`${name} is not enrolled in a sequence`).first()

async function enrollFromPane(name: string): Promise<void> {
  await pane.getByRole('button', { name: 'View contact' }).click()
  await field(pane, 'Sequence').selectOption({ label: 'First conversation' })
  await pane.getByRole('button', { name: `Enroll ${name}` }).click()
  await enrolled(name).waitFor()
}

async function answerAs(person: RegExp, way: string): Promise<void> {
  await press('Outside world')
  await press(person)
  await press(way)
  await page.getByRole('button', { name: /^Send/ }).click()
  await page
    .getByText(/^Delivered to /)
    .first()
    .waitFor()
}

async function moveAWeek(): Promise<void> {
  await press(/^Move the clock/)
  await page.getByRole('menuitem', { name: /1 week/ }).click()
  await page
    .getByText(/What was due has been done/)
    .first()
    .waitFor()
}

test('Rita opens Outlook, writes to Ana and clicks Sales Tools: signed in without a password, the pane shows Ana', async () => {
  await page.goto(world.outlookUrl)
  await page.getByText('Nothing has arrived yet').waitFor()
  await picture('1-outlook')
  await composeTo(ana)
  await notEnrolled('Ana').waitFor()
  await picture('2-sales-tools')
})

test('View contact opens her profile; enrolled from there, the first email arrives outside at once', async () => {
  await pane.getByRole('button', { name: 'View contact' }).click()
  await pane.getByRole('button', { name: 'Enroll Ana' }).waitFor()
  await picture('3-contact')
  await field(pane, 'Sequence').selectOption({ label: 'First conversation' })
  await pane.getByRole('button', { name: 'Enroll Ana' }).click()
  await enrolled('Ana').waitFor()
  const [email] = await play.emailsArrive(ana, 1)
  expect(email?.subject).toBe('Quarter-end reporting at Acme')
  await picture('4-enrolled')
  await press('Outside world')
  await press(/^Ana Alves/)
  await page.getByRole('article', { name: /^Received: / }).waitFor()
  await picture('5-outside-world')
})

test('Ana replies: the pane shows her unenrolled, with reason, evidence and time', async () => {
  await answerAs(/^Ana Alves/, 'Reply')
  await press('Mail')
  await notEnrolled('Ana').waitFor()
  await pane.getByText('Ana Alves replied to email 1.').first().waitFor()
  await pane
    .getByLabel('The mail it rests on', { exact: true })
    .first()
    .getByText('Re: Quarter-end reporting at Acme')
    .waitFor()
  await picture('6-unenrolled-by-a-reply')
  const { performance } = await play.sequence('First conversation')
  expect(performance).toMatchObject({ enrolled: 1, emailsSent: 1, replied: 1 })
})

test('Ben is out of office: he stays enrolled, paused until he is back, and then the follow-up goes out in the thread', async () => {
  await composeTo(ben)
  await notEnrolled('Ben').waitFor()
  await enrollFromPane('Ben')
  const [first] = await play.emailsArrive(ben, 1)
  await answerAs(/^Ben Brandt/, 'Out of office')
  await press('Mail')
  await pane
    .getByText(/Ben Brandt is out of the office\..*It resumes/)
    .first()
    .waitFor()
  await enrolled('Ben').waitFor()
  await picture('7-out-of-office')
  expect(await play.emails(ben)).toHaveLength(1)
  await moveAWeek()
  // “Until Monday”, written on a Monday morning, is a week and an hour away.
  await world.advance('P1D')
  const [second] = await play.emailsArrive(ben, 2)
  expect(second?.inReplyTo).toBe(first?.internetMessageId)
})

test('composing to Ben, the first screen notes that he is currently enrolled and offers Unenroll from sequence', async () => {
  await composeTo(ben)
  await enrolled('Ben').waitFor()
  await pane.getByRole('button', { name: 'Unenroll from sequence' }).waitFor()
  await picture('8-currently-enrolled')
  await pane.getByRole('button', { name: 'View contact' }).click()
  await enrolled('Ben').waitFor()
  await pane.getByRole('button', { name: 'Unenroll from sequence' }).click()
  await notEnrolled('Ben').waitFor()
  await pane.getByText('Unenrolled by Rita Reyes.').first().waitFor()
  await picture('9-unenrolled-by-hand')
  await world.advance('P30D')
  expect(await play.emails(ben)).toHaveLength(2)
})

test('Undo resumes at the next step; killed and started again, nothing is lost and nothing goes twice', async () => {
  await pane.getByRole('button', { name: /^Undo/ }).first().click()
  await enrolled('Ben').waitFor()
  await pane.getByText('Step 3 of 3').first().waitFor()
  await world.killServer()
  await world.startServer()
  await world.advance('P4D')
  expect(await play.emailsArrive(ben, 3)).toHaveLength(3)
  await notEnrolled('Ben').waitFor()
  await world.advance('P30D')
  expect(await play.emails(ben)).toHaveLength(3)
})

test('in the dark, and with Ana’s reply open for reading, Sales Tools tells what came of it', async () => {
  await press('Dark theme')
  await press(/^Inbox/)
  await page
    .getByRole('button', { name: /Ana Alves.*Re: Quarter/ })
    .first()
    .click()
  await page.getByRole('heading', { name: /^Re: Quarter-end/ }).waitFor()
  await press('Sales Tools')
  await notEnrolled('Ana').waitFor()
  await pane.getByRole('button', { name: 'View contact' }).click()
  await pane.getByText('What happened').waitFor()
  await picture('10-dark')
})

test('by keyboard alone, every control of the pane is reached, and the pane is left again', async () => {
  await pane.getByRole('button', { name: 'Back' }).click()
  const viewContact = pane.getByRole('button', { name: 'View contact' })
  await viewContact.focus()
  await page.keyboard.press('Enter')
  const back = pane.getByRole('button', { name: 'Back' })
  await back.waitFor()
  const inPane = (): Promise<string> =>
    back.evaluate(() => document.activeElement?.textContent ?? '')
  await world.waitFor('the focus to be on Back', async () => (await inPane()) === 'Back')
  const met: string[] = []
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab')
    met.push(await inPane())
    if ((await page.evaluate(() => document.activeElement?.tagName)) !== 'IFRAME') break
  }
  expect(met.some((text) => text.startsWith('Enroll Ana'))).toBe(true)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')
})
