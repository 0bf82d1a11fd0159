/** Every page of the console in a believable world, in the light, in the dark and on a phone: whole, accessible, and good enough to print. */

import type { Browser } from 'playwright-core'
import { launchChromium } from '../../support/chromium.ts'
import { makeBelievable, springTour } from '../../support/stories/believable-world.ts'
import { openConsole, type ConsolePlay } from '../../support/addin/console-play.ts'
import { playIn, rita, type Play } from '../../support/stories/play.ts'
import { reach } from '../../support/reach.ts'
import { asCsv, called, twentyPeople } from '../../support/stories/twenty-people.ts'
import { startWorld, type World } from '../../support/world.ts'

let world: World
let play: Play
let browser: Browser
let tour: string

beforeAll(async () => {
  const started = await Promise.all([startWorld(), launchChromium()])
  world = started[0]
  browser = started[1]
  play = playIn(world)
  await makeBelievable(world, play)
  tour = `/sequences/${(await play.sequence(springTour)).id}`
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})

interface Sight {
  name: string
  path: string
  /** What is there when the page is. */
  ready: string | RegExp
  /** What is clicked before the picture. */
  act?: (console: ConsolePlay) => Promise<void>
  /** Whether the papers show it on a phone as well. */
  phone?: boolean
}

async function recordOf(first: string): Promise<string> {
  return `/contacts/${(await play.card(called(first).email)).contact?.id ?? ''}`
}

async function sightsOfRita(): Promise<Sight[]> {
  const ended = await recordOf('Dora')
  const enrolled = await recordOf('Max')
  const { body } = await world.api(rita, 'GET', '/api/companies?search=grove')
  const company = `/companies/${(body as { items: { id: string }[] }).items[0]?.id ?? ''}`
  return [
    { name: 'contacts', path: '/contacts', ready: 'Wanda Weiss', phone: true },
    { name: 'contact-enrolled', path: enrolled, ready: /currently enrolled/, phone: true },
    { name: 'contact-ended', path: ended, ready: /replied to email 1/, phone: true },
    { name: 'contact-paused', path: await recordOf('Gina'), ready: /out of the office/ },
    { name: 'contact-new', path: '/contacts/new', ready: 'Add contact' },
    { name: 'contact-edit', path: `${ended}/edit`, ready: 'Save' },
    { name: 'contact-meeting', path: `${ended}/meeting`, ready: 'Log meeting' },
    { name: 'companies', path: '/companies', ready: 'Birch Hotels' },
    { name: 'company', path: company, ready: 'Tara Tran', phone: true },
    { name: 'company-new', path: '/companies/new', ready: 'Save company' },
    { name: 'sequences', path: '/sequences', ready: springTour, phone: true },
    { name: 'sequence-new', path: '/sequences/new', ready: 'Save sequence' },
    { name: 'sequence-summary', path: tour, ready: 'Why enrollments ended', phone: true },
    { name: 'sequence-steps', path: `${tour}/steps`, ready: 'We are in your town in spring' },
    { name: 'sequence-editor', path: `${tour}/steps/edit`, ready: /^Save/ },
    {
      name: 'sequence-preview',
      path: `${tour}/steps`,
      ready: 'We are in your town in spring',
      act: async ({ page, button }) => {
        await button('Preview').click()
        await page.getByRole('combobox', { name: 'Preview for' }).fill('Tara')
        await page.getByRole('option', { name: /Tara Tran/ }).click()
        await page.getByText('Hello Tara,').first().waitFor()
      },
    },
    {
      name: 'sequence-enrollments',
      path: `${tour}/enrollments`,
      ready: 'Tara Tran',
      phone: true,
    },
    {
      name: 'sequence-unenroll',
      path: `${tour}/enrollments?state=active`,
      ready: 'Max Moser',
      act: async ({ page, button }) => {
        for (const name of ['Choose Max Moser', 'Choose Quinn Quist'])
          await (await reach(page, page.getByRole('checkbox', { name }))).check()
        await button('Unenroll').first().click()
        await page.getByRole('dialog').getByText('Unenroll 2 contacts?').waitFor()
      },
    },
    { name: 'sequence-automation', path: `${tour}/automation`, ready: 'Has become a customer' },
    {
      name: 'sequence-trigger',
      path: `${tour}/automation`,
      ready: 'Has become a customer',
      act: async ({ page, button, say }) => {
        await page.getByText('Has become a customer').click()
        await button('Who would be unenrolled now?').click()
        await say(/enrollments? (was|were) looked at/)
      },
    },
    { name: 'sequence-settings', path: `${tour}/settings`, ready: 'Save settings' },
    { name: 'scheduled', path: '/sequences/scheduled', ready: 'Max Moser', phone: true },
  ]
}

const sightsOfMia: Sight[] = [
  { name: 'users', path: '/settings/users', ready: 'Sam Sato' },
  { name: 'suppressions', path: '/settings/suppressions', ready: 'press@harbor-bank.example' },
]
const sightsOfSam: Sight[] = [
  {
    name: 'workflow',
    path: '/settings/workflows',
    ready: 'Complaints come first',
    act: async ({ page, say }) => {
      await page.getByText('Complaints come first').click()
      await say('Who would be unenrolled now?')
    },
  },
  { name: 'workflows', path: '/settings/workflows', ready: 'Complaints come first' },
]

/** One page in the light, in the dark and on a phone. */
async function look(console: ConsolePlay, name: string, phone = false): Promise<void> {
  const { page } = console
  for (const shade of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: shade })
    await console.picture(`${name}-${shade}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  const desk = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  if (phone) await console.picture(`${name}-phone`)
  else await console.look(`${name}-phone`)
  if (desk !== null) await page.setViewportSize(desk)
}

async function lookAt(as: string, sights: Sight[]): Promise<void> {
  const console = await openConsole(browser, world, { as })
  // A page that is left while the sign-in is under way would be asked to sign in again.
  await console.page.locator('#content').waitFor()
  for (const { name, path, ready, act, phone } of sights) {
    await console.page.goto(`${world.productUrl}${path}`)
    const sign = console.page.getByRole('main').getByText(ready).filter({ visible: true })
    await reach(console.page, sign)
    await act?.(console)
    await look(console, name, phone)
  }
  await console.close()
}

test('the pages of a rep', async () => {
  await lookAt('Rita Reyes', await sightsOfRita())
})

test('the pages of an administrator and of an enterprise seat', async () => {
  await lookAt('Mia Moreau', sightsOfMia)
  await lookAt('Sam Sato', sightsOfSam)
})

test('the door, and the way of a file', async () => {
  const door = await openConsole(browser, world, { as: '' })
  await door.say('Use the account you use in Outlook.')
  await look(door, 'sign-in')
  await door.close()
  const console = await openConsole(browser, world, { path: '/contacts/import' })
  const { page, button, say } = console
  await say('Drop a CSV file here')
  await look(console, 'import-file')
  // Two of them are known already.
  const people = twentyPeople.map((one, index) =>
    index < 2 ? one : { ...one, email: one.email.replace('@', '@new.') },
  )
  const buffer = Buffer.from(asCsv(people))
  const file = { name: 'Trade fair.csv', mimeType: 'text/csv', buffer }
  await page.locator('input[type=file]').setInputFiles(file)
  await button('Check the file').waitFor()
  await look(console, 'import-columns')
  await button('Check the file').click()
  await say('Nothing has been written yet.')
  await look(console, 'import-checked')
  await button('Import 20 contacts').click()
  await page.getByRole('heading', { name: 'Contacts imported', level: 1 }).waitFor()
  await look(console, 'import-done')
  await console.close()
})
