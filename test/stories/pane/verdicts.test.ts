/** What the pane tells of pauses, reasons, other addresses and of the very mail being read. */

import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { Evidence } from '../../../shared/evidence.ts'
import type { Reason } from '../../../shared/reason.ts'
import type { VerdictResource } from '../../../shared/verdict.ts'
import {
  aCard,
  aMeeting,
  ana,
  anAlias,
  anEnrollment,
  anEntry,
  aReply,
  aVerdict,
  endedByReply,
  paused,
  inHours,
  rita,
} from '../../support/addin/cards.ts'
import { anaTyped, benTyped, openMail, startPanePlay } from '../../support/addin/pane-play.ts'
import type { PanePlay } from '../../support/addin/pane-play.ts'

const email = 'ana@acme.example'
const readOnly = { unenroll: true, undo: false, pause: false, resume: false }

let play: PanePlay

beforeAll(async () => {
  play = await startPanePlay()
})
afterAll(() => play.close())
afterEach(() => play.clear())

/** The card of Ana with this one enrollment. */
function standing(enrollment: EnrollmentResource): void {
  play.server.cards.set(email, aCard({ enrollments: [enrollment] }))
}

function told(...verdicts: VerdictResource[]): void {
  play.server.verdicts.set(openMail, verdicts)
  const [first] = verdicts
  if (first) standing(first.enrollment)
}

async function view(): Promise<void> {
  await play.button('View contact').click()
  await play.button('Back').waitFor()
}

const banner = () => play.page().getByRole('group', { name: /^What this mail did/ })

describe('on the mail being read', () => {
  test('the reply that ended it says so, with the time, what it rests on, and Undo', async () => {
    told(aVerdict())
    await play.open({ mode: 'read' })
    await play.say(/^Unenrolled by this reply, /)
    expect(await play.button(/^Undo/).count()).toBe(1)
    await play.look('mail-reply')
    await play.button('Why: Ana Alpha').click()
    await play.say('It answers email 1 of this enrollment')
    await play.look('mail-reply-why')
    await play.button(/^Undo/).click()
    await play.say('This reply unenrolled Ana Alpha. That has been taken back since')
    await play.say('Ana is currently enrolled in a sequence')
    expect(await play.button(/^Undo/).count()).toBe(0)
    await play.look('mail-undone')
  })

  test('an undo elsewhere shows on the mail within a second or two, and is said aloud', async () => {
    told(aVerdict())
    await play.open({ mode: 'read' })
    await play.say(/^Unenrolled by this reply, /)
    const text = 'This reply unenrolled Ana Alpha. That has been taken back since.'
    told(aVerdict({ enrollment: anEnrollment(), stands: false, text }))
    await play.until(async () => (await banner().textContent())?.includes('taken back') ?? false)
    expect(await banner().getByRole('button', { name: /^Undo/ }).count()).toBe(0)
  })

  test('an out-of-office answer says until when it pauses, and Resume goes on at once', async () => {
    const text = 'Out of office until 3 March: paused.'
    told(
      aVerdict({
        effect: 'paused',
        rule: null,
        messageKind: 'auto-reply',
        text,
        enrollment: paused(),
      }),
    )
    await play.open({ mode: 'read' })
    await play.say(text.replace(/\.$/, ''))
    await banner()
      .getByText(/^It resumes on .+ \(in 3 days\)\.$/)
      .waitFor()
    await play.look('mail-away')
    await play.button(/^Resume/).click()
    await play.say('Out of office until 3 March. The pause is over.')
    await play.say(/The next email goes out/)
  })

  test('what ended nothing offers nothing', async () => {
    const text = 'A receipt: the enrollment goes on.'
    const kept = aVerdict({ effect: 'kept', rule: null, messageKind: 'receipt', text })
    told({ ...kept, enrollment: anEnrollment() })
    await play.open({ mode: 'read' })
    await play.say(/^A receipt: the enrollment goes on, /)
    expect(await banner().getByRole('button').allTextContents()).toEqual(['Why'])
    await play.look('mail-kept')
  })

  test('a mail that ended nothing leaves Resume to the card below', async () => {
    const kept = aVerdict({
      effect: 'kept',
      rule: null,
      messageKind: 'receipt',
      text: 'A receipt.',
    })
    const text = 'Microsoft 365 does not take this email.'
    told({
      ...kept,
      enrollment: paused({ kind: 'email-rejected', until: null, text, evidence: null }),
    })
    await play.open({ mode: 'read' })
    await play.say(/^Microsoft 365 does not take this email/)
    await play.button(/^Resume/).click()
    await play.say('Ana is currently enrolled in a sequence')
  })

  test('a mail that concerns nobody enrolled has no banner, and another mail shows its own', async () => {
    standing(anEnrollment())
    await play.open({ mode: 'read' })
    await play.say('Ana is currently enrolled in a sequence')
    expect(await banner().count()).toBe(0)
    play.server.verdicts.set('<other@acme.example>', [aVerdict()])
    await play.page().evaluate(() => {
      window.outlookPlay.messageId = '<other@acme.example>'
      window.outlookPlay.fire('itemChanged')
    })
    await banner().waitFor()
  })

  test('a colleague’s reply leads to the contact it unenrolled, and back', async () => {
    const ended = endedByReply({ reason: 'same-company-replied' })
    told(aVerdict({ enrollment: ended, rule: 'same-company-replied' }))
    const many = [1, 2, 3].map((number) =>
      aVerdict({
        id: `verdict-${String(number)}`,
        rule: 'same-company-replied',
        enrollment: { ...ended, id: `e-${String(number)}` },
      }),
    )
    play.server.verdicts.set(openMail, [aVerdict({ enrollment: ended }), ...many.slice(1), ...many])
    await play.open({ mode: 'read', people: [benTyped] })
    await play.say('Ben is not enrolled in a sequence')
    expect(await banner().count()).toBe(3)
    await play.look('mail-colleague')
    await banner().first().getByRole('button', { name: 'Ana Alpha', exact: true }).click()
    await play.say('Ana is not enrolled in a sequence')
    await play.button('Back').click()
    await play.say('Ben is not enrolled in a sequence')
  })

  test('a delivery report shows the contact it reports on, not the mail server', async () => {
    const text = 'Unenrolled by this delivery report.'
    told(aVerdict({ rule: 'bounced', messageKind: 'bounce', text, evidence: bounce }))
    await play.open({
      mode: 'read',
      people: [{ emailAddress: 'postmaster@acme.example', displayName: 'Mail Delivery System' }],
    })
    await play.say('Ana is not enrolled in a sequence')
    expect(await play.page().getByText('postmaster').count()).toBe(0)
  })

  test('what may not be taken back says why', async () => {
    const because = 'The contact unsubscribed. Only the contact can take that back.'
    const may = { ...readOnly, unenroll: false, because }
    const ended = endedByReply({ reason: 'unsubscribed', may })
    told(
      aVerdict({
        rule: 'unsubscribed',
        text: 'Unenrolled by this unsubscribe mail.',
        enrollment: ended,
      }),
    )
    await play.open({ mode: 'read' })
    await play.say(because)
    expect(await play.button(/^Undo/).count()).toBe(0)
    await play.look('mail-unsubscribed')
  })
})

describe('a pause', () => {
  test('says why, until when and how long, and the contact shows the mail it rests on', async () => {
    standing(paused())
    await play.open({})
    await play.say('Ana is currently enrolled in a sequence, paused')
    await play.say(/^Ana Alpha is out of the office\. It resumes on .+ \(in 3 days\)\.$/)
    await view()
    await play.page().getByLabel('The mail it rests on', { exact: true }).first().waitFor()
    await play.say('It names a day of return')
    await play.look('pause-away')
  })

  test.each([
    ['rep-away', 'Rita’s automatic replies are on: nothing is sent meanwhile.', 48],
    ['mailbox-disconnected', 'Microsoft 365 does not let us into Rita’s mailbox.', null],
  ] as const)(
    'of the whole mailbox (%s) cannot be resumed, and says so',
    async (kind, text, hours) => {
      const because = 'It goes on by itself.'
      const until = hours === null ? null : inHours(hours)
      standing(paused({ kind, text, until, evidence: null }, { may: { ...readOnly, because } }))
      await play.open({})
      await play.say(text)
      await play.say(because)
      expect(await play.button(/^Resume/).count()).toBe(0)
      await play.look(`pause-${kind}`)
    },
  )

  test('by hand: until tomorrow, for a week, or until somebody resumes', async () => {
    standing(anEnrollment())
    await play.open({})
    await play.button(/^Pause/).click()
    await play.look('pause')
    await play.button('Until tomorrow').click()
    await play.say(/^Rita Rep paused it\. It resumes on .+, 8:00 \(/)
    await play.look('paused')
    await play.button(/^Resume/).click()
    await play.button(/^Pause/).click()
    await play.button('Until I resume').click()
    await play.say(/^Rita Rep paused it\.$/)
  })

  test.each([
    ['light', false],
    ['dark', true],
  ] as const)(
    'beside others says its own reason and end, and is ended alone (%s)',
    async (colours, dark) => {
      const away = paused({ until: inHours(217) })
      const [holiday] = away.pauses
      const [byHand] = paused({
        ...({ id: 'pause-2', kind: 'manual', text: 'Paused by Rita Rep.' } as const),
        ...{ until: inHours(25), evidence: null },
      }).pauses
      const [ofMailbox] = paused({
        ...({ id: 'mailbox-1', kind: 'mailbox-disconnected', until: null } as const),
        text: 'Microsoft 365 does not let us into Rita’s mailbox.',
        evidence: null,
        may: { resume: false, because: 'It goes on by itself.' },
      }).pauses
      if (!holiday || !byHand || !ofMailbox) throw new Error('A pause lacks.')
      standing({ ...away, pauses: [holiday, byHand] })
      await play.open({ dark })
      await play.say(/^Ana Alpha is out of the office\. Until .+ \(in 9 days\)\.$/)
      await play.say(/^Paused by Rita Rep\. Until .+ \(tomorrow\)\.$/)
      await play.say(/^It resumes on .+ \(in 9 days\)\.$/)
      expect(await play.button(/^Resume/).count()).toBe(2)
      await play.look(`pauses-two-${colours}`)
      standing({ ...away, pauses: [holiday, byHand, ofMailbox], pausedUntil: null })
      await play.say('It goes on by itself.')
      expect(await play.button(/^Resume/).count()).toBe(2)
      await play.look(`pauses-three-${colours}`)
      await view()
      await play.page().getByLabel('The mail it rests on', { exact: true }).first().waitFor()
      await play.look(`pauses-three-viewed-${colours}`)
      standing({ ...away, pauses: [holiday, byHand] })
      await play.button('Back').click()
      await play.button('Resume: Spring offer, Paused').click()
      await play.say(/^Ana Alpha is out of the office\. It resumes on .+ \(in 9 days\)\.$/)
      expect(await play.button(/^Resume/).count()).toBe(1)
      expect(await play.page().evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
    },
  )

  test('that another stands beside is ended from the very mail, and the card offers the other', async () => {
    const away = paused({ until: inHours(217) })
    const [byHand] = paused({
      ...({ id: 'pause-2', kind: 'manual', text: 'Paused by Rita Rep.' } as const),
      ...{ until: null, evidence: null },
    }).pauses
    if (!byHand) throw new Error('A pause lacks.')
    const enrollment = { ...away, pauses: [byHand, ...away.pauses], pausedUntil: null }
    const text = 'Out of office until 12 March: paused.'
    const [ground] = away.pauses
    if (ground?.evidence?.kind !== 'message') throw new Error('Its mail lacks.')
    const evidence = ground.evidence
    const said = { effect: 'paused', rule: null, messageKind: 'auto-reply', text } as const
    told(aVerdict({ ...said, evidence, enrollment }))
    await play.open({ mode: 'read' })
    await play.say(/^Paused by Rita Rep\. Until somebody resumes it\.$/)
    await banner().getByText('It is paused besides: Paused by Rita Rep.').waitFor()
    expect(
      await banner()
        .getByRole('button', { name: /^Resume/ })
        .count(),
    ).toBe(1)
    expect(await play.button(/^Resume/).count()).toBe(2)
    await play.look('mail-away-beside')
    await banner()
      .getByRole('button', { name: /^Resume/ })
      .click()
    await play.say('Out of office until 3 March. The pause is over.')
    await play.say('Paused by Rita Rep.')
    expect(play.server.log.some((line) => line.includes('/pauses/pause-1 200'))).toBe(true)
  })

  test('of somebody who has left leads to the one who is named instead, and back', async () => {
    const evidence = aReply({ successor: 'ben@acme.example', because: ['it says that Ana left'] })
    const text = 'An automatic reply says that Ana Alpha has left the company.'
    standing(paused({ kind: 'left-company', until: null, text, evidence }))
    await play.open({})
    await play.say('ben@acme.example is named instead.')
    await play.look('pause-left')
    await play.button('Look at ben@acme.example').click()
    await play.button('Enroll: ben@acme.example').waitFor()
    await play.look('pause-left-successor')
    await play.button('Back').click()
    await play.say('Ana is currently enrolled in a sequence, paused')
  })
})

describe('other addresses', () => {
  const aliases = [
    anAlias(),
    anAlias({
      address: 'a.alpha@agency.example',
      state: 'offered',
      text: 'Somebody answered email 1 from here. Is it Ana Alpha?',
    }),
    anAlias({ address: 'alpha@acme.example', state: 'confirmed', text: 'Rita Rep linked it.' }),
  ]

  test('are confirmed, linked, or taken away again', async () => {
    play.server.cards.set(email, aCard({ enrollments: [anEnrollment()], aliases }))
    await play.open({})
    await view()
    await play.say('Other addresses')
    await play.look('aliases')
    await play.button('Link: a.alpha@agency.example').click()
    await play.button('Unlink: a.alpha@agency.example').waitFor()
    await play.button('Confirm: ana@home.example').click()
    await play.button('Confirm: ana@home.example').waitFor({ state: 'detached' })
    await play.button('Unlink: alpha@acme.example').click()
    await play
      .page()
      .getByText('alpha@acme.example', { exact: true })
      .waitFor({ state: 'detached' })
  })

  test('what the server refuses is said, and without a seat there is nothing to press', async () => {
    play.server.cards.set(email, aCard({ aliases }))
    play.server.refusal = 'Another contact has this address. Change that contact first.'
    await play.open({})
    await view()
    await play.button('Link: a.alpha@agency.example').click()
    await play.say('Another contact has this address.')
    await play.clear()
    play.server.me = rita({ seat: 'none', limits: 'You have no seat. Ask Mia for one.' })
    play.server.cards.set(email, aCard({ aliases }))
    await play.open({})
    await view()
    await play.say('You have no seat.')
    expect(await play.button(/^(Link|Unlink|Confirm|Not theirs)/).count()).toBe(0)
  })

  test('a mail from such an address shows whose it is', async () => {
    play.server.cards.set('ana@home.example', { ...aCard({ aliases }), email: 'ana@home.example' })
    await play.open({
      mode: 'read',
      people: [{ emailAddress: 'ana@home.example', displayName: 'Ana' }],
    })
    await play.say('Also writes from ana@home.example')
  })
})

test('an offer to go on says why, with Undo, however long ago it ended', async () => {
  const offer = 'The meeting was cancelled. Undo goes on with the sequence.'
  standing(
    endedByReply({
      reason: 'meeting-booked',
      evidence: aMeeting(),
      offer,
      endedAt: inHours(-200),
      explanation: 'Ana Alpha booked a meeting.',
    }),
  )
  await play.open({})
  await play.say(offer)
  await play.look('offer')
  await view()
  await play.say('It does not take place any more')
  expect(await play.page().getByText('In the calendar').count()).toBe(0)
  await play.look('offer-contact')
  await play.button(/^Undo/).click()
  await play.say('Ana is currently enrolled in a sequence')
})

test('a colleague of the rep is told apart from an unknown contact', async () => {
  const because = 'This person belongs to your own company. Sequences are for people outside it.'
  play.server.cards.set(
    'sam@contoso.example',
    aCard({ contact: null, email: 'sam@contoso.example', mayEnroll: { allowed: false, because } }),
  )
  await play.open({ people: [{ emailAddress: 'sam@contoso.example', displayName: 'Sam Sato' }] })
  await play.say(because)
  expect(await play.page().getByText('Enrolling it makes the contact').count()).toBe(0)
  await play.look('own-colleague')
})

const bounce = aReply({
  from: { address: 'postmaster@acme.example', name: 'Mail Delivery System' },
  subject: 'Undeliverable: Your spring offer',
  because: ['the delivery report says “failed” with status 5.1.1'],
})
const final = (because: string) => ({ ...readOnly, unenroll: false, because })
const ends: {
  reason: Reason
  may?: EnrollmentResource['may']
  evidence: Evidence
  explanation: string
}[] = [
  { reason: 'replied', evidence: aReply(), explanation: 'Ana Alpha replied to email 1.' },
  {
    reason: 'same-company-replied',
    evidence: aReply({
      from: { address: 'ben@acme.example', name: 'Ben Beta' },
      because: [
        'Ben Beta is of the same company: acme.example',
        'it answers an email of this sequence',
      ],
    }),
    explanation: 'Ben Beta of the same company replied.',
  },
  { reason: 'meeting-booked', evidence: aMeeting(), explanation: 'Ana Alpha booked a meeting.' },
  {
    reason: 'unsubscribed',
    evidence: {
      kind: 'page',
      page: 'unsubscribe',
      at: inHours(-1),
      because: ['Ana Alpha confirmed it'],
    },
    explanation: 'Ana Alpha unsubscribed.',
    may: final('Only Ana can take that back, on the unsubscribe page.'),
  },
  {
    reason: 'bounced',
    evidence: bounce,
    explanation: 'Email 1 could not be delivered to Ana Alpha.',
    may: final(
      'The address does not exist, says the mail server. Change the contact’s address first.',
    ),
  },
  {
    reason: 'trigger',
    evidence: {
      kind: 'condition',
      automation: 'trigger',
      id: 'trigger-1',
      name: 'Became a customer',
      because: ['the contact’s lifecycle stage became “customer”'],
    },
    explanation: 'The trigger “Became a customer” ended it.',
  },
  {
    reason: 'owner-removed',
    evidence: {
      kind: 'directory',
      user: { id: 'user-sam', name: 'Sam Sato' },
      seenAt: inHours(-2),
      confirmedAt: inHours(-1),
      because: ['Microsoft 365 no longer knows this person'],
    },
    explanation: 'Sam Sato, who owns the sequence, has left.',
  },
]

describe.each([
  ['light', false],
  ['dark', true],
] as const)('in the %s, a rep understands', (shade, dark) => {
  test('why it ended, for every kind of ground', async () => {
    const pictures = []
    for (const end of ends) {
      const ended = endedByReply({ ...end, endedBy: { kind: 'rule', rule: end.reason } })
      const timeline = [
        anEntry(),
        anEntry({
          id: 'entry-0',
          at: inHours(-51),
          kind: 'enrolled',
          text: 'Rita Rep enrolled Ana.',
        }),
      ]
      play.server.cards.set(email, aCard({ enrollments: [ended], timeline }))
      await play.open({ dark, people: [anaTyped] })
      await view()
      await play.say(end.explanation)
      const picture = await play.look(`reason-${end.reason}-${shade}`)
      pictures.push({ caption: end.explanation, picture })
      await play.clear()
    }
    await play.gallery(`pane-reasons-${shade}`, pictures.slice(0, 6))
  })

  test('on the very mail, what it did', async () => {
    const ended = (reason: Reason, evidence = aReply()) =>
      endedByReply({
        reason,
        evidence,
        explanation:
          ends.find((one) => one.reason === reason)?.explanation ??
          'Ana Alpha wrote from ana@home.example.',
      })
    const from = (address: string, displayName: string) => [{ emailAddress: address, displayName }]
    const away = 'Out of office until 3 March: paused.'
    const scenes: { caption: string; people: ReturnType<typeof from>; verdict: VerdictResource }[] =
      [
        {
          caption: 'Ana’s reply',
          people: [anaTyped],
          verdict: aVerdict({ enrollment: ended('replied') }),
        },
        {
          caption: 'Ana’s mail from another address',
          people: from('ana@home.example', 'Ana Alpha'),
          verdict: aVerdict({
            rule: 'wrote-from-alias',
            text: 'Unenrolled by this mail.',
            enrollment: ended('wrote-from-alias'),
            evidence: aReply({ because: ['ana@home.example is another address of Ana Alpha'] }),
          }),
        },
        {
          caption: 'A colleague’s reply',
          people: [benTyped],
          verdict: aVerdict({
            rule: 'same-company-replied',
            enrollment: ended('same-company-replied'),
            evidence: aReply({ because: ['Ben Beta is of the same company: acme.example'] }),
          }),
        },
        {
          caption: 'An out-of-office answer',
          people: [anaTyped],
          verdict: aVerdict({
            effect: 'paused',
            rule: null,
            messageKind: 'auto-reply',
            text: away,
            enrollment: paused(),
            evidence: aReply({ because: ['it is an automatic reply', 'it names a day of return'] }),
          }),
        },
        {
          caption: 'A delivery report',
          people: from('postmaster@acme.example', 'Mail Delivery System'),
          verdict: aVerdict({
            rule: 'bounced',
            messageKind: 'bounce',
            text: 'Unenrolled by this delivery report.',
            enrollment: ended('bounced', bounce),
            evidence: bounce,
          }),
        },
        {
          caption: 'An unsubscribe mail',
          people: [anaTyped],
          verdict: aVerdict({
            rule: 'unsubscribed',
            text: 'Unenrolled by this unsubscribe mail.',
            enrollment: {
              ...ended('unsubscribed'),
              may: final('Only Ana can take that back, on the unsubscribe page.'),
            },
            evidence: aReply({ because: ['it is the unsubscribe mail that our email offers'] }),
          }),
        },
      ]
    const pictures = []
    for (const { caption, people, verdict } of scenes) {
      told(verdict)
      const contact = ana({ company: 'Acme' })
      play.server.cards.set('ana@home.example', {
        ...aCard({ contact, enrollments: [verdict.enrollment] }),
        email: 'ana@home.example',
      })
      await play.open({ mode: 'read', dark, people })
      await play.button('Why: Ana Alpha').click()
      await play.button('View contact').waitFor()
      pictures.push({
        caption,
        picture: await play.look(`mail-${verdict.rule ?? 'away'}-${shade}`),
      })
      await play.clear()
    }
    await play.gallery(`pane-on-mail-${shade}`, pictures)
  })
})
