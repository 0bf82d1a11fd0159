/** The console on the real server and sandbox: signing in, the sequences, and unenrolling one and many. */

import { signIn, type ConsolePlay } from '../../support/addin/console-play.ts'
import { stageConsole } from '../../support/addin/console-stage.ts'
import { ana, ben, cleo, firstConversation, rita, type Play } from '../../support/stories/play.ts'
import type { World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

let world: World
let play: Play

const visit = stageConsole((stage) => {
  ;({ world, play } = stage)
})
function row(console: ConsolePlay, name: string) {
  return console.page.getByRole('row').filter({ hasText: name })
}

test('signing in leads to the page that was asked for, and signing out back to the door', async () => {
  const { id } = await play.sequence(firstConversation)
  const { page, say, look, button } = await visit({ as: '', path: `/sequences/${id}/steps` })
  await say('Use the account you use in Outlook.')
  await look('sign-in')
  await signIn(page, 'Rita Reyes')
  await page.getByRole('heading', { name: firstConversation, level: 1 }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/sequences/${id}/steps`)
  expect(await page.title()).toBe(`${firstConversation} – Sequences for Outlook`)
  await look('steps')

  await button(/Rita Reyes/).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await say('Use the account you use in Outlook.')
  await page.reload()
  await say('Use the account you use in Outlook.')
})

test('Manage > the sequence > Enrollments > tick > Unenroll > Unenroll ends them all for good, and Undo takes it back', async () => {
  for (const email of [ana, ben, cleo]) {
    await play.enroll(email)
    await play.emailsArrive(email, 1)
  }
  const before = (await play.sequence(firstConversation)).performance
  const one = await visit()
  const { page, button, say, look } = one
  await page.getByRole('link', { name: 'Manage' }).waitFor()
  await look('manage')
  await page.getByRole('link', { name: firstConversation }).click()
  await page.getByRole('link', { name: 'Enrollments' }).click()
  await page.getByRole('checkbox', { name: 'Choose Ana Alves' }).check()
  await page.getByRole('checkbox', { name: 'Choose Ben' }).check()
  await say('2 contacts chosen')
  await look('enrollments')
  await button('Unenroll').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Unenroll 2 contacts?').waitFor()
  await look('unenroll-dialog')
  await dialog.getByRole('button', { name: 'Unenroll' }).click()
  await say('2 contacts are unenrolled.')
  await row(one, 'Ana Alves').getByText('Unenrolled by Rita Reyes.').waitFor()
  await look('unenrolled')
  for (const email of [ana, ben])
    expect(await play.enrollment(email)).toMatchObject({ state: 'ended', reason: 'manual' })
  expect((await play.enrollment(cleo)).state).toBe('active')

  await world.advance('P30D')
  expect(await play.emails(ana)).toHaveLength(1)
  expect((await play.emails(cleo)).length).toBeGreaterThan(1)
  const after = (await play.sequence(firstConversation)).performance
  expect(after).toMatchObject({ enrolled: before.enrolled, ended: { manual: 2 } })

  await button('Undo').first().click()
  await say('2 contacts are enrolled again.')
  expect((await play.enrollment(ana)).state).toBe('active')
})

test('a reply shows on an open page by itself', async () => {
  const email = 'dora@acme.example'
  await world.api(rita, 'POST', '/api/contacts', { email, name: 'Dora Delta', company: 'Acme' })
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  const { id } = await play.sequence(firstConversation)
  const one = await visit({ path: `/sequences/${id}/enrollments` })
  await row(one, 'Dora Delta').getByText('Active').waitFor()
  await play.answer(email, 'reply', { text: 'Call me.' })
  await play.ends(email)
  await row(one, 'Dora Delta').getByText('Dora Delta replied to email 1.').waitFor()
})

test('two tabs of one browser share one stream, and the second goes on when the first is closed', async () => {
  const { id } = await play.sequence(firstConversation)
  const one = await visit({ path: `/sequences/${id}/enrollments` })
  await row(one, 'Ben').first().waitFor()
  const second = await one.context.newPage()
  await second.goto(`${world.productUrl}/sequences/${id}/enrollments`)
  await signIn(second, 'Rita Reyes')
  await second.getByRole('row').filter({ hasText: 'Ben' }).first().waitFor()
  await one.page.close()
  const { id: enrollmentId } = await play.enrollment(ben)
  await play.unenroll(enrollmentId)
  await second
    .getByRole('row')
    .filter({ hasText: 'Ben' })
    .getByText('Unenrolled by Rita Reyes.')
    .waitFor()
})

test('Actions > Unenroll in a row ends that one', async () => {
  const { id } = await play.sequence(firstConversation)
  const one = await visit({ path: `/sequences/${id}/enrollments?search=ana` })
  await one.button('Actions for Ana Alves').click()
  await one.look('row-actions')
  await one.page.getByRole('menuitem', { name: 'Unenroll' }).click()
  await one.say('1 contact is unenrolled.')
  expect(await play.enrollment(ana)).toMatchObject({ state: 'ended', reason: 'manual' })
})

test('somebody else’s enrollments cannot be ticked, and the menu says why', async () => {
  const { id } = await play.sequence(firstConversation)
  await play.enroll(ana)
  const one = await visit({ as: 'Sam Sato', path: `/sequences/${id}/enrollments?state=active` })
  const box = one.page.getByRole('checkbox', { name: 'Choose Ana Alves' })
  await box.waitFor()
  expect(await box.isDisabled()).toBe(true)
  await one.button('Actions for Ana Alves').click()
  await one.say(/Only Rita Reyes, Rita Reyes’s manager or an administrator/)
})

test('a new sequence is written, refused with a sentence while it lacks something, and saved', async () => {
  const { page, button, say, look } = await visit({ path: '/sequences' })
  await button('New sequence').click()
  await page.getByRole('heading', { name: 'New sequence' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await field(page, 'Name').fill('After the webinar')
  await field(page, 'Subject').fill('Your question in the webinar')
  await button('Save sequence').click()
  await say('Step 1 has no text: write the email.')
  await page.getByRole('textbox', { name: 'Text' }).fill('Hello ')
  await button('Insert token').click()
  await page.getByRole('menuitem', { name: /Contact: first name/ }).click()
  expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe(
    'Hello {{ contact.first_name }}',
  )
  await button('Add step').click()
  await page.getByRole('textbox', { name: 'Text' }).nth(1).fill('Did you find the time?')
  await look('new-sequence')
  await button('Save sequence').click()
  await page.getByRole('heading', { name: 'After the webinar', level: 1 }).waitFor()
  await say('2 days after the step before, as an answer in the same thread')
  expect((await play.sequence('After the webinar')).steps).toMatchObject([
    { subject: 'Your question in the webinar', body: 'Hello {{ contact.first_name }}' },
    { delay: 'P2D', thread: 'same' },
  ])

  await button('Edit steps').click()
  await button('Move step 2 up').click()
  await page.getByRole('link', { name: 'Sequences' }).first().click()
  await page.getByRole('alertdialog').getByText('Leave without saving?').waitFor()
  await button('Leave').click()
  await page.getByRole('heading', { name: 'Sequences', level: 1 }).waitFor()
})

test('the settings are kept, and the summary counts why enrollments ended', async () => {
  const { id } = await play.sequence('After the webinar')
  const { page, button, say, look } = await visit({ path: `/sequences/${id}/settings` })
  await page.getByRole('checkbox', { name: 'Unenroll contacts from the same company' }).check()
  await look('settings')
  await button('Save settings').click()
  await say('The settings are saved.')
  expect((await play.sequence('After the webinar')).settings.unenrollSameCompany).toBe(true)

  const first = await play.sequence(firstConversation)
  await page.goto(`${world.productUrl}/sequences/${first.id}`)
  await page.getByRole('row', { name: /Unenrolled by hand/ }).waitFor()
  await look('summary')
  await page.getByRole('link', { name: 'Unenrolled by hand' }).click()
  await page.getByRole('row').filter({ hasText: 'Unenrolled by Rita Reyes.' }).first().waitFor()
  await page.goBack()
  await page.getByRole('row', { name: /Unenrolled by hand/ }).waitFor()
})

test.each([
  ['dark', { dark: true }],
  ['phone', { width: 320 }],
] as const)('everything is there in %s', async (name, scene) => {
  const { id } = await play.sequence(firstConversation)
  const { page, look, button, say } = await visit({ ...scene, path: '/sequences' })
  await page.getByRole('link', { name: firstConversation }).waitFor()
  await look(`manage-${name}`)
  if (name === 'phone') {
    await button('Menu').click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await look('menu-phone')
    await page.keyboard.press('Escape')
  }
  for (const tab of ['Summary', 'Steps', 'Enrollments', 'Settings']) {
    await page.goto(
      `${world.productUrl}/sequences/${id}${tab === 'Summary' ? '' : `/${tab.toLowerCase()}`}`,
    )
    await page.getByRole('link', { name: tab }).waitFor()
    if (tab === 'Enrollments') await say(/enrollments/)
    await look(`${tab.toLowerCase()}-${name}`)
  }
  await page.goto(`${world.productUrl}/nothing/here`)
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
})
