/** A newcomer's first month with the console: from a file of contacts to what became of each of them, on the real server. */

import type { Browser } from 'playwright-core'
import { launchChromium } from '../../support/chromium.ts'
import { openConsole, type ConsolePlay } from '../../support/addin/console-play.ts'
import { playIn, type Play } from '../../support/stories/play.ts'
import { everyRow, reach } from '../../support/reach.ts'
import { asCsv, called, twentyPeople, type Person } from '../../support/stories/twenty-people.ts'
import { startWorld, type World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

const sequenceName = 'Spring tour'
const replies = called('Dora')
const away = called('Gina')
const bounces = called('Jan')
const unsubscribes = called('Max')
const books = called('Paula')
const ended = [replies, bounces, unsubscribes, books]
const others = twentyPeople.filter((one) => one !== away && !ended.includes(one))

let world: World
let play: Play
let browser: Browser
let console_: ConsolePlay
/** Where the import is found again. */
let imported = ''

beforeAll(async () => {
  const started = await Promise.all([startWorld(), launchChromium()])
  world = started[0]
  browser = started[1]
  play = playIn(world)
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})

function row(text: string) {
  return reach(console_.page, console_.page.getByRole('row').filter({ hasText: text }))
}

async function goTo(path: string): Promise<void> {
  await console_.page.goto(`${world.productUrl}${path}`)
}

async function sequencePath(): Promise<string> {
  return `/sequences/${(await play.sequence(sequenceName)).id}`
}

/** The invitation to the meeting that was booked is none. */
async function emailsTo({ email }: Person): Promise<number> {
  const mails = await play.emails(email)
  return mails.filter(({ subject }) => !subject.startsWith('Meeting:')).length
}

/** The pages for people outside, opened by the link in the newest email. */
async function followLink({ email }: Person, kind: 'u' | 'meet') {
  const [newest] = await play.emails(email)
  const link = new RegExp(`https://[^\\s"<>]+/${kind}/[\\w-]+`).exec(newest?.text ?? '')?.[0]
  if (link === undefined) throw new Error(`The email to ${email} has no such link.`)
  const context = await browser.newContext({ ignoreHTTPSErrors: true, timezoneId: 'Europe/Rome' })
  const page = await context.newPage()
  await page.goto(link)
  return page
}

test('Rita signs in and brings in twenty contacts', async () => {
  console_ = await openConsole(browser, world, { path: '/contacts' })
  const { page, button, say } = console_
  await button('Import contacts').click()
  const buffer = Buffer.from(asCsv(twentyPeople))
  const file = { name: 'Trade fair.csv', mimeType: 'text/csv', buffer }
  await page.locator('input[type=file]').setInputFiles(file)
  await button('Check the file').click()
  await say('Nothing has been written yet.')
  await button('Import 20 contacts').click()
  await page.getByRole('heading', { name: 'Contacts imported', level: 1 }).waitFor()
  imported = page.url()
  await button('Show these contacts').click()
  await say('20 contacts')
})

test('she builds a sequence of three emails by clicking', async () => {
  const { page, button } = console_
  await goTo('/sequences')
  await button('New sequence').click()
  await field(page, 'Name').fill(sequenceName)
  await field(page, 'Subject').fill('We are in your town in spring')
  const text = page.getByRole('textbox', { name: 'Text' })
  await text.fill('Hello ')
  await button('Insert token').click()
  await page.getByRole('menuitem', { name: /Contact: first name/ }).click()
  await text.press('Control+End')
  await text.pressSequentially(',\n\nchoose a time: {{ sender.meetings_link }}')
  for (const [index, words] of ['Did you see my email?', 'This is my last email.'].entries()) {
    await button('Add step').click()
    await text.nth(index + 1).fill(words)
  }
  await button('Save sequence').click()
  await page.getByRole('heading', { name: sequenceName, level: 1 }).waitFor()
  expect((await play.sequence(sequenceName)).steps).toMatchObject([
    { body: expect.stringContaining('{{ sender.meetings_link }}') as string },
    { delay: 'P2D', thread: 'same' },
    { delay: 'P2D', thread: 'same' },
  ])
})

test('she enrolls all twenty, and each gets the first email', async () => {
  const { page, button } = console_
  await page.goto(imported)
  await button('Enroll in a sequence').click()
  const dialog = page.getByRole('dialog')
  await field(dialog, 'Sequence').selectOption({ label: sequenceName })
  await dialog.getByRole('button', { name: 'Enroll' }).click()
  await console_.say('20 contacts')
  for (const { email } of twentyPeople) await play.emailsArrive(email, 1)
  await goTo(`${await sequencePath()}/enrollments`)
  await console_.say('20 enrollments')
})

test('they react: a reply, an absence, a bounce, an unsubscription on its page, a booking on its page', async () => {
  await play.answer(replies.email, 'reply', { text: 'Please call me.' })
  await play.answer(away.email, 'out-of-office')
  await play.answer(bounces.email, 'bounce')
  const leaving = await followLink(unsubscribes, 'u')
  await leaving.getByRole('button', { name: 'Unsubscribe' }).click()
  await leaving.getByRole('heading', { name: 'You are unsubscribed' }).waitFor()
  const booking = await followLink(books, 'meet')
  // The visitor's own zone, without being asked.
  await booking.waitForURL(/zone=Europe%2FRome$/)
  await booking.getByRole('radio').first().check()
  await field(booking, 'Your mail address').fill(books.email)
  await booking.getByRole('button', { name: 'Book' }).click()
  await booking.getByRole('heading', { name: 'You meet Rita Reyes' }).waitFor()
  for (const { email } of ended) await play.ends(email)
  await world.waitFor(
    'the pause',
    async () => (await play.enrollment(away.email)).state === 'paused',
  )
})

test('two days later the second email goes to the others only', async () => {
  await world.advance('P2DT1H')
  for (const { email } of others) await play.emailsArrive(email, 2)
  for (const one of [...ended, away]) expect(await emailsTo(one)).toBe(1)
})

test('Summary has the figures and the reasons', async () => {
  await goTo(await sequencePath())
  const { page } = console_
  const figure = (name: string) =>
    page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd')
  for (const [name, number] of [
    ['Enrolled', '20'],
    ['Active', '15'],
    ['Paused', '1'],
    ['Emails sent', '35'],
    ['Replied', '1'],
    ['Meetings', '1'],
    ['Bounced', '1'],
  ] as const)
    expect([name, await figure(name).textContent()]).toEqual([name, number])
  const why = page.getByRole('table', { name: 'Why enrollments ended' })
  for (const reason of ['Replied', 'Address bounced', 'Unsubscribed', 'Meeting booked'])
    expect(await why.getByRole('row', { name: reason }).textContent()).toContain(`${reason}1`)
  const steps = page.getByRole('table', { name: 'Steps' }).locator('tbody tr')
  await steps.nth(2).waitFor()
  // Coming, sent, replied, bounced.
  for (const [index, numbers] of [
    ['0', '20', '1', '1'],
    ['1', '15', '0', '0'],
    ['15', '0', '0', '0'],
  ].entries())
    expect(await steps.nth(index).getByRole('cell').allTextContents()).toEqual(numbers)
})

test('Enrollments say of each what it is and why', async () => {
  await goTo(`${await sequencePath()}/enrollments`)
  for (const [who, state, why] of [
    [replies, 'Replied', 'Dora Delgado replied to email 1.'],
    [away, 'Paused', 'Gina Green is out of the office.'],
    [bounces, 'Address bounced', 'Jan Jansen'],
    [unsubscribes, 'Unsubscribed', 'Max Moser unsubscribed'],
    [books, 'Meeting booked', 'Paula Pohl booked a meeting'],
    [called('Wanda'), 'Active', 'Step 3 of 3'],
  ] as const) {
    const said = await (await row(who.email)).textContent()
    expect(said).toContain(state)
    expect(said).toContain(why)
  }
  await console_.look('newcomer-enrollments')
})

test('Scheduled has the others, the absent one on the day of return, and nobody who has ended', async () => {
  await goTo('/sequences/scheduled')
  const { pausedUntil } = await play.enrollment(away.email)
  const paused = await (await row(away.email)).textContent()
  expect(paused).not.toContain('Overdue')
  expect(paused).toContain('Gina Green is out of the office.')
  expect(paused).toContain(
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'UTC',
    }).format(new Date(pausedUntil ?? '')),
  )
  const all = await everyRow(console_.page, 'Scheduled')
  const listed = twentyPeople.filter(({ email }) => all.some((text) => text.includes(email)))
  expect(listed).toEqual(twentyPeople.filter((one) => !ended.includes(one)))
  await console_.look('newcomer-scheduled')
})

test('each record quotes what its end rests on', async () => {
  for (const [who, title, fact] of [
    [replies, 'Dora Delgado replied to email 1.', 'Re: We are in your town in spring'],
    [away, 'Gina Green is out of the office.', 'Automatic reply: We are in your town in spring'],
    [bounces, 'Address bounced', 'Undeliverable: We are in your town in spring'],
    [unsubscribes, 'Unsubscribed', 'The unsubscribe page'],
    [books, 'Meeting booked', 'Booked through the meetings link'],
  ] as const) {
    const { contact } = await play.card(who.email)
    await goTo(`/contacts/${contact?.id ?? ''}`)
    await console_.page.getByRole('heading', { name: who.name, level: 1 }).waitFor()
    await console_.say(title)
    await console_.say(fact)
    await console_.look(`newcomer-${who.name.split(' ')[0] ?? ''}`)
  }
})

test('after a month the ended have had nothing more, and the others are through', async () => {
  await world.advance('P15D')
  await world.advance('P15D')
  for (const one of ended) expect(await emailsTo(one)).toBe(1)
  for (const { email } of [...others, away]) {
    await play.emailsArrive(email, 3)
    expect(await play.ends(email)).toMatchObject({ reason: 'completed' })
  }
  await goTo(await sequencePath())
  const why = console_.page.getByRole('table', { name: 'Why enrollments ended' })
  await why.getByRole('row', { name: 'Completed' }).getByText('16').waitFor()
  await goTo('/sequences/scheduled')
  await console_.say('Nothing is scheduled')
})
