/** Steps that people do: a sequence of email, call, email by hand and email, walked through to the contact's reply. */

import type { Browser, Locator, Page } from 'playwright-core'
import { stageConsole } from '../../support/addin/console-stage.ts'
import { ana, ben, cleo, type Play } from '../../support/stories/play.ts'
import type { World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

const name = 'Email, call, email'

let world: World
let play: Play
let browser: Browser

const visit = stageConsole((stage) => {
  ;({ world, play, browser } = stage)
})
function step(page: Page, number: number): Locator {
  return page.getByRole('region', { name: new RegExp(`^Step ${String(number)}:`) })
}
function row(page: Page, who: string): Locator {
  return page.getByRole('row').filter({ hasText: who })
}
async function recordOf(email: string): Promise<string> {
  const { contact } = await play.card(email)
  return `/contacts/${contact?.id ?? ''}`
}

test('a sequence of an email, a call, an email by hand and an email is written', async () => {
  const { page, button, say, look } = await visit({ path: '/sequences/new' })
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await field(step(page, 1), 'Subject').fill('Your plans')
  await field(step(page, 1), 'Text').fill('Hello {{ contact.first_name }}')

  await button('Add step').click()
  await field(step(page, 2), 'Kind').selectOption('Call')
  await button('Save sequence').click()
  await say('Step 2 is a call without a title: write in a few words what is to be done.')
  await field(step(page, 2), 'Title').fill('Call {{ contact.first_name }} about pricing')
  await field(step(page, 2), 'Note').fill('Ask how many seats they need.')

  await button('Add step').click()
  await field(step(page, 3), 'Kind').selectOption('Email by hand')
  await field(step(page, 3), 'Text').fill('As we spoke, {{ contact.first_name }}')
  await button('Add step').click()
  await field(step(page, 4), 'Text').fill('One last word')
  await look('tasks-steps')
  await button('Save sequence').click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  expect((await play.sequence(name)).steps).toMatchObject([
    { kind: 'automatic-email', thread: 'new' },
    { kind: 'call', subject: 'Call {{ contact.first_name }} about pricing' },
    { kind: 'manual-email', thread: 'same' },
    { kind: 'automatic-email', thread: 'same' },
  ])
})

test('the call is due: Scheduled shows it, it is marked as done, taken back, and done with a note on the record', async () => {
  for (const email of [ana, ben, cleo]) {
    await play.enroll(email, name)
    await play.emailsArrive(email, 1)
  }
  await world.advance('P2D')
  const { page, button, say, look } = await visit({ path: '/sequences/scheduled' })
  await row(page, 'Ana Alves').getByText('Call Ana about pricing').waitFor()
  await look('tasks-scheduled')
  await button('Mark as done: Call Ana about pricing, Ana Alves').click()
  await say('Done. Ana Alves: Call Ana about pricing.')
  await say('Step 3 of 4: Email by hand')
  expect(await play.enrollment(ana)).toMatchObject({ nextStep: { number: 3 } })
  await button('Undo').click()
  await say('To be done again. Ana Alves: Call Ana about pricing.')
  await row(page, 'Ana Alves').getByText('Call Ana about pricing').waitFor()

  await page.goto(`${world.productUrl}${await recordOf(ana)}`)
  await say('Next: call Ana Alves, today.')
  await look('tasks-record')
  await page.getByRole('textbox', { name: 'Note (optional)' }).fill('Wants an offer')
  await button('Mark as done: Call Ana about pricing').click()
  await say('Rita Reyes made the call “Call Ana about pricing”: Wants an offer')
  await say('The call “Call Ana about pricing” is done.')
  await look('tasks-record-done')
})

test('the email by hand waits in Drafts however long that takes; Ben’s is skipped and his draft goes', async () => {
  const { page, button, say } = await visit({ path: '/sequences/scheduled' })
  await button('Skip: Call Ben about pricing, Ben Brandt').click()
  await say('Skipped. Ben Brandt: Call Ben about pricing.')
  // The row has gone; the keyboard goes on from what can be done about it.
  await page.waitForFunction(() => document.activeElement?.textContent === 'Undo')
  await world.advance('P2D')
  await row(page, 'Ben Brandt').getByText('Look it over in Drafts and send it.').waitFor()
  await world.advance('P1D')
  expect(await play.emails(ana)).toHaveLength(1)
  expect(await drafts()).toHaveLength(2)
  await button(/^Skip: Re: Your plans, Ben Brandt/).click()
  await say('Skipped. Ben Brandt: Re: Your plans.')
  await world.waitFor('the draft to be withdrawn', async () => (await drafts()).length === 1)
})

async function drafts(): Promise<{ folder: string }[]> {
  const { body } = await world.control('GET', '/mailboxes/rita@contoso.example/messages')
  return (body as { items: { folder: string }[] }).items.filter(({ folder }) => folder === 'drafts')
}

test('Rita looks Ana’s draft over in Outlook and sends it: the step is done, a reply to it ends the sequence, and Ben gets the last email', async () => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const outlook = await context.newPage()
  await outlook.goto(world.outlookUrl)
  await outlook.getByRole('button', { name: 'Drafts, 1' }).click()
  await outlook.getByRole('region', { name: 'Messages' }).getByText('Re: Your plans').click()
  await field(outlook, 'Subject').fill('Re: Your plans, and an offer')
  await outlook.getByRole('button', { name: 'Send draft' }).click()
  const [email] = await play.emailsArrive(ana, 2)
  expect(email).toMatchObject({ subject: 'Re: Your plans, and an offer' })
  await play.told(ana, /^Email 2 was sent by hand: “Re: Your plans, and an offer”\.$/)
  await context.close()
  expect(await play.enrollment(ana)).toMatchObject({ emailsSent: 2, nextStep: { number: 4 } })
  await play.answer(ana, 'reply', { messageId: email?.id ?? '' })
  expect(await play.ends(ana)).toMatchObject({
    reason: 'replied',
    explanation: 'Ana Alves replied to email 2.',
  })
  await world.advance('P2D')
  expect((await play.emailsArrive(ben, 2))[0]).toMatchObject({ subject: 'Re: Your plans' })
  expect(await play.emails(ana)).toHaveLength(2)
  const { page, say, look } = await visit({ path: '/sequences' })
  await page.getByRole('link', { name }).click()
  await page.getByRole('table', { name: 'Tasks' }).waitFor()
  await say('2: Call')
  await look('tasks-summary')
})

test.each([
  ['dark', { dark: true }],
  ['phone', { width: 320 }],
] as const)('tasks are there in %s', async (scene, how) => {
  const { page, look } = await visit({ ...how, path: '/sequences/scheduled' })
  await row(page, 'Cleo Chen').getByText('Call Cleo about pricing').waitFor()
  await look(`tasks-scheduled-${scene}`)
  await page.goto(`${world.productUrl}${await recordOf(cleo)}`)
  await page.getByRole('button', { name: /^Mark as done/ }).waitFor()
  await look(`tasks-record-${scene}`)
})
