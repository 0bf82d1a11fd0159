/** The companies of the console on the real server and sandbox: added, given domains, and a colleague's reply that ends for all. */

import { stageConsole } from '../../support/addin/console-stage.ts'
import { ana, ben, rita, type Play } from '../../support/stories/play.ts'
import type { World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

let world: World
let play: Play

const visit = stageConsole((stage) => {
  ;({ world, play } = stage)
})

const addContact = (email: string, name: string, company?: string) =>
  world.api(rita, 'POST', '/api/contacts', {
    email,
    name,
    ...(company === undefined ? {} : { company }),
  })

test('without a company the page says what one is for, and without the server what to do', async () => {
  const { page, button, say, look } = await visit({ path: '/contacts' })
  await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor()
  await page.route('**/api/companies?*', (asked) => asked.abort())
  await page.getByRole('link', { name: 'Companies' }).click()
  await page.getByRole('heading', { name: 'Companies', level: 1 }).waitFor()
  await page.getByRole('alert').waitFor()
  await look('companies-away')
  await page.unroute('**/api/companies?*')
  await page.route('**/api/companies?*', (asked) =>
    asked.fulfill({ json: { items: [], next: null, count: 0 } }),
  )
  await say('No companies yet')
  await look('companies-empty')
  await button('Add company').click()
  await page.getByRole('heading', { name: 'Add company', level: 1 }).waitFor()
})

test('a company is given its domain, after the server refused what is none', async () => {
  const { page, button, say, look } = await visit({ path: '/companies' })
  await say('2 companies')
  await page.getByRole('link', { name: 'Acme', exact: true }).click()
  await say('A name alone makes nobody colleagues')
  await say('2 contacts, none enrolled now')
  await look('company-without-domain')
  await button('Edit').click()
  const domain = page.getByRole('textbox', { name: 'Domain' })
  await domain.fill('gmail.com')
  await domain.press('Enter')
  await button('Save company').click()
  await say('At gmail.com anybody can have an address, so it is no company’s domain. Leave it out.')
  await look('company-refused')
  await button('Remove gmail.com').click()
  await domain.fill('https://www.acme.example/about')
  await button('Save company').click()
  await page.getByRole('heading', { name: 'Acme', level: 1 }).waitFor()
  await say('Whoever writes from acme.example is one of its people, contact or not.')
})

test('a contact without a company offers to make one, and belongs to it by its domain', async () => {
  await addContact('emil@fresh.example', 'Emil Ek')
  const contact = (await play.card('emil@fresh.example')).contact?.id ?? ''
  const { page, button, say, look } = await visit({ path: `/contacts/${contact}` })
  await page.getByRole('link', { name: 'Make a company record' }).click()
  expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Fresh')
  await button('Save company').click()
  await page.getByRole('heading', { name: 'Fresh', level: 1 }).waitFor()
  await say('1 contact, none enrolled now')
  await page.getByRole('link', { name: 'Emil Ek' }).click()
  await say(', by the domain of the address')
  await look('contact-with-company')
  await page.getByRole('link', { name: 'Fresh', exact: true }).click()
  await page.getByRole('heading', { name: 'Fresh', level: 1 }).waitFor()
})

test('a contact is added from the company, and joins another by naming it', async () => {
  const { page, button, say } = await visit({ path: '/companies' })
  await page.getByRole('link', { name: 'Fresh', exact: true }).click()
  await button('Add contact').click()
  await field(page, 'Address').fill('anna@home.example')
  await button('Save contact').click()
  await page.getByRole('link', { name: 'Fresh', exact: true }).click()
  await say('2 contacts, none enrolled now')
  await page.getByRole('link', { name: 'Anna' }).click()
  await button('Edit').click()
  await field(page, 'Company').fill('acm')
  await page.locator('option[value="Acme"]').waitFor({ state: 'attached' })
  await field(page, 'Company').fill('Home')
  await button('Save contact').click()
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await say('1 contact, none enrolled now')
})

test('another company’s domain is refused with its name, and a new name reaches the contacts', async () => {
  const { page, button, say } = await visit({ path: '/companies?search=home' })
  await say('1 company')
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await button('Edit').click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Home Office')
  await page.getByRole('textbox', { name: 'Domain' }).fill('acme.example')
  await button('Save company').click()
  await say('acme.example belongs to Acme. Take it away there first.')
  await page.getByRole('textbox', { name: 'Domain' }).fill('home.example')
  await button('Save company').click()
  await page.getByRole('heading', { name: 'Home Office', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Anna' }).click()
  await page.getByRole('link', { name: 'Home Office', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Edit' }).click()
  expect(await field(page, 'Company').inputValue()).toBe('Home Office')
})

test('one colleague’s reply ends the enrollments of the others, and the company shows it by itself', async () => {
  const together = 'Round for whole companies'
  const made = await world.api(rita, 'POST', '/api/sequences', {
    name: together,
    steps: [
      { subject: 'Hello', body: 'Shall we talk?' },
      { delay: 'P2D', body: 'Did you see my email?' },
    ],
    settings: { unenrollSameCompany: true },
  })
  expect(made.status).toBe(201)
  await play.enroll(ana, together)
  await play.enroll(ben, together)
  const { page, say, look } = await visit({ path: '/companies' })
  await page.getByRole('link', { name: 'Acme', exact: true }).click()
  await say('2 contacts, 2 enrolled now')
  await look('company')
  await play.emailsArrive(ben, 1)
  await play.answer(ben, 'reply', { text: 'Call me.' })
  await play.ends(ana)
  await say('2 contacts, none enrolled now')
  expect(await play.enrollment(ana)).toMatchObject({ reason: 'same-company-replied' })
})

test('a company with contacts is not deleted; one without is, and Undo takes that back', async () => {
  await world.api(rita, 'POST', '/api/companies', { name: 'Umbrella', domains: ['um.example'] })
  const { page, button, say, look } = await visit({ path: '/companies' })
  await page.getByRole('link', { name: 'Acme', exact: true }).click()
  await button('Delete').click()
  await say('2 contacts were given Acme as their company.')
  await page.getByRole('link', { name: 'Companies' }).first().click()
  await page.getByRole('link', { name: 'Umbrella', exact: true }).click()
  await say('Nobody belongs to it yet.')
  await button('Delete').click()
  await say('Umbrella was deleted.')
  const row = page.getByRole('link', { name: 'Umbrella', exact: true })
  await row.waitFor({ state: 'detached' })
  await look('company-deleted')
  await button('Undo').click()
  await page.getByRole('heading', { name: 'Umbrella', level: 1 }).waitFor()
  await say('um.example')
})

test('without a seat one may look at companies, and reads why one may do no more', async () => {
  const { page, button, say } = await visit({ as: 'Nora Nilsson', path: '/companies' })
  await say('You have no seat for sequences')
  await page.getByRole('link', { name: 'Acme', exact: true }).click()
  await say('2 contacts, none enrolled now')
  const at = page.url()
  expect(await button('Edit').count()).toBe(0)
  for (const path of [`${world.productUrl}/companies/new`, `${at}/edit`]) {
    await page.goto(path)
    await say('You have no seat for sequences')
    expect(await button('Save company').count()).toBe(0)
  }
})

test.each([
  ['dark', { dark: true }],
  ['phone', { width: 320 }],
] as const)('everything is there in %s', async (name, scene) => {
  const long = 'The Worshipful Company of Makers of Playing Cards and Associated Amusements'
  await addContact(`${name}@${'long'.repeat(14)}.example`, 'Leo Long', long)
  const { page, button, look, say } = await visit({ ...scene, path: '/companies' })
  await page.getByRole('link', { name: 'Acme', exact: true }).waitFor()
  await look(`companies-${name}`)
  await page.getByRole('searchbox', { name: 'Search' }).fill('worship')
  await page.getByRole('link', { name: long }).click()
  await say('enrolled now')
  await look(`company-${name}`)
  await button('Edit').click()
  await page.getByRole('heading', { name: `Edit ${long}` }).waitFor()
  await page.getByRole('textbox', { name: 'Domain' }).fill(`${'long'.repeat(14)}.example`)
  await button('Add domain').click()
  await look(`company-edit-${name}`)
  await page.goto(`${world.productUrl}/companies?search=nobody`)
  await say('No company fits this search.')
  await page.goto(`${world.productUrl}/companies/nobody`)
  await page.getByRole('heading', { name: 'There is no such company' }).waitFor()
})
