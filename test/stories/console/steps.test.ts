/** Steps in the console on the real server and sandbox: previewed, written with tokens, and edited for those enrolled. */

import type { ConsolePlay } from '../../support/addin/console-play.ts'
import { stageConsole } from '../../support/addin/console-stage.ts'
import { ana, firstConversation, rita, type Play } from '../../support/stories/play.ts'
import type { World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

let world: World
let play: Play
let at = ''

const visit = stageConsole(async (stage) => {
  ;({ world, play } = stage)
  at = `/sequences/${(await play.sequence(firstConversation)).id}/steps`
})
const emailOf = ({ page }: ConsolePlay, number: number) =>
  page.getByRole('article', { name: `Preview of step ${String(number)}` })

test('a preview shows a made-up contact while nobody is enrolled, and on a phone, too', async () => {
  const { say, look, page } = await visit({ path: at, width: 320 })
  await page.getByRole('button', { name: 'Preview' }).click()
  await say('Sample Contact is made up, with a value for every token.')
  await say('Quarter-end reporting at Sample Company')
  await look('steps-preview-phone')
})

test('a preview shows the emails of the one enrolled, and what another contact lacks', async () => {
  await play.enroll(ana)
  await play.emailsArrive(ana, 1)
  await world.api(rita, 'POST', '/api/contacts', {
    email: 'gil@other.example',
    name: 'Gil Garcia-Hernández de la Fuente y Sotomayor',
  })
  const one = await visit({ path: at, dark: true })
  const { page, say, look, button } = one
  await button('Preview').click()
  await emailOf(one, 2).getByText('Re: Quarter-end reporting at Acme').waitFor()
  await emailOf(one, 2).getByText('To Ana Alves, ana@acme.example').waitFor()
  await emailOf(one, 1).getByText('unsubscribe here').waitFor()

  await page.getByRole('combobox', { name: 'Preview for' }).fill('gil@')
  await page.getByRole('option', { name: /Gil Garcia/ }).click()
  await say(
    /Gil Garcia-Hernández de la Fuente y Sotomayor has no company\. Nobody with this gap can be enrolled\./,
  )
  await emailOf(one, 1).getByText('Quarter-end reporting at [company]').waitFor()
  expect(new URL(page.url()).searchParams.get('contact')).not.toBeNull()
  await look('steps-preview')
  await page.getByRole('combobox', { name: 'Preview for' }).fill('nobody at all')
  await say('No contact has that in the name or address.')
})

test('a token goes to where the cursor stood, by keyboard alone, and one goes on writing behind it', async () => {
  const one = await visit({ path: `${at}/edit` })
  const { page, button, look } = one
  const text = page.getByRole('textbox', { name: 'Text' }).first()
  await text.fill('Dear , hello')
  await text.focus()
  for (const key of ['Home', ...Array<string>(5).fill('ArrowRight')]) await page.keyboard.press(key)
  await button('Insert token').first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: /Sender: meetings link/ }).waitFor()
  await look('steps-tokens')
  await page.getByRole('menuitem', { name: /Contact: first name/ }).press('Enter')
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  await page.keyboard.type('!')
  expect(await text.inputValue()).toBe('Dear {{ contact.first_name }}!, hello')
})

test('what is wrong with a step is said at that step, while one writes and when one saves', async () => {
  const one = await visit({ path: `${at}/edit` })
  const { page, button, say, look } = one
  await button('Preview').click()
  await emailOf(one, 1).getByText('Quarter-end reporting at Acme').waitFor()
  const text = page.getByRole('textbox', { name: 'Text' }).nth(1)
  await text.fill('Hi {{ contact.first_name, well?')
  await say(/Step 2 has a token that cannot be read: “{{ contact.first_name, well\?” is not closed/)
  await look('steps-edit-preview')
  await button('Preview').click()
  await page.getByText(/is not closed/).waitFor({ state: 'detached' })
  await button('Save steps').click()
  await say(/Step 2 has a token that cannot be read/)
  expect(new URL(page.url()).pathname).toBe(`${at}/edit`)
})

test('edited steps reach those enrolled when that is chosen: the email sent stays, the next one is the edited', async () => {
  const one = await visit({ path: `${at}/edit` })
  const { page, button, say, look } = one
  await page
    .getByRole('textbox', { name: 'Text' })
    .nth(1)
    .fill('Hi {{ contact.first_name }}, shall we talk? {{ sender.meetings_link }}')
  await button('Remove step 3').click()
  await button('Save steps').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Who gets the edited steps?').waitFor()
  await dialog.getByText('1 contact goes on with the steps it began with.').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await play.sequence(firstConversation)).steps).toHaveLength(3)

  await button('Save steps').click()
  await field(dialog, 'Also the unsent steps of 1 contact enrolled now').check()
  await say('Emails already sent stay as they are. Nobody gets a step twice.')
  await look('steps-rollout')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await button('Edit steps').waitFor()
  expect(new URL(page.url()).pathname).toBe(at)
  await play.told(ana, /Rita Reyes edited the steps: the sequence goes on with step 2 of 2\./)
  await world.advance('P3D')
  const [newest] = await play.emailsArrive(ana, 2)
  expect(newest?.text).toContain('Hi Ana, shall we talk? https://')
  await world.advance('P10D')
  expect(await play.ends(ana)).toMatchObject({ reason: 'completed' })
  expect(await play.emails(ana)).toHaveLength(2)
})

test('two people write the same steps: the second sees both, and takes theirs, has hers back, and keeps hers', async () => {
  const { id } = await play.sequence(firstConversation)
  const path = `${at}/edit`
  const mine = 'Hi {{ contact.first_name }}, in my own words. {{ sender.meetings_link }}'
  const one = await visit({ path, width: 320, dark: true })
  const other = await visit({ as: 'Mia Moreau', path })
  const text = ({ page }: ConsolePlay) => page.getByRole('textbox', { name: 'Text' }).nth(1)
  await text(one).fill(mine)
  await text(other).fill('Hi {{ contact.first_name }}, the price is 20.')
  await other.button('Save steps').click()
  await other.button('Edit steps').waitFor()

  await one.button('Save steps').click()
  const dialog = one.page.getByRole('dialog')
  await dialog.getByText('Mia Moreau saved this meanwhile').waitFor()
  await dialog
    .getByRole('region', { name: 'What Mia Moreau saved' })
    .getByText(/price is 20/)
    .waitFor()
  await dialog
    .getByRole('region', { name: 'What you wrote' })
    .getByText(/my own words/)
    .waitFor()
  const both = dialog.getByRole('region')
  expect(await both.getByText(/Step 2: Automatic email\./).count()).toBe(2)
  expect(await both.getByText(/Step [13]:/).count()).toBe(0)
  await one.look('edited-meanwhile')
  await one.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await text(one).inputValue()).toBe(mine)

  await one.button('Save steps').click()
  await dialog.getByRole('button', { name: 'Take theirs' }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await one.say(
    'These are the steps that Mia Moreau saved. Yours are kept until you leave this page.',
  )
  expect(await text(one).inputValue()).toContain('the price is 20')
  await one.look('edited-meanwhile-taken')
  await one.button('Put mine back').click()
  expect(await text(one).inputValue()).toBe(mine)

  await text(other).waitFor({ state: 'detached' })
  await other.button('Edit steps').click()
  await text(other).fill('Hi {{ contact.first_name }}, the price is 30.')
  await other.button('Save steps').click()
  await other.button('Edit steps').waitFor()
  await one.button('Save steps').click()
  await dialog.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await one.button('Edit steps').waitFor()
  const [, second] = (await play.sequence(firstConversation)).steps
  expect(second?.body).toBe(mine)
  expect((await play.sequence(firstConversation)).id).toBe(id)
})
