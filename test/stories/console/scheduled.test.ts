/** The console's Scheduled page, sequences deleted and brought back, and what administrators keep, on the real server. */

import type { ConsolePlay } from '../../support/addin/console-play.ts'
import { stageConsole } from '../../support/addin/console-stage.ts'
import { ana, ben, cleo, firstConversation, type Play } from '../../support/stories/play.ts'
import type { World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

let world: World
let play: Play

const visit = stageConsole(async (stage) => {
  ;({ world, play } = stage)
  for (const email of [ana, ben, cleo]) {
    await play.enroll(email)
    await play.emailsArrive(email, 1)
  }
})
function row(console: ConsolePlay, name: string) {
  return console.page.getByRole('row').filter({ hasText: name })
}

test('Scheduled > hovering the row shows Unenroll, which ends it for good, and Undo takes it back', async () => {
  const one = await visit()
  await one.page.getByRole('link', { name: 'Scheduled' }).click()
  await row(one, 'Ana Alves').waitFor()
  expect(new URL(one.page.url()).pathname).toBe('/sequences/scheduled')
  const button = row(one, 'Ana Alves').getByRole('button', { name: 'Unenroll' })
  const opacity = () => button.evaluate((found) => getComputedStyle(found).opacity)
  const becomesSeen = () =>
    world.waitFor('Unenroll to be seen', async () => (await opacity()) === '1')
  expect(await opacity()).toBe('0')
  await row(one, 'Ana Alves').hover()
  await becomesSeen()
  await one.page.mouse.move(0, 0)
  await button.focus()
  await becomesSeen()
  await one.look('scheduled')
  await button.click()
  await one.say('Ana Alves is unenrolled from')
  await row(one, 'Ana Alves').waitFor({ state: 'detached' })
  await one.look('scheduled-unenrolled')
  expect(await play.enrollment(ana)).toMatchObject({ state: 'ended', reason: 'manual' })
  await one.button('Undo').click()
  await row(one, 'Ana Alves').waitFor()
  expect((await play.enrollment(ana)).state).toBe('active')
  await row(one, 'Ana Alves').getByRole('button', { name: 'Unenroll' }).click()
  await one.say('Ana Alves is unenrolled from')
  const before = (await play.sequence(firstConversation)).performance
  await world.advance('P30D')
  await play.emailsArrive(cleo, 2)
  expect(await play.emails(ana)).toHaveLength(1)
  const after = (await play.sequence(firstConversation)).performance
  expect(after).toMatchObject({ enrolled: before.enrolled, ended: { manual: 1 } })
})

test('an administrator puts an address on the list, Scheduled says why its email waits, and it is taken off again; not so once the contact unsubscribed', async () => {
  const email = 'dora@acme.example'
  await world.api('rita@contoso.example', 'POST', '/api/contacts', {
    email,
    name: 'Dora Delta',
    company: 'Acme',
  })
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  const { page, button, say, look } = await visit({ as: 'Mia', path: '/settings/suppressions' })
  await say('No address is on the list.')
  await page.getByRole('textbox', { name: 'Address' }).fill(email)
  await button('Add').click()
  await say('Write why nothing may be sent to this address')
  await page.getByRole('textbox', { name: 'Reason' }).fill('Asked on the phone')
  await button('Add').click()
  await say(`Nothing is sent to ${email} any more.`)
  await look('suppressions')
  await page.getByRole('link', { name: 'Sequences' }).click()
  await page.getByRole('link', { name: 'Scheduled' }).click()
  await say(`${email} is on the suppression list and must not be written to.`)
  await look('scheduled-waits')
  await page.goBack()
  await page.goBack()
  await button(`Remove ${email}`).click()
  await say('is off the list')

  await page.getByRole('textbox', { name: 'Address' }).fill(email)
  await page.getByRole('textbox', { name: 'Reason' }).fill('Asked on the phone')
  await button('Add').click()
  await say(`Nothing is sent to ${email} any more.`)
  const [newest] = await play.emails(email)
  await world.control('POST', `/outside/${email}/answers`, {
    kind: 'unsubscribe-mail',
    messageId: newest?.id,
  })
  expect(await play.ends(email)).toMatchObject({ reason: 'unsubscribed' })
  await button(`Remove ${email}`).click()
  await say(`${email} stays on the list, for the contact unsubscribed too.`)
  await page.getByRole('row', { name: email }).getByText('The contact').waitFor()
  expect(await button(`Remove ${email}`).count()).toBe(0)
  await look('suppressions-left')
})

test('an administrator gives a seat and takes it away again, after being told what that means', async () => {
  const { page, button, say, look } = await visit({ as: 'Mia', path: '/settings/users' })
  await field(page, 'Seat of Sam Sato').selectOption('enterprise')
  await say('Sam Sato: Enterprise seat, rep.')
  await look('users')
  await field(page, 'Seat of Sam Sato').selectOption('none')
  await page.getByRole('dialog').getByText('Take the seat from Sam Sato?').waitFor()
  await look('take-seat')
  await button('Cancel').click()
  expect(await field(page, 'Seat of Sam Sato').inputValue()).toBe('enterprise')
  await field(page, 'Address of the person').fill('nobody@contoso.example')
  await button('Give seat').click()
  await say('Your Microsoft 365 has nobody with the address “nobody@contoso.example”.')
})

test('nobody but an administrator is offered the settings', async () => {
  const { page, say } = await visit({ path: '/settings/users' })
  await say('This page is for administrators. Ask yours.')
  expect(await page.getByRole('link', { name: 'Suppression list' }).count()).toBe(0)
})

test('a sequence is cloned, deleted with the count of whom that ends, restored, and its contacts resumed', async () => {
  if ((await play.enrollment(ana)).state === 'ended') await play.enroll(ana)
  const one = await visit({ path: '/sequences' })
  const { page, button, say, look } = one
  await button(`Actions for ${firstConversation}`).click()
  await page.getByRole('menuitem', { name: 'Clone' }).click()
  await page.getByRole('heading', { name: `Copy of ${firstConversation}`, level: 1 }).waitFor()
  await page.goBack()

  const { performance } = await play.sequence(firstConversation)
  const count = performance.active + performance.paused
  await row(one, firstConversation).first().waitFor()
  await page.getByRole('button', { name: `Actions for ${firstConversation}`, exact: true }).click()
  await look('sequence-actions')
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(`${String(count)} contact`).waitFor()
  await look('delete-dialog')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await say(`“${firstConversation}” is deleted`)
  expect(await play.enrollment(ana)).toMatchObject({ reason: 'sequence-deleted' })
  await field(page, 'Show').selectOption('deleted')
  await page.getByRole('button', { name: `Actions for ${firstConversation}`, exact: true }).click()
  await look('deleted')
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  await say(`“${firstConversation}” is back.`)
  await button(/^Resume /).click()
  await say(/enrolled again/)
  expect((await play.enrollment(ana)).state).toBe('active')
})

test.each([
  ['dark', { dark: true }],
  ['phone', { width: 320 }],
] as const)('everything is there in %s', async (name, scene) => {
  const { page, look } = await visit({ ...scene, as: 'Mia', path: '/sequences/scheduled' })
  await page.getByRole('heading', { name: 'Scheduled', level: 1 }).waitFor()
  for (const [path, title] of [
    ['/sequences/scheduled', 'Scheduled'],
    ['/settings/users', 'Users'],
    ['/settings/suppressions', 'Suppression list'],
  ] as const) {
    await page.goto(`${world.productUrl}${path}`)
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await page.getByRole('progressbar').waitFor({ state: 'detached' })
    await look(`${path.slice(1).replaceAll('/', '-')}-${name}`)
  }
})
