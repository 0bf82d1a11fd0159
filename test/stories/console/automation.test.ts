/** Triggers, workflows and owners who are gone, in the console on the real server and sandbox. */

import { sandboxWorld } from '../../../sandbox/constants.ts'
import { stageConsole } from '../../support/addin/console-stage.ts'
import { firstConversation, rita, sam, type Play } from '../../support/stories/play.ts'
import type { World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

let world: World
let play: Play
let automation: string

const visit = stageConsole(async (stage) => {
  ;({ world, play } = stage)
  automation = `/sequences/${(await play.sequence(firstConversation)).id}/automation`
})

/** A contact of a firm of its own, enrolled by Rita, whose first email has arrived. */
async function enrolled(name: string, properties: Record<string, string> = {}): Promise<string> {
  const email = `${name.toLowerCase()}@${name.toLowerCase()}-works.example`
  const contact = { email, name: `${name} Works`, company: `${name} Works`, properties }
  const made = await world.api(rita, 'POST', '/api/contacts', contact)
  expect(made.status).toBe(201)
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  return email
}

const giveSeat = (email: string, seat: string) =>
  world.api(sandboxWorld.admin, 'POST', '/api/users', { email, seat })

test('a trigger is written, refused at its place, tried out, saved, and unenrolls whom it named and no other', async () => {
  const customer = await enrolled('Dora', { stage: 'Customer' })
  const lead = await enrolled('Emil', { stage: 'lead' })
  const { page, button, say, look } = await visit({ path: automation })
  await say('No triggers yet')
  await look('automation-empty')
  await button('New trigger').click()
  await button('Save trigger').click()
  await say('Give the trigger a name, so that people know it.')
  await field(page, 'Name of the trigger').fill('Customers')
  await button('Save trigger').click()
  const first = page.getByRole('group', { name: 'Condition 1', exact: true })
  await first.getByText('The name of the property is missing.').waitFor()
  await look('automation-refused')
  await field(first, 'Name of the property of condition 1').fill('stage')
  await button('Save trigger').click()
  await first.getByText('The value is missing. Write one, or several.').waitFor()
  await field(first, 'Value of condition 1').fill('customer\nwon')
  await button('Add group').click()
  const inner = page.getByRole('group', { name: 'Group 2', exact: true })
  await field(inner, 'Property of condition 2.1').selectOption('Number of emails sent')
  await field(inner, 'Value of condition 2.1').fill('1')
  await button('Add condition to group 2').click()
  await field(inner, 'Property of condition 2.2').selectOption('Day of enrolling')
  await field(inner, 'Comparison of condition 2.2').selectOption('is before')
  await field(inner, 'Kind of day').selectOption('ago')
  await inner.getByRole('spinbutton', { name: 'How many' }).fill('10')

  await button('Who would be unenrolled now?').click()
  await say('1 contact would be unenrolled now. 2 enrollments were looked at.')
  const hits = page.getByRole('table', { name: 'Contacts found' })
  await hits.getByRole('link', { name: 'Dora Works' }).waitFor()
  await hits.getByText('“stage” of the contact is “customer” or “won”').waitFor()
  await look('automation-dry-run')
  expect((await play.enrollment(customer)).state).toBe('active')

  await button('Save and unenroll 1 contact').click()
  await page.getByRole('table', { name: 'Triggers' }).waitFor()
  await say('First look done: 2 looked at, 1 unenrolled.')
  await look('automation')
  expect(await play.enrollment(customer)).toMatchObject({ state: 'ended', reason: 'trigger' })
  expect((await play.enrollment(lead)).state).toBe('active')
})

test('a trigger is switched off, changed, removed and brought back by the keyboard alone', async () => {
  const { page, say } = await visit({ path: automation })
  const isOn = page.getByRole('switch', { name: 'Customers is on' })
  await isOn.focus()
  await page.keyboard.press('Space')
  await say('“Customers” is off. What it ended stays ended.')
  await say('Off: it unenrolls nobody.')
  await page.getByRole('link', { name: 'Customers' }).focus()
  await page.keyboard.press('Enter')
  const name = field(page, 'Name of the trigger')
  await name.waitFor()
  expect(await field(page, 'Value of condition 1').inputValue()).toBe('customer\nwon')
  await name.focus()
  await page.keyboard.press('End')
  await page.keyboard.type(' of ours')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove Customers of ours' }).focus()
  await page.keyboard.press('Enter')
  await say('“Customers of ours” is removed. What it ended stays ended.')
  await say('No triggers yet')
  await page.getByRole('button', { name: 'Undo' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('switch', { name: 'Customers of ours is on' }).waitFor()
  expect(await page.getByRole('switch').isChecked()).toBe(false)
})

test('who may not change the automation reads it, and is told who may', async () => {
  const { page, say, look } = await visit({ as: 'Sam Sato', path: automation })
  await say(
    'Rita Reyes owns this sequence. Only Rita Reyes, Rita Reyes’s manager or an administrator',
  )
  await page.getByText('Customers of ours').waitFor()
  expect(await page.getByRole('switch').count()).toBe(0)
  await look('automation-reading')
})

test('workflows wait for an enterprise seat; with one they unenroll from the sequences chosen', async () => {
  const email = await enrolled('Fred', { stage: 'won' })
  const { page, button, say, look } = await visit({ as: 'Sam Sato', path: '/settings/workflows' })
  await say('Workflows reach across sequences and need an enterprise seat.')
  await look('workflows-no-seat')
  await giveSeat(sam, 'enterprise')
  await say('No workflows yet')
  await page.reload()
  await page.getByRole('link', { name: 'Workflows' }).click()
  await button('New workflow').click()
  await field(page, 'Name of the workflow').fill('Nobody whom we won')
  await field(page, 'Name of the property of condition 1').fill('stage')
  await field(page, 'Value of condition 1').fill('won')
  await field(page, 'These sequences').click()
  await button('Save workflow').click()
  await say('Name the sequences to unenroll from')
  await page.getByLabel(new RegExp(`^${firstConversation}`)).check()
  // Nobody is unenrolled unseen: the first press shows whom it would end.
  await button('Save workflow').click()
  await page.getByRole('cell', { name: '“stage” of the contact is “won”' }).waitFor()
  await look('workflow')
  expect((await play.enrollment(email)).state).toBe('active')
  await button('Save and unenroll 1 contact').click()
  await say(`Unenrolls from “${firstConversation}”.`)
  await say('First look done')
  await look('workflows')
  expect(await play.ends(email)).toMatchObject({ reason: 'workflow' })
})

test('an administrator without the seat is told to give one, and owners who are gone are decided about', async () => {
  const waiting = await enrolled('Gina')
  await giveSeat(sandboxWorld.admin, 'professional')
  const { page, button, say, look } = await visit({ as: 'Mia', path: '/settings/workflows' })
  await say('give yourself, or whoever shall write them, an enterprise seat')
  await page.goto(`${world.productUrl}/settings/workflows/new`)
  await say('give yourself, or whoever shall write them, an enterprise seat')
  await page.goto(`${world.productUrl}/sequences`)
  await page.getByRole('heading', { name: 'Sequences', level: 1 }).waitFor()
  const steps = [{ subject: 'A short question', body: 'Hello' }]
  const ofSam = { name: 'Of Sam', steps }
  expect((await world.api(sam, 'POST', '/api/sequences', ofSam)).status).toBe(201)
  for (const person of [rita, sam])
    await world.control('PATCH', `/people/${person}`, { accountEnabled: false })
  await world.waitFor('both to be in doubt', async () => {
    const { body } = await world.api(sandboxWorld.admin, 'GET', '/api/departures')
    return (body as { items: unknown[] }).items.length === 2
  })
  await world.advance('PT16M')
  await say('Owners of sequences are gone: Rita Reyes, Sam Sato.')
  await look('departure-bar')
  await page.getByRole('main').getByRole('link', { name: 'Users' }).click()
  const ritas = page.getByRole('group', { name: 'Rita Reyes', exact: true })
  await ritas.getByText('was blocked from signing in to Microsoft 365').waitFor()
  await look('departures')
  await page.setViewportSize({ width: 320, height: 640 })
  await look('departures-phone')
  await page.setViewportSize({ width: 1280, height: 800 })
  await button('Hand over: the sequences of Sam Sato').click()
  await say('Mia Moreau owns the sequences of Sam Sato now.')
  await button(/^Unenroll \d contacts? of Rita Reyes/).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Unenroll', exact: true }).click()
  await say('being unenrolled.')
  await ritas.getByText('with nobody enrolled now').waitFor()
  expect(await play.ends(waiting)).toMatchObject({ reason: 'owner-removed' })
  await look('departures-decided')
  for (const person of [rita, sam])
    await world.control('PATCH', `/people/${person}`, { accountEnabled: true })
  await page.getByRole('heading', { name: 'Owners who are gone' }).waitFor({ state: 'detached' })
})

test.each([
  ['dark', { dark: true }],
  ['phone', { width: 320 }],
] as const)('everything is there in %s', async (name, scene) => {
  await giveSeat(sandboxWorld.admin, 'enterprise')
  const { page, look, button } = await visit({ ...scene, as: 'Mia', path: automation })
  await page.getByRole('table', { name: 'Triggers' }).waitFor()
  await look(`automation-${name}`)
  await page.getByRole('link', { name: 'Customers of ours' }).click()
  await field(page, 'Name of the trigger').waitFor()
  await button('Who would be unenrolled now?').click()
  await page.getByRole('heading', { name: 'Who would be unenrolled now' }).waitFor()
  await look(`automation-edit-${name}`)
  await page.goto(`${world.productUrl}/settings/workflows`)
  await page.getByRole('table', { name: 'Workflows' }).waitFor()
  await look(`workflows-${name}`)
  await page.getByRole('link', { name: 'Nobody whom we won' }).click()
  await page.getByLabel(new RegExp(`^${firstConversation}`)).waitFor()
  await look(`workflow-${name}`)
  for (const path of ['/settings/workflows/nothing', `${automation}/nothing`]) {
    await page.goto(`${world.productUrl}${path}`)
    await page
      .getByText(/There is no such (workflow|trigger)/)
      .first()
      .waitFor()
  }
})
