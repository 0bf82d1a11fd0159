/** Every page of the console in a believable world, light and dark: whole, accessible, and good enough to print. */

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
  phone?: true
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
    { name: 'contact-ended', path: ended, ready: /replied to letter 1/, phone: true },
    { name: 'contact-on-hold', path: await recordOf('Gina'), ready: /out of the office/ },
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

async function take(console: ConsolePlay, sights: Sight[], theme: string): Promise<void> {
  // A page that is left while the sign-in is under way would be asked to sign in again.
  await console.page.locator('#content').waitFor()
  for (const { name, path, ready, act, phone } of sights) {
    await console.page.goto(`${world.productUrl}${path}`)
    const sign = console.page.getByRole('main').getByText(ready).filter({ visible: true })
    await reach(console.page, sign)
    await act?.(console)
    if (theme === 'phone' && phone !== true) await console.look(`${name}-${theme}`)
    else await console.picture(`${name}-${theme}`)
  }
}

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const dark = theme === 'dark'

  test('the pages of a rep', async () => {
    const console = await openConsole(browser, world, { as: 'Rita Reyes', dark })
    await take(console, await sightsOfRita(), theme)
    await console.close()
  })

  test('the pages of an administrator and of an enterprise seat', async () => {
    for (const [as, sights] of [
      ['Mia Moreau', sightsOfMia],
      ['Sam Sato', sightsOfSam],
    ] as const) {
      const console = await openConsole(browser, world, { as, dark })
      await take(console, sights, theme)
      await console.close()
    }
  })
})

test('the pages on a phone', async () => {
  for (const [as, sights] of [
    ['Rita Reyes', await sightsOfRita()],
    ['Mia Moreau', sightsOfMia],
    ['Sam Sato', sightsOfSam],
  ] as const) {
    const console = await openConsole(browser, world, { as, width: 320 })
    await take(console, sights, 'phone')
    await console.close()
  }
})

test.each(['light', 'dark'] as const)('the door, and the way of a file, %s', async (theme) => {
  const dark = theme === 'dark'
  const console = await openConsole(browser, world, { as: '', dark })
  await console.say('Use the account you use in Outlook.')
  await console.picture(`sign-in-${theme}`)
  await console.close()
  const signedIn = await openConsole(browser, world, { path: '/contacts/import', dark })
  const { page, button, say, picture } = signedIn
  await say('Drop a CSV file here')
  await picture(`import-file-${theme}`)
  // Two of them are known already.
  const people = twentyPeople.map((one, index) =>
    index < 2 ? one : { ...one, email: one.email.replace('@', `@${theme}.`) },
  )
  const buffer = Buffer.from(asCsv(people))
  const file = { name: 'Trade fair.csv', mimeType: 'text/csv', buffer }
  await page.locator('input[type=file]').setInputFiles(file)
  await button('Check the file').waitFor()
  await picture(`import-columns-${theme}`)
  await button('Check the file').click()
  await say('Nothing has been written yet.')
  await picture(`import-checked-${theme}`)
  await button('Import 20 contacts').click()
  await page.getByRole('heading', { name: 'Contacts imported', level: 1 }).waitFor()
  await picture(`import-done-${theme}`)
  await signedIn.close()
})
