/** Settings, archive and the table of sequences, on the real server and sandbox. */

import type { SequenceResource } from '../../../shared/sequence.ts'
import { opensAt, weekdays } from '../../../shared/send-window.ts'
import type { ConsolePlay } from '../../support/addin/console-play.ts'
import { stageConsole } from '../../support/addin/console-stage.ts'
import { ana, firstConversation, rita, type Play } from '../../support/stories/play.ts'
import type { World } from '../../support/world.ts'

let world: World
let play: Play

const visit = stageConsole((stage) => {
  ;({ world, play } = stage)
})

const steps = [
  { subject: 'A short question', body: 'Hello {{ contact.first_name }}' },
  { body: 'Did you see my email?', delay: 'P2D' },
]
async function make(name: string): Promise<SequenceResource> {
  const made = await world.api(rita, 'POST', '/api/sequences', { name, steps })
  return made.body as SequenceResource
}
const titled = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

test('a send window is chosen, refused while it has no day, and kept', async () => {
  const { id, createdAt } = await make('In office hours')
  const opens = new Date(Date.parse(createdAt) + 2 * 86_400_000)
  const day = weekdays[opens.getUTCDay()] ?? ''
  const { page, button, say, look } = await visit({ path: `/sequences/${id}/settings` })
  expect(await page.getByRole('radio', { name: 'At any time' }).isChecked()).toBe(true)
  await page.getByRole('radio', { name: 'Only on chosen days' }).check()
  await look('settings-window')
  for (const one of weekdays) await page.getByRole('checkbox', { name: titled(one) }).uncheck()
  await button('Save settings').click()
  await say('Choose at least one day on which emails may go')
  await look('settings-window-refused')

  await page.getByRole('checkbox', { name: titled(day) }).check()
  await page.getByRole('textbox', { name: 'From' }).fill('10:30')
  const zone = page.getByRole('combobox', { name: 'Time zone' })
  await zone.press('ControlOrMeta+a')
  await zone.pressSequentially('kathm')
  await look('settings-window-zone')
  await page.getByRole('option', { name: /Kath?mandu/ }).click()
  await zone.press('ControlOrMeta+a')
  await zone.pressSequentially('utc')
  await page.getByRole('option', { name: 'UTC', exact: true }).click()
  await say(`An email that is due now goes ${titled(day)}`)
  await button('Save settings').click()
  await say('The settings are saved.')
  expect((await play.sequence('In office hours')).settings.sendWindow).toEqual({
    days: [day],
    from: '10:30',
    to: '18:00',
    timeZone: 'UTC',
  })
})

test.each([
  ['on a phone', { width: 320, dark: true }],
  ['on a desk', {}],
])(
  'two people change the same setting: the second sees both, and takes theirs, has hers back, and keeps hers (%s)',
  async (where, scene) => {
    const name = `Changed by two ${where}`
    const { id } = await make(name)
    const path = `/sequences/${id}/settings`
    const one = await visit({ ...scene, path })
    const other = await visit({ as: 'Mia Moreau', path })
    const days = ({ page }: ConsolePlay) =>
      page.getByRole('spinbutton', { name: /^Days paused after an out-of-office answer/ })
    const save = async (from: ConsolePlay, value: string): Promise<void> => {
      await days(from).fill(value)
      await from.button('Save settings').click()
    }
    await days(one).fill('12')
    await one.page.getByRole('radio', { name: 'Pause all its contacts' }).check()
    await other.page.getByRole('spinbutton', { name: 'Attendees at most' }).fill('9')
    await save(other, '3')
    await other.say('The settings are saved.')

    await one.button('Save settings').click()
    const dialog = one.page.getByRole('dialog')
    await dialog.getByText('Mia Moreau saved this meanwhile').waitFor()
    await dialog.getByText('What you wrote is not saved and not lost.').waitFor()
    const texts = async () =>
      Promise.all(
        ['What Mia Moreau saved', 'What you wrote'].map((side) =>
          dialog.getByRole('region', { name: side }).locator('pre').innerText(),
        ),
      )
    const title = 'Days paused after an out-of-office answer that names no day of return'
    const owner = 'When the owner is deleted, disabled or loses the seat'
    expect(await texts()).toEqual([
      `${title}: 3\n${owner}: unenroll`,
      `${title}: 12\n${owner}: pause`,
    ])
    await one.look('settings-edited-meanwhile')
    await one.page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await days(one).inputValue()).toBe('12')
    expect((await play.sequence(name)).settings).toMatchObject({
      outOfOfficeDays: 3,
      ownerRemoved: 'unenroll',
      mostAttendees: 9,
    })

    await one.button('Save settings').click()
    await dialog.getByRole('button', { name: 'Take theirs' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await one.say(
      'These are the settings that Mia Moreau saved. Yours are kept until you leave this page.',
    )
    expect(await days(one).inputValue()).toBe('3')
    await one.look('settings-edited-meanwhile-taken')
    await one.button('Put mine back').click()
    expect(await days(one).inputValue()).toBe('12')

    await save(other, '5')
    await other.say('The settings are saved.')
    await one.button('Save settings').click()
    await dialog.getByRole('button', { name: 'Keep mine' }).press('Enter')
    await one.say('The settings are saved.')
    expect((await play.sequence(name)).settings).toMatchObject({
      outOfOfficeDays: 12,
      ownerRemoved: 'pause',
      mostAttendees: 9,
    })
  },
)

test('a first email waits until the send window opens, and every page says so', async () => {
  const { settings, createdAt } = await play.sequence('In office hours')
  const { contact } = await play.card(ana)
  const { page, button, say, look } = await visit({ path: `/contacts/${contact?.id ?? ''}` })
  await page.getByRole('combobox', { name: 'Sequence' }).selectOption({ label: 'In office hours' })
  await say(/The first email goes .*, 10:30 \(UTC\), when the send window opens\./)
  await button('Enroll Ana').click()
  await say(/Waits for the send window: the email goes .*, 10:30 \(UTC\)\./)
  await look('contact-send-window')
  await page.goto(`${world.productUrl}/sequences/scheduled`)
  const row = page.getByRole('row').filter({ hasText: 'In office hours' })
  await row.getByText(/Waits for the send window/).waitFor()
  await row.getByText('10:30', { exact: true }).waitFor()
  await look('scheduled-send-window')
  expect(await play.emails(ana)).toEqual([])

  const opens = Date.parse(opensAt(settings.sendWindow, createdAt))
  await world.advance(`PT${String(Math.ceil((opens - Date.parse(createdAt)) / 60_000))}M`)
  await play.emailsArrive(ana, 1)
})

test('a window that is taken away lets what waited go at once, and open pages show it', async () => {
  const { id } = await play.sequence('In office hours')
  const scheduled = await visit({ path: '/sequences/scheduled' })
  const row = scheduled.page.getByRole('row').filter({ hasText: 'In office hours' })
  await row.getByText(/the email goes/).waitFor()
  const { page, button, say } = await visit({ path: `/sequences/${id}/settings` })
  await page.getByRole('radio', { name: 'At any time' }).check()
  await button('Save settings').click()
  await say('The settings are saved.')
  await row.getByText(/Waits for the send window/).waitFor({ state: 'detached' })
})

test('an archived sequence leaves the table, says who goes on, and Undo brings it back', async () => {
  const { id } = await play.sequence('In office hours')
  const one = await visit({ path: '/sequences' })
  const { page, button, say, look } = one
  const inTable = page.getByRole('link', { name: 'In office hours' })
  await button('Actions for In office hours').click()
  await look('manage-actions')
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await say(
    '“In office hours” is archived. Nobody new can be enrolled. 1 contact already enrolled goes on.',
  )
  await inTable.waitFor({ state: 'detached' })
  await look('manage-archived')
  await button('Undo').click()
  await say('“In office hours” is out of the archive and can be enrolled in again.')
  await inTable.waitFor()

  await inTable.click()
  await button('Actions for In office hours').click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await say('1 contact already enrolled goes on.')
  await button('Dismiss').click()
  await say('This sequence is archived. Nobody new can be enrolled.')
  await look('sequence-archived')
  const refused = await world.api(rita, 'POST', '/api/enrollments', {
    contact: { email: 'dora@acme.example', name: 'Dora Delta' },
    sequenceId: id,
  })
  expect(refused).toMatchObject({ status: 409 })

  await page.goto(`${world.productUrl}/sequences?show=archived`)
  await button('Actions for In office hours').click()
  await page.getByRole('menuitem', { name: 'Clone' }).click()
  await page.getByRole('heading', { name: 'Copy of In office hours', level: 1 }).waitFor()
  await page.goto(`${world.productUrl}/sequences?show=archived`)
  await button('Actions for In office hours').click()
  await page.getByRole('menuitem', { name: 'Take out of the archive' }).click()
  await say('No sequence is archived.')
  await look('manage-archive-empty')
})

test('hundreds of sequences are searched, sorted and filtered', async () => {
  for (let number = 1; number <= 300; number += 1)
    await make(`Campaign ${String(number).padStart(3, '0')}`)
  await make('A'.repeat(180))
  const { page, look } = await visit({ path: '/sequences?sort=edited&order=down' })
  await page.getByRole('row').filter({ hasText: 'AAAA' }).waitFor()
  await look('manage-many')
  await page.getByRole('searchbox', { name: 'Search' }).fill('campaign 299')
  await page.getByRole('link', { name: 'Campaign 299' }).waitFor()
  await page.getByRole('link', { name: firstConversation }).waitFor({ state: 'detached' })
  expect(page.url()).toContain('search=campaign+299')
})

test.each([
  ['dark', { dark: true }],
  ['phone', { width: 320 }],
] as const)('settings and archive in %s', async (name, scene) => {
  const { id } = await make(`In ${name}`)
  const { page, look, button, say } = await visit({ ...scene, path: `/sequences/${id}/settings` })
  await page.getByRole('radio', { name: 'Only on chosen days' }).check()
  await look(`settings-window-${name}`)
  await button(`Actions for In ${name}`).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await say('Nobody is enrolled in it now.')
  await look(`sequence-archived-${name}`)
})
