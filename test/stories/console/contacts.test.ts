/** The contacts of the console on the real server and sandbox: found, added, corrected, enrolled, and unenrolled. */

import { stageConsole } from '../../support/addin/console-stage.ts'
import { ana, ben, firstConversation, rita, type Play } from '../../support/stories/play.ts'
import type { World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

let world: World
let play: Play

const visit = stageConsole((stage) => {
  ;({ world, play } = stage)
})

test('a contact is added, refused with a sentence while the address is none, found, and corrected', async () => {
  const { page, button, say, look } = await visit({ path: '/sequences' })
  await page.getByRole('link', { name: 'Contacts' }).click()
  await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor()
  await look('contacts')
  await button('Add contact').click()
  await field(page, 'Address').fill('dora')
  await page.getByRole('textbox', { name: 'Name' }).fill('Dora Delta')
  await field(page, 'Company').fill('Acme')
  await button('Add property').click()
  const property = page.getByRole('group', { name: 'Property 1' })
  await field(property, 'Name').fill('job title')
  await field(property, 'Value').fill('Buyer')
  await button('Save contact').click()
  await say('“dora” is not a mail address. Write one such as ana@acme.example.')
  await look('new-contact')
  await field(page, 'Address').fill('dora@acme.example')
  await button('Save contact').click()
  await page.getByRole('heading', { name: 'Dora Delta', level: 1 }).waitFor()
  await say('Buyer')

  await button('Edit').click()
  await field(page, 'Company').fill('Other')
  await button('Save contact').click()
  await page.getByRole('heading', { name: 'Dora Delta', level: 1 }).waitFor()
  await say('Other')
  await page.getByRole('link', { name: 'Contacts' }).first().click()
  await page.getByRole('searchbox', { name: 'Search' }).fill('dora@acme')
  await say('1 contact')
  expect(new URL(page.url()).search).toBe('?search=dora%40acme')
  await field(page, 'Show').selectOption('Enrolled')
  await say('No contact fits these filters.')
})

test('Unenroll above the initials ends the enrollment for good, and Undo takes it back', async () => {
  await play.enroll(ana)
  await play.emailsArrive(ana, 1)
  const { contact, sequence } = await play.enrollment(ana)
  const before = (await play.sequence(firstConversation)).performance
  const { page, button, say, look } = await visit({ path: `/contacts/${contact.id}` })
  await say('Ana is currently enrolled in a sequence')
  await page.getByRole('region', { name: `Enrollment in ${sequence.name}` }).waitFor()
  await say('The next email goes out')
  await look('contact')
  const unenroll = page.getByRole('button', { name: 'Unenroll', exact: true })
  const [above, initials] = await Promise.all([
    unenroll.boundingBox(),
    page.getByText('AA', { exact: true }).boundingBox(),
  ])
  expect(above?.y).toBeLessThan(initials?.y ?? 0)
  await unenroll.click()
  await say('Unenrolled by Rita Reyes.')
  expect(await unenroll.count()).toBe(0)
  await look('contact-unenrolled')
  expect(await play.enrollment(ana)).toMatchObject({ state: 'ended', reason: 'manual' })
  await world.advance('P30D')
  expect(await play.emails(ana)).toHaveLength(1)
  expect((await play.sequence(firstConversation)).performance.enrolled).toBe(before.enrolled)
  await button(/^Undo/).click()
  await say('Ana is currently enrolled in a sequence')
  expect((await play.enrollment(ana)).state).toBe('active')
})

test('pausing and resuming, and a further address, are done from the record', async () => {
  const { contact } = await play.enrollment(ana)
  const { page, button, say } = await visit({ path: `/contacts/${contact.id}` })
  await button(/^Pause/).click()
  await button('Until I resume').click()
  await say('Ana is currently enrolled in a sequence, paused')
  await button(/^Resume/).click()
  await button(/^Pause/).waitFor()
  await field(page, 'The contact also writes from').fill('ana@home.example')
  await button('Link address').click()
  await say('Confirmed')
  await button('Unlink: ana@home.example').click()
  await page.getByText('Confirmed', { exact: true }).waitFor({ state: 'detached' })
})

test('a meeting logged on the record ends the enrollments of the contact and of those associated', async () => {
  await play.enroll(ben)
  const { contact } = await play.enrollment(ana)
  const { page, button, say, look } = await visit({ path: `/contacts/${contact.id}` })
  await button('Log meeting').click()
  await field(page, 'Title').fill('First talk')
  await button('Log meeting').click()
  await say('Say when the meeting starts.')
  await field(page, 'Starts').fill('2026-03-02T10:00')
  await page.getByRole('searchbox', { name: 'Other contacts' }).fill(ben)
  await button(/^Add Ben/).click()
  await button(/^Remove Ben/).waitFor()
  await look('log-meeting')
  await button('Log meeting').click()
  await page.getByRole('heading', { name: 'Logged meetings' }).waitFor()
  await say('First talk')
  for (const email of [ana, ben])
    expect(await play.enrollment(email)).toMatchObject({ reason: 'meeting-booked' })
})

test('somebody enrolled from the record shows a reply by itself', async () => {
  const email = 'emil@acme.example'
  await world.api(rita, 'POST', '/api/contacts', { email, name: 'Emil Ek', company: 'Acme' })
  const id = (await play.card(email)).contact?.id ?? ''
  const { button, say } = await visit({ path: `/contacts/${id}` })
  await button('Enroll Emil').click()
  await say('Emil is currently enrolled in a sequence')
  await play.emailsArrive(email, 1)
  await play.answer(email, 'reply', { text: 'Call me.' })
  await say('Emil Ek replied to email 1.')
})

test.each([
  ['dark', { dark: true }],
  ['phone', { width: 320 }],
] as const)('everything is there in %s', async (name, scene) => {
  const { contact } = await play.enrollment(ana)
  const { page, look, say } = await visit({ ...scene, path: '/contacts' })
  await page.getByRole('link', { name: 'Ana Alves' }).waitFor()
  await look(`contacts-${name}`)
  await page.goto(`${world.productUrl}/contacts/${contact.id}`)
  await say('What happened')
  await look(`contact-${name}`)
  for (const path of ['new', `${contact.id}/edit`, `${contact.id}/meeting`]) {
    await page.goto(`${world.productUrl}/contacts/${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(`contact-${path.replace(/.*\//, '')}-${name}`)
  }
  await page.goto(`${world.productUrl}/contacts/nobody`)
  await page.getByRole('heading', { name: 'There is no such contact' }).waitFor()
})
