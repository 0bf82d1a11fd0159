/** What the pane shows in each state it can be in, in a real browser, with an accessibility check of every one. */

import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import {
  aCard,
  ana,
  anEnrollment,
  anEntry,
  aReply,
  aSequence,
  endedByReply,
  inHours,
  rita,
} from '../support/cards.ts'
import { launchChromium } from '../support/chromium.ts'
import type { PaneServer } from '../support/pane-server.ts'
import { startPaneServer } from '../support/pane-server.ts'

const root = resolve(__dirname, '..', '..')
const screenshots = join(root, '.test/screenshots')
const anaTyped = { emailAddress: 'Ana@acme.example', displayName: 'Ana Alpha' }
const benTyped = { emailAddress: 'ben@acme.example', displayName: 'Ben Beta' }
const cleoTyped = { emailAddress: 'cleo@other.example', displayName: '' }

let server: PaneServer
let browser: Browser
let context: BrowserContext
let page: Page
let complaints: string[]

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true })
  server = await startPaneServer()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})
beforeEach(() => {
  server.reset()
  server.sequences = [aSequence(), aSequence({ id: 'sequence-2', name: 'Welcome back' })]
})
afterEach(async () => {
  await context.close()
})

interface Scene {
  people?: { emailAddress: string; displayName: string }[]
  mode?: 'compose' | 'read' | 'none'
  host?: 'none' | 'never'
  signIn?: 'quiet' | 'click' | 'refused' | 'window'
  background?: string
  dark?: boolean
  width?: number
}

async function open(scene: Scene): Promise<void> {
  context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: scene.width ?? 320, height: 640 },
    colorScheme: scene.dark ? 'dark' : 'light',
    deviceScaleFactor: 2,
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  page = await context.newPage()
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text())
  })
  const query = new URLSearchParams({ people: JSON.stringify(scene.people ?? [anaTyped]) })
  if (scene.mode) query.set('mode', scene.mode)
  if (scene.host) query.set('host', scene.host)
  if (scene.signIn) query.set('sign-in', scene.signIn)
  if (scene.background) query.set('background', scene.background)
  await page.goto(`${server.url}/taskpane.html?${query.toString()}`)
}

/** Takes a picture, and insists on: nothing wider than the pane, no script or style refused, axe silent. */
async function look(name: string): Promise<void> {
  await page.screenshot({ path: join(screenshots, `pane-${name}.png`), fullPage: true })
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
  expect(complaints).toEqual([])
  const found = await new AxeBuilder({ page }).exclude('[data-tabster-dummy]').analyze()
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
}

function say(text: string | RegExp): Promise<void> {
  return page.getByText(text).first().waitFor({ timeout: 8000 })
}
function button(name: string | RegExp) {
  return page.getByRole('button', { name })
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 8000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come true in 8 seconds.')
    await new Promise((next) => setTimeout(next, 25))
  }
}

const outOfOffice = anEntry({
  id: 'entry-2',
  at: inHours(-2),
  kind: 'verdict',
  text: 'An out-of-office answer: nothing ended.',
  evidence: aReply({
    subject: 'Automatic reply: Hello',
    because: ['Auto-Submitted says auto-replied'],
  }),
})
const history = [
  outOfOffice,
  anEntry(),
  anEntry({ id: 'entry-0', at: inHours(-51), kind: 'enrolled', text: 'Rita Rep enrolled Ana.' }),
]

describe('the first screen', () => {
  test('one recipient who is enrolled: the alert, what comes next, and the way out', async () => {
    server.cards.set(
      'ana@acme.example',
      aCard({ enrollments: [anEnrollment()], timeline: history }),
    )
    await open({})
    await say('Ana is currently enrolled in a sequence')
    await say(/The next letter goes out on .+ \(in 2 days\)\./)
    await say(/An out-of-office answer: nothing ended\./)
    await look('enrolled')
    await button('Unenroll from sequence').click()
    await say('Ana is not enrolled in a sequence')
    await say('Rita Rep ended it by hand.')
    await look('unenrolled')
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
    await button(/^Undo/).click()
    await say('Ana is currently enrolled in a sequence')
  })

  test('an enrollment whose letter waits says why', async () => {
    const waits = 'Rita has sent 25 letters in this minute.'
    const nextStep = { number: 2, kind: 'automatic-email', dueAt: inHours(-1), waits } as const
    server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment({ nextStep })] }))
    await open({})
    await say(waits)
    await look('waits')
  })

  test('an enrollment on hold says why and offers to resume', async () => {
    const text = 'It is not known whether letter 1 went out. Look in Sent Items before you resume.'
    const held = anEnrollment({
      state: 'held',
      hold: { reason: 'letter-unknown', since: inHours(-3), until: null, text, evidence: null },
      explanation: text,
      may: { unenroll: true, undo: false, pause: false, resume: true, because: null },
    })
    server.cards.set('ana@acme.example', aCard({ enrollments: [held] }))
    await open({})
    await say(text)
    await look('held')
    await button(/^Resume/).click()
    await say(/The next letter goes out/)
  })

  test('one recipient who replied: what happened last and why', async () => {
    server.cards.set('ana@acme.example', aCard({ enrollments: [endedByReply()] }))
    await open({})
    await say('Ana replied to letter 1.')
    await look('replied')
  })

  test('several recipients, each with where they stand', async () => {
    server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    const ben = ana({ id: 'contact-ben', email: 'ben@acme.example', name: 'Ben Beta' })
    const hold = {
      reason: 'mail-unreadable',
      since: inHours(-1),
      until: null,
      text: 'x',
      evidence: null,
    } as const
    const held = anEnrollment({ id: 'enrollment-2', state: 'held', hold })
    server.cards.set('ben@acme.example', aCard({ contact: ben, enrollments: [held] }))
    await open({
      people: [anaTyped, benTyped, cleoTyped, { emailAddress: '', displayName: 'Dan' }],
    })
    await say('3 recipients')
    await say('On hold')
    await say('Not enrolled')
    await say('Outlook is still looking up one more name.')
    await look('several')
    await button(/Ana Alpha/).click()
    await button('Back').click()
    await until(() =>
      page.evaluate(() => document.activeElement?.textContent.includes('Ana') ?? false),
    )
  })

  test('nobody in To teaches the next step, and a typed address shows at once', async () => {
    server.cards.set('ana@acme.example', aCard())
    await open({ people: [] })
    await say('Who is it for?')
    await look('nobody')
    await page.evaluate((typed) => window.outlookPlay.type([typed]), anaTyped)
    await say('Ana is not enrolled in a sequence')
    await look('not-enrolled')
  })

  test('reading a mail shows its sender; no mail chosen says so', async () => {
    server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    await open({ mode: 'read' })
    await say('Ana is currently enrolled in a sequence')
    await page.evaluate(() => {
      window.outlookPlay.mode = 'none'
      window.outlookPlay.fire('itemChanged')
    })
    await say('No mail is chosen')
    await look('no-mail')
  })
})

describe('the contact', () => {
  async function view(): Promise<void> {
    await button('View contact').click()
    await button('Back').waitFor()
  }

  test('shows the same alert and button, what happened, and takes and gives back the focus', async () => {
    server.cards.set(
      'ana@acme.example',
      aCard({
        enrollments: [anEnrollment(), endedByReply({ id: 'enrollment-0' })],
        timeline: history,
        mayEnroll: { allowed: false, because: 'Ana is enrolled already.' },
      }),
    )
    await open({})
    await view()
    await say('Ana is currently enrolled in a sequence')
    await say('Earlier enrollments')
    await say('Auto-Submitted says auto-replied')
    await until(() => page.evaluate(() => document.activeElement?.textContent === 'Back'))
    await look('contact-enrolled')
    await button('Unenroll from sequence').click()
    await say('Rita Rep ended it by hand.')
    await button('Back').click()
    await until(() => page.evaluate(() => document.activeElement?.textContent === 'View contact'))
  })

  test('a reply that comes in shows by itself, with the mail it rests on', async () => {
    server.cards.set(
      'ana@acme.example',
      aCard({ enrollments: [anEnrollment()], timeline: history }),
    )
    await open({})
    await view()
    await say('Ana is currently enrolled in a sequence')
    const ended = anEntry({ id: 'entry-3', kind: 'ended', at: inHours(-1), evidence: aReply() })
    server.cards.set(
      'ana@acme.example',
      aCard({
        enrollments: [endedByReply({ letterOnItsWay: 2 })],
        timeline: [{ ...ended, text: 'Ana replied to letter 1: unenrolled.' }, ...history],
      }),
    )
    await say('Ana replied to letter 1. Letter 2 was already on its way.')
    await say('In-Reply-To names letter 1')
    await until(async () =>
      ((await page.getByLabel('What changed').textContent()) ?? '').includes('no longer enrolled'),
    )
    await look('contact-replied')
  })

  test('a known contact is enrolled in the chosen sequence', async () => {
    server.cards.set('ana@acme.example', aCard())
    await open({})
    await view()
    await page.getByLabel('Sequence', { exact: true }).selectOption('Welcome back')
    await say('The first letter goes out at once.')
    await say('Letter at once, letter after 2 days, letter after 1 week.')
    await look('contact-enroll')
    await button('Enroll Ana').click()
    await say('Ana is currently enrolled in a sequence')
  })

  test('an unknown address is enrolled with the name Outlook shows', async () => {
    await open({ people: [{ emailAddress: 'dora@other.example', displayName: 'Dora Delta' }] })
    await view()
    expect(await page.getByLabel('Name').inputValue()).toBe('Dora Delta')
    await look('contact-unknown')
  })

  test('what the server refuses is said in its own words', async () => {
    server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    server.refusal = 'This enrollment belongs to Sam. Ask Sam or your manager to end it.'
    await open({})
    await button('Unenroll from sequence').click()
    await page.getByRole('alert').filter({ hasText: 'belongs to Sam' }).waitFor()
    await look('refused')
  })

  test('without a seat everything is read only, with the reason', async () => {
    server.me = rita({
      seat: 'none',
      limits: 'You have no seat. Ask Mia for one to enroll contacts.',
    })
    const because = 'You have no seat.'
    server.cards.set(
      'ana@acme.example',
      aCard({
        enrollments: [
          anEnrollment({
            may: { unenroll: false, undo: false, pause: false, resume: false, because },
          }),
        ],
        mayEnroll: { allowed: false, because },
      }),
    )
    await open({})
    await say('You have no seat. Ask Mia for one to enroll contacts.')
    expect(await button('Unenroll from sequence').getAttribute('aria-disabled')).toBe('true')
    await look('no-seat')
  })

  test('an address that must not be written to cannot be enrolled', async () => {
    const because = 'This address must not be written to.'
    server.cards.set(
      'ana@acme.example',
      aCard({
        contact: ana({ addressState: 'bad' }),
        suppressed: { since: inHours(-90), reason: 'Ana unsubscribed.' },
        mayEnroll: { allowed: false, because },
      }),
    )
    await open({})
    await view()
    await say(/Ana unsubscribed\./)
    await look('suppressed')
  })
})

describe('when something is in the way', () => {
  test('the server is away: the last card stays and says so, and it comes back by itself', async () => {
    server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    await open({})
    await say('Ana is currently enrolled in a sequence')
    server.mode = 'away'
    await say('The server cannot be reached. This is what was known last; trying again.')
    await look('away')
    server.mode = 'up'
    await page.getByText('The server cannot be reached.').waitFor({ state: 'detached' })
  })

  test('the first answer is on its way', async () => {
    server.mode = 'never'
    await open({})
    await page.getByLabel('Looking up Ana Alpha').waitFor()
    await look('loading')
  })

  test('Outlook never gets ready', async () => {
    await open({ host: 'never' })
    await page.getByText('Outlook does not answer').waitFor({ timeout: 12_000 })
    await look('not-ready')
  })

  test('opened outside of Outlook', async () => {
    await open({ host: 'none' })
    await say('Open me from Outlook')
    await look('not-in-outlook')
  })

  test('signing in needs a click', async () => {
    server.cards.set('ana@acme.example', aCard())
    await open({ signIn: 'click' })
    await say('Sign in to go on')
    await look('sign-in')
    await button('Sign in').click()
    await say('Ana is not enrolled in a sequence')
  })

  test('signing in failed, and a window helps', async () => {
    server.cards.set('ana@acme.example', aCard())
    await open({ signIn: 'refused' })
    await say('You are not signed in')
    await look('sign-in-failed')
    await button('Try again').click()
    await say('Ana is not enrolled in a sequence')
  })

  test('an Outlook without nested sign-in opens a window', async () => {
    server.cards.set('ana@acme.example', aCard())
    await open({ signIn: 'window' })
    await button('Sign in').click()
    await say('Ana is not enrolled in a sequence')
  })
})

describe('how it looks', () => {
  const longName = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana Alexandra'
  const longAddress =
    'maximiliana.alexandra.wolfeschlegelsteinhausenbergerdorff@subsidiary.acme.example'
  const longSequence = {
    id: 's',
    name: 'Reactivation-of-dormant-enterprise-accounts-2026',
    steps: 12,
  }

  test.each([
    ['light', 320, '#ffffff'],
    ['dark', 300, '#1f1f1f'],
  ] as const)('long names fit in the %s pane', async (shade, width, background) => {
    const contact = ana({ name: longName, email: longAddress, company: 'Acme Subsidiary Holdings' })
    const evidence = aReply({ from: { address: longAddress, name: longName } })
    server.cards.set(
      longAddress,
      aCard({
        contact,
        enrollments: [
          anEnrollment({ sequence: longSequence }),
          endedByReply({ id: 'enrollment-0', sequence: longSequence, evidence }),
        ],
        timeline: [...history.map((entry) => ({ ...entry, sequence: longSequence }))],
      }),
    )
    await open({
      people: [{ emailAddress: longAddress, displayName: longName }],
      background,
      width,
      dark: shade === 'light',
    })
    await button('View contact').click()
    await say('Maximiliana is currently enrolled in a sequence')
    await look(`long-${shade}`)
    expect(await page.locator('[data-shade]').getAttribute('data-shade')).toBe(shade)
  })

  test('dark where Outlook does not say: as the system is', async () => {
    server.cards.set('ana@acme.example', aCard({ enrollments: [endedByReply()] }))
    await open({ dark: true })
    await say('Ana replied to letter 1.')
    await look('replied-dark')
    await page.evaluate(() => {
      window.outlookPlay.paint('#ffffff')
    })
    await page.locator('[data-shade=light]').waitFor()
  })

  test('dark and several recipients', async () => {
    server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    await open({ dark: true, people: [anaTyped, benTyped, cleoTyped] })
    await say('Enrolled')
    await look('several-dark')
  })
})

describe('what it costs', () => {
  test('a signed-in pane has loaded at most 220 kB gzip of scripts, office.js aside', async () => {
    server.cards.set('ana@acme.example', aCard())
    await open({})
    await say('Ana is not enrolled in a sequence')
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname),
    )
    const scripts = loaded.filter((path) => path.startsWith('/assets/') && path.endsWith('.js'))
    const sizes = scripts.map((path) => gzipSync(readFileSync(join(root, 'dist/web', path))).length)
    expect(scripts.length).toBeGreaterThan(2)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(220_000)
  })

  test('a card that did not change is answered 304, about once a second', async () => {
    server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    await open({})
    const asked = 'GET /api/contacts?email=ana%40acme.example'
    await until(() => server.log.filter((line) => line === `${asked} 304`).length >= 2)
    expect(server.log.filter((line) => line === `${asked} 200`)).toHaveLength(1)
  })
})
