/** What the pane shows in each state it can be in, in a real browser, with an accessibility check of every one. */

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  aCard,
  ana,
  anEnrollment,
  anEntry,
  aReply,
  endedByReply,
  paused,
  inHours,
  rita,
} from '../../support/addin/cards.ts'
import { anaTyped, benTyped, cleoTyped, startPanePlay } from '../../support/addin/pane-play.ts'
import type { PanePlay } from '../../support/addin/pane-play.ts'
import { field } from '../../support/addin/field.ts'

const root = resolve(__dirname, '..', '..', '..')

let play: PanePlay

beforeAll(async () => {
  play = await startPanePlay()
})
afterAll(() => play.close())
afterEach(() => play.clear())

const outOfOffice = anEntry({
  id: 'entry-2',
  at: inHours(-2),
  kind: 'verdict',
  text: 'An out-of-office answer: nothing ended.',
  evidence: aReply({
    subject: 'Automatic reply: Hello',
    because: ['it is an automatic reply'],
  }),
})
const history = [
  outOfOffice,
  anEntry(),
  anEntry({ id: 'entry-0', at: inHours(-51), kind: 'enrolled', text: 'Rita Rep enrolled Ana.' }),
]

describe('the first screen', () => {
  test('one recipient who is enrolled: the alert, what comes next, and the way out', async () => {
    play.server.cards.set(
      'ana@acme.example',
      aCard({ enrollments: [anEnrollment()], timeline: history }),
    )
    await play.open({})
    await play.say('Ana is currently enrolled in a sequence')
    await play.say(/The next email goes out on .+ \(in 2 days\)\./)
    await play.say(/An out-of-office answer: nothing ended\./)
    await play.look('enrolled')
    await play.button('Unenroll from sequence').click()
    await play.say('Ana is not enrolled in a sequence')
    await play.say('Rita Rep ended it by hand.')
    await play.look('unenrolled')
    expect(await play.page().evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
    await play.button(/^Undo/).click()
    await play.say('Ana is currently enrolled in a sequence')
  })

  test('an enrollment whose email waits says why', async () => {
    const waits = 'Rita has sent 25 emails in this minute.'
    const nextStep = {
      ...({ number: 2, kind: 'automatic-email' } as const),
      ...{ dueAt: inHours(-1), waits, task: null },
    }
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment({ nextStep })] }))
    await play.open({})
    await play.say(waits)
    await play.look('waits')
  })

  test('an enrollment paused says why and offers to resume', async () => {
    const text = 'It is not known whether email 1 went out. Look in Sent Items before you resume.'
    const doubted = paused({ kind: 'email-unconfirmed', until: null, text, evidence: null })
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [doubted] }))
    await play.open({})
    await play.say(text)
    await play.look('paused')
    await play.button(/^Resume/).click()
    await play.say(/The next email goes out/)
  })

  test('one recipient who replied: what happened last and why', async () => {
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [endedByReply()] }))
    await play.open({})
    await play.say('Ana replied to email 1.')
    await play.look('replied')
  })

  test('several recipients, each with where they stand', async () => {
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    const ben = ana({ id: 'contact-ben', email: 'ben@acme.example', name: 'Ben Beta' })
    const unread = paused(
      { kind: 'message-unreadable', until: null, text: 'x' },
      { id: 'enrollment-2' },
    )
    play.server.cards.set('ben@acme.example', aCard({ contact: ben, enrollments: [unread] }))
    await play.open({
      people: [anaTyped, benTyped, cleoTyped, { emailAddress: '', displayName: 'Dan' }],
    })
    await play.say('3 recipients')
    await play.say('Paused')
    await play.say('Not enrolled')
    await play.say('Outlook is still looking up one more name.')
    await play.look('several')
    await play.button(/Ana Alpha/).click()
    await play.button('Back').click()
    await play.until(() =>
      play.page().evaluate(() => document.activeElement?.textContent.includes('Ana') ?? false),
    )
  })

  test('nobody in To teaches the next step, and a typed address shows at once', async () => {
    play.server.cards.set('ana@acme.example', aCard())
    await play.open({ people: [] })
    await play.say('Who is it for?')
    await play.look('nobody')
    await play.page().evaluate((typed) => window.outlookPlay.type([typed]), anaTyped)
    await play.say('Ana is not enrolled in a sequence')
    await play.look('not-enrolled')
  })

  test('reading a mail shows its sender; no mail chosen says so', async () => {
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    await play.open({ mode: 'read' })
    await play.say('Ana is currently enrolled in a sequence')
    await play.page().evaluate(() => {
      window.outlookPlay.mode = 'none'
      window.outlookPlay.fire('itemChanged')
    })
    await play.say('No mail is chosen')
    await play.look('no-mail')
  })
})

describe('the contact', () => {
  async function view(): Promise<void> {
    await play.button('View contact').click()
    await play.button('Back').waitFor()
  }

  test('shows the same alert and button, what happened, and takes and gives back the focus', async () => {
    play.server.cards.set(
      'ana@acme.example',
      aCard({
        enrollments: [anEnrollment(), endedByReply({ id: 'enrollment-0' })],
        timeline: history,
        mayEnroll: { allowed: false, because: 'Ana is enrolled already.' },
      }),
    )
    await play.open({})
    await view()
    await play.say('Ana is currently enrolled in a sequence')
    await play.say('Earlier enrollments')
    await play.say('It is an automatic reply')
    await play.until(() =>
      play.page().evaluate(() => document.activeElement?.textContent === 'Back'),
    )
    await play.look('contact-enrolled')
    await play.button('Unenroll from sequence').click()
    await play.say('Rita Rep ended it by hand.')
    await play.button('Back').click()
    await play.until(() =>
      play.page().evaluate(() => document.activeElement?.textContent === 'View contact'),
    )
  })

  test('a reply that comes in shows by itself, with the mail it rests on', async () => {
    play.server.cards.set(
      'ana@acme.example',
      aCard({ enrollments: [anEnrollment()], timeline: history }),
    )
    await play.open({})
    await view()
    await play.say('Ana is currently enrolled in a sequence')
    const ended = anEntry({ id: 'entry-3', kind: 'ended', at: inHours(-1), evidence: aReply() })
    play.server.cards.set(
      'ana@acme.example',
      aCard({
        enrollments: [endedByReply({ emailOnItsWay: 2 })],
        timeline: [{ ...ended, text: 'Ana replied to email 1: unenrolled.' }, ...history],
      }),
    )
    await play.say('Ana replied to email 1. Email 2 was already on its way.')
    await play.say('It answers email 1 of this enrollment')
    await play.until(async () =>
      (
        (await play.page().getByLabel('What changed', { exact: true }).textContent()) ?? ''
      ).includes('no longer enrolled'),
    )
    await play.look('contact-replied')
  })

  test('a known contact is enrolled in the chosen sequence', async () => {
    play.server.cards.set('ana@acme.example', aCard())
    await play.open({})
    await view()
    await field(play.page(), 'Sequence').selectOption('Welcome back')
    await play.say('The first email goes out at once.')
    await play.say('Email at once, email after 2 days, email after 1 week.')
    await play.look('contact-enroll')
    await play.button('Enroll Ana').click()
    await play.say('Ana is currently enrolled in a sequence')
  })

  test('an unknown address is enrolled with the name Outlook shows', async () => {
    await play.open({ people: [{ emailAddress: 'dora@other.example', displayName: 'Dora Delta' }] })
    await view()
    expect(await field(play.page(), 'Name').inputValue()).toBe('Dora Delta')
    await play.look('contact-unknown')
  })

  test('what the server refuses is said in its own words', async () => {
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    play.server.refusal = 'This enrollment belongs to Sam. Ask Sam or your manager to end it.'
    await play.open({})
    await play.button('Unenroll from sequence').click()
    await play.page().getByRole('alert').filter({ hasText: 'belongs to Sam' }).waitFor()
    await play.look('refused')
  })

  test('without a seat everything is read only, with the reason', async () => {
    play.server.me = rita({
      seat: 'none',
      limits: 'You have no seat. Ask Mia for one to enroll contacts.',
    })
    const because = 'You have no seat.'
    play.server.cards.set(
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
    await play.open({})
    await play.say('You have no seat. Ask Mia for one to enroll contacts.')
    expect(await play.button('Unenroll from sequence').getAttribute('aria-disabled')).toBe('true')
    await play.look('no-seat')
  })

  test('an address that must not be written to cannot be enrolled', async () => {
    const because = 'This address must not be written to.'
    play.server.cards.set(
      'ana@acme.example',
      aCard({
        contact: ana({ addressState: 'bad' }),
        suppressed: { since: inHours(-90), reason: 'unsubscribed' },
        mayEnroll: { allowed: false, because },
      }),
    )
    await play.open({})
    await view()
    await play.say(/^Nothing is sent to this address\. Unsubscribed, /)
    const correct = play.page().getByRole('link', { name: 'Correct the address' })
    expect(await correct.getAttribute('href')).toBe('/contacts/contact-ana/edit')
    await play.look('suppressed')
  })
})

describe('when something is in the way', () => {
  test('the server is away: the last card stays and says so, and it comes back by itself', async () => {
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    await play.open({})
    await play.say('Ana is currently enrolled in a sequence')
    play.server.mode = 'away'
    await play.say('The server cannot be reached. This is what was known last; trying again.')
    await play.look('away')
    play.server.mode = 'up'
    await play.page().getByText('The server cannot be reached.').waitFor({ state: 'detached' })
  })

  test('the first answer is on its way', async () => {
    play.server.mode = 'never'
    await play.open({})
    await play.page().getByLabel('Looking up Ana Alpha', { exact: true }).waitFor()
    await play.look('loading')
  })

  test('Outlook never gets ready', async () => {
    await play.open({ host: 'never' })
    await play.page().getByText('Outlook does not answer').waitFor()
    await play.look('not-ready')
  })

  test('opened outside of Outlook', async () => {
    await play.open({ host: 'none' })
    await play.say('Open me from Outlook')
    await play.look('not-in-outlook')
  })

  test('signing in needs a click', async () => {
    play.server.cards.set('ana@acme.example', aCard())
    await play.open({ signIn: 'click' })
    await play.say('Sign in to go on')
    await play.look('sign-in')
    await play.button('Sign in').click()
    await play.say('Ana is not enrolled in a sequence')
  })

  test('signing in failed, and a window helps', async () => {
    play.server.cards.set('ana@acme.example', aCard())
    await play.open({ signIn: 'refused' })
    await play.say('You are not signed in')
    await play.look('sign-in-failed')
    await play.button('Try again').click()
    await play.say('Ana is not enrolled in a sequence')
  })

  test('an Outlook without nested sign-in opens a window', async () => {
    play.server.cards.set('ana@acme.example', aCard())
    await play.open({ signIn: 'window' })
    await play.button('Sign in').click()
    await play.say('Ana is not enrolled in a sequence')
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
    play.server.cards.set(
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
    await play.open({
      people: [{ emailAddress: longAddress, displayName: longName }],
      background,
      width,
      dark: shade === 'light',
    })
    await play.button('View contact').click()
    await play.say('Maximiliana is currently enrolled in a sequence')
    await play.look(`long-${shade}`)
    expect(await play.page().locator('[data-shade]').getAttribute('data-shade')).toBe(shade)
  })

  test('dark where Outlook does not say: as the system is', async () => {
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [endedByReply()] }))
    await play.open({ dark: true })
    await play.say('Ana replied to email 1.')
    await play.look('replied-dark')
    await play.page().evaluate(() => {
      window.outlookPlay.paint('#ffffff')
    })
    await play.page().locator('[data-shade=light]').waitFor()
  })

  test('dark and several recipients', async () => {
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    await play.open({ dark: true, people: [anaTyped, benTyped, cleoTyped] })
    await play.say('Enrolled')
    await play.look('several-dark')
  })
})

describe('what it costs', () => {
  test('a signed-in pane has loaded at most 225 kB gzip of scripts, office.js aside', async () => {
    play.server.cards.set('ana@acme.example', aCard())
    await play.open({})
    await play.say('Ana is not enrolled in a sequence')
    const loaded = await play
      .page()
      .evaluate(() =>
        performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname),
      )
    const scripts = loaded.filter((path) => path.startsWith('/assets/') && path.endsWith('.js'))
    const sizes = scripts.map((path) => gzipSync(readFileSync(join(root, 'dist/web', path))).length)
    expect(scripts.length).toBeGreaterThan(2)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(225_000)
  })

  test('a card that did not change is answered 304, about once a second', async () => {
    play.server.cards.set('ana@acme.example', aCard({ enrollments: [anEnrollment()] }))
    await play.open({})
    const asked = 'GET /api/contact-cards?email=ana%40acme.example'
    await play.until(() => play.server.log.filter((line) => line === `${asked} 304`).length >= 2)
    expect(play.server.log.filter((line) => line === `${asked} 200`)).toHaveLength(1)
  })
})
