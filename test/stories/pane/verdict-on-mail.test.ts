/** On the very mail, in Outlook with the real office.js: what it did and why, for six reasons, and the way back. */

import { join } from 'node:path'
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core'
import { launchChromium } from '../../support/chromium.ts'
import { picturesFolder } from '../../support/judge.ts'
import { ana, ben, cleo, playIn, rita, type Play } from '../../support/stories/play.ts'
import { projectRoot, startWorld, type World } from '../../support/world.ts'

const minding = 'Minds colleagues'
const dora = 'dora@third.example'

let world: World
let play: Play
let browser: Browser
let page: Page
let aside: Locator
let pane: FrameLocator

beforeAll(async () => {
  world = await startWorld()
  play = playIn(world)
  await world.api(rita, 'POST', '/api/sequences', {
    name: minding,
    steps: [
      { subject: 'A question', body: 'Hello {{ contact.first_name }}, have you a minute?' },
      { body: 'Did you see my email?', delay: 'P5D' },
    ],
    settings: { unenrollSameCompany: true },
  })
  browser = await launchChromium()
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
  })
  page = await context.newPage()
  aside = page.locator('aside[aria-label="Task pane"]')
  pane = aside.frameLocator('iframe')
  await page.goto(world.outlookUrl)
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})

/** Opens the newest mail of the inbox whose row fits, and the pane beside it. */
async function read(row: RegExp): Promise<void> {
  await page
    .getByRole('button', { name: /^Inbox/ })
    .first()
    .click()
  const mail = page.getByRole('button', { name: row }).first()
  await mail.click()
  await world.waitFor(
    'the mail to be open',
    async () => (await mail.getAttribute('aria-current')) === 'true',
  )
  if (!(await aside.isVisible()))
    await page.getByRole('button', { name: 'Sales Tools', exact: true }).first().click()
  await aside.waitFor()
}

/** What the open mail did to this contact. */
function banner(contact: string): Locator {
  return pane.getByRole('group', { name: new RegExp(`^What this mail did: ${contact}`) })
}

/** Of the mail with its banner, its grounds shown; and of the contact as the pane shows it. */
/** For the papers alone. */
async function take(seen: Page | Locator, name: string): Promise<void> {
  if (picturesFolder === undefined) return
  await seen.screenshot({ path: join(projectRoot, picturesFolder, `verdict-${name}.png`) })
}

async function picture(reason: string, contact: string): Promise<void> {
  const why = banner(contact).getByRole('button', { name: /^Why/ })
  if ((await why.getAttribute('aria-expanded')) === 'false') await why.click()
  if (picturesFolder !== undefined) {
    await page.mouse.move(700, 760)
    await world.waitFor(
      'the toasts to be gone',
      async () => (await page.locator('.fui-Toast').count()) === 0,
    )
  }
  await take(page, `${reason}-mail`)
  await pane.getByRole('button', { name: 'View contact' }).click()
  await pane.getByText('What happened').waitFor()
  await take(aside, `${reason}-contact`)
  await pane.getByRole('button', { name: 'Back' }).click()
}

test('an out-of-office answer says until when it pauses, and Resume goes on at once', async () => {
  await play.enroll(ben, minding)
  await play.emailsArrive(ben, 1)
  const { body } = await world.control('GET', '/clock')
  const back = new Date(Date.parse((body as { now: string }).now) + 3 * 86_400_000)
  const day = `${String(back.getUTCDate())} ${back.toLocaleString('en', { month: 'long', timeZone: 'UTC' })}`
  const text = `I am out of the office until ${day} ${String(back.getUTCFullYear())}.`
  await play.answer(ben, 'out-of-office', { text })
  await read(/Ben Brandt/)
  await banner('Ben Brandt').getByText(`Out of office until ${day}: paused`).waitFor()
  await banner('Ben Brandt')
    .getByText(/^It resumes on .*8:00 \(in [23] days\)\.$/)
    .waitFor()
  await picture('out-of-office', 'Ben Brandt')
  await banner('Ben Brandt')
    .getByRole('button', { name: /^Resume/ })
    .click()
  await banner('Ben Brandt').getByText('The pause is over.').waitFor()
  expect((await play.enrollment(ben)).state).toBe('active')
})

test('a reply says what it did to its author and to a colleague, and leads there', async () => {
  await play.enroll(ana, minding)
  await play.emailsArrive(ana, 1)
  await play.answer(ana, 'reply', { text: 'Thanks, let us talk on Thursday.' })
  await play.ends(ben)
  await read(/Ana Alves.*Re: A question/i)
  await banner('Ana Alves')
    .getByText(/^Unenrolled by this reply, \d{1,2}:\d\d$/)
    .waitFor()
  await picture('replied', 'Ana Alves')
  await banner('Ben Brandt').getByRole('button', { name: 'Ben Brandt', exact: true }).click()
  await pane.getByText('Ben is not enrolled in a sequence').waitFor()
  await pane.getByText('A colleague replied', { exact: true }).first().waitFor()
  await take(aside, 'same-company-replied-contact')
  await pane.getByRole('button', { name: 'Back' }).click()
  await pane.getByText('Ana is not enrolled in a sequence').waitFor()
})

test('an undo elsewhere shows on the open mail by itself', async () => {
  const { id } = await play.enrollment(ben)
  expect(await play.undo(id)).toMatchObject({ status: 200 })
  await banner('Ben Brandt')
    .getByText(/taken back since/)
    .waitFor()
  await banner('Ana Alves')
    .getByText(/^Unenrolled by this reply/)
    .waitFor()
})

test('a mail from a further address of the contact ends it; Undo on the mail takes it back', async () => {
  await play.enroll(cleo)
  await play.emailsArrive(cleo, 1)
  await play.answer(cleo, 'new-mail', {
    from: 'cleo+fair@other.example',
    to: rita,
    text: 'We met at the fair. What does it cost?',
  })
  await play.ends(cleo)
  await read(/cleo|Cleo/)
  await banner('Cleo Chen')
    .getByText(/^Unenrolled by this mail/)
    .waitFor()
  await picture('wrote-from-alias', 'Cleo Chen')
  await banner('Cleo Chen').getByRole('button', { name: /^Undo/ }).click()
  await banner('Cleo Chen')
    .getByText(/taken back since/)
    .waitFor()
  await pane.getByText('Cleo is currently enrolled in a sequence').first().waitFor()
})

test('in the dark: a delivery report shows the contact it reports on, and why there is no Undo', async () => {
  await page.getByRole('button', { name: 'Dark theme' }).first().click()
  await play.answer(cleo, 'bounce')
  await play.ends(cleo)
  await read(/Undeliverable|Delivery|failure/i)
  await banner('Cleo Chen')
    .getByText(/^Unenrolled by this delivery report/)
    .waitFor()
  await pane.getByText('Cleo is not enrolled in a sequence').waitFor()
  await picture('bounced', 'Cleo Chen')
})

test('in the dark: an unsubscribe mail says that only the contact can take it back', async () => {
  const contact = { email: dora, name: 'Dora Dahl', company: 'Third' }
  await world.api(rita, 'POST', '/api/contacts', contact)
  await play.enroll(dora)
  await play.emailsArrive(dora, 1)
  await world.control('POST', `/outside/${dora}/answers`, {
    kind: 'unsubscribe-mail',
    messageId: (await play.emails(dora))[0]?.id,
  })
  await play.ends(dora)
  await read(/dora/i)
  await banner(contact.name)
    .getByText(/^Unenrolled by this unsubscribe mail/)
    .waitFor()
  await banner(contact.name)
    .getByText(/Only the contact can take that back/)
    .waitFor()
  expect(await banner(contact.name).getByRole('button', { name: /^Undo/ }).count()).toBe(0)
  await picture('unsubscribed', contact.name)
})

test('a mail that concerns nobody enrolled has no banner', async () => {
  const raw = [
    'From: Erik <erik@nobody.example>',
    `To: <${rita}>`,
    'Subject: Lunch?',
    '',
    'At noon?',
  ]
  await world.control('POST', `/mail?mailbox=${rita}`, [...raw, ''].join('\r\n'))
  await read(/Erik/)
  await pane.getByText('Erik is not enrolled in a sequence').waitFor()
  expect(await pane.getByRole('group', { name: /^What this mail did/ }).count()).toBe(0)
})
