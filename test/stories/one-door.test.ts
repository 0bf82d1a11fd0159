/** Whichever surface unenrolls a contact, all the others show it by themselves: the pane, the record, the list, the schedule. */

import type { Browser, FrameLocator, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { openConsole, type ConsolePlay } from '../support/addin/console-play.ts'
import { ana, firstConversation, playIn, type Play } from '../support/stories/play.ts'
import { startWorld, type World } from '../support/world.ts'
import { field } from '../support/addin/field.ts'

let world: World
let play: Play
let browser: Browser
let outlook: Page
let pane: FrameLocator
let record: ConsolePlay
let list: ConsolePlay
let schedule: ConsolePlay

beforeAll(async () => {
  const started = await Promise.all([startWorld(), launchChromium()])
  world = started[0]
  browser = started[1]
  play = playIn(world)
  const { contact, sequence } = await play.enroll(ana)
  await play.emailsArrive(ana, 1)
  record = await openConsole(browser, world, { path: `/contacts/${contact.id}` })
  list = await openConsole(browser, world, { path: `/sequences/${sequence.id}/enrollments` })
  schedule = await openConsole(browser, world, { path: '/sequences/scheduled' })
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' })
  outlook = await context.newPage()
  pane = outlook.frameLocator('aside[aria-label="Task pane"] iframe')
  await outlook.goto(world.outlookUrl)
  await outlook.getByRole('button', { name: 'New mail' }).first().click()
  const to = field(outlook, 'To')
  await to.fill(ana)
  await to.press('Enter')
  await outlook.getByRole('button', { name: 'Sales Tools' }).first().click()
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})

const rowOf = ({ page }: ConsolePlay) => page.getByRole('row').filter({ hasText: 'Ana Alves' })

/** Waits until each of the four shows her in the sequence, or out of it. */
async function allShow(state: 'enrolled' | 'unenrolled'): Promise<void> {
  const isIn = state === 'enrolled'
  const inPane = `Ana is ${isIn ? 'currently' : 'not'} enrolled in a sequence`
  const onRecord = record.page.getByRole('button', { name: 'Unenroll', exact: true })
  await Promise.all([
    pane.getByText(inPane).first().waitFor(),
    onRecord.waitFor({ state: isIn ? 'visible' : 'detached' }),
    rowOf(list)
      .getByText(isIn ? 'Active' : 'Unenrolled by Rita Reyes.', { exact: true })
      .waitFor(),
    rowOf(schedule).waitFor({ state: isIn ? 'visible' : 'detached' }),
  ])
}

const surfaces: Record<string, () => Promise<void>> = {
  'the pane': () => pane.getByRole('button', { name: 'Unenroll from sequence' }).first().click(),
  'the contact record': () =>
    record.page.getByRole('button', { name: 'Unenroll', exact: true }).click(),
  'the row’s Actions': async () => {
    await list.button('Actions for Ana Alves').click()
    await list.page.getByRole('menuitem', { name: 'Unenroll' }).click()
  },
  'Enrollments > tick > Unenroll > Unenroll': async () => {
    await list.page.getByRole('checkbox', { name: 'Choose Ana Alves' }).click()
    await list.page.getByRole('button', { name: 'Unenroll', exact: true }).click()
    await list.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Unenroll', exact: true })
      .click()
  },
  Scheduled: async () => {
    await rowOf(schedule).hover()
    await rowOf(schedule).getByRole('button', { name: 'Unenroll' }).click()
  },
  'the API': async () => {
    const { status } = await play.unenroll((await play.enrollment(ana)).id)
    expect(status).toBe(200)
  },
}

test.each(Object.keys(surfaces))('ended from %s, all others show it', async (surface) => {
  await allShow('enrolled')
  await surfaces[surface]?.()
  await allShow('unenrolled')
  const ended = await play.enrollment(ana)
  expect(ended).toMatchObject({ state: 'ended', reason: 'manual' })
  expect((await play.undo(ended.id)).status).toBe(200)
})

test('brought back after all of these, she gets the next email, and no email twice', async () => {
  await allShow('enrolled')
  await world.advance('P7D')
  const [second, first, ...others] = await play.emailsArrive(ana, 2)
  expect(others).toEqual([])
  expect(second?.inReplyTo).toBe(first?.internetMessageId)
  expect((await play.sequence(firstConversation)).performance).toMatchObject({ emailsSent: 2 })
})
