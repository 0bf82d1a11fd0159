/** Pauses: nothing goes while one stands, and what was due goes when the last is over. */

import sql from 'sql-template-tag'
import { mailboxPauseId } from '../../../server/domain/mailboxes/mailbox-pause.ts'
import { showEnrollment } from '../../../server/services/views/enrollment.ts'
import { resumeManually } from '../../../server/services/enrollments/pause.ts'
import { pauseManually } from '../../../server/services/enrollments/pause-manually.ts'
import { isRefused } from '../../../server/services/problem.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import {
  day,
  hour,
  mailboxOf,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, ben, mia, rita, ritaId, sam, samId } from '../../support/server/makers.ts'
import {
  away,
  forbidden,
  noMailbox,
  throttled,
  type MessageInGraph,
} from '../../support/server/scripted-graph.ts'
import { onlyPause, resumeByHand } from '../../support/server/resume.ts'

let stage: Stage
let id = ''
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
  id = (await stage.enroll(ana.address, { name: ana.name })).id
  await stage.work()
  stage.pass(minute)
})
afterEach(() => {
  stage.close()
})

async function arrives(mail: Partial<MessageInGraph>, mailboxId = ritaId): Promise<void> {
  stage.graph.deliver(mailboxId, mail)
  await requestSync(stage.db, mailboxId, 1, stage.now())
  await stage.work()
}

/** Ana's mail program answers; in words that name a day, or none. */
const outOfOffice = (
  words: string,
  given: Partial<MessageInGraph> = {},
): Partial<MessageInGraph> => ({
  subject: 'Automatic reply: A short question',
  preview: words,
  headers: [
    { name: 'Auto-Submitted', value: 'auto-replied' },
    { name: 'In-Reply-To', value: stage.graph.sent[0]?.messageId ?? '' },
  ],
  ...given,
})

const until = (date: string) => `I am out of the office until ${date}`
const dateless = 'I am out of the office'

/** Lets days pass, working after each, and answers how many emails went. */
async function daysPass(days: number): Promise<number> {
  const before = stage.graph.sent.length
  for (let one = 0; one < days; one += 1) {
    stage.jump(day)
    await stage.work()
  }
  return stage.graph.sent.length - before
}

test('an out-of-office answer with a date: nothing goes before, and the email that was due goes on that morning', async () => {
  await arrives(outOfOffice(until('12 March 2026')))
  expect(await stage.enrollment(id)).toMatchObject({
    state: 'paused',
    pauses: [
      {
        kind: 'out-of-office',
        until: '2026-03-12T08:00:00.000Z',
        evidence: { kind: 'message', returnDate: '2026-03-12' },
      },
    ],
    pausedUntil: '2026-03-12T08:00:00.000Z',
    dueAt: '2026-03-04T09:00:00.000Z',
  })
  expect(await daysPass(9)).toBe(0)
  stage.jump(day)
  await stage.work()
  expect(stage.graph.sent.map((one) => one.subject)).toEqual([
    'A short question',
    'Re: A short question',
  ])
  expect((await stage.timeline(id)).slice(-4)).toEqual([
    'Email 1 was sent: “A short question”.',
    'Paused until 12 March 2026. Ana Alves is out of the office.',
    'Ana Alves should be back: the sequence goes on with step 2.',
    'Email 2 was sent: “Re: A short question”.',
  ])
  // The step after counts from when this one was done, and only one email went.
  expect((await stage.enrollment(id)).dueAt).toBe('2026-03-15T09:01:00.000Z')
})

test('a pause that ends before the next step is due moves nothing', async () => {
  await arrives(outOfOffice(until('3 March 2026')))
  stage.jump(day)
  await stage.work()
  expect(await stage.enrollment(id)).toMatchObject({
    state: 'active',
    dueAt: '2026-03-04T09:00:00.000Z',
  })
  expect(stage.graph.sent).toHaveLength(1)
  expect(await daysPass(1)).toBe(1)
})

test('the mailbox wakes for the end of a pause, without anything else to do', async () => {
  await arrives(outOfOffice(until('3 March 2026')))
  stage.jump(22 * hour + 45 * minute)
  await stage.work()
  expect((await stage.enrollment(id)).state).toBe('paused')
  expect((await mailboxOf(stage)).dueAt).toBe('2026-03-03T08:00:00.000Z')
})

test('without a date it waits as many days as the sequence says', async () => {
  await arrives(outOfOffice(dateless))
  expect((await stage.enrollment(id)).pausedUntil).toBe('2026-03-09T09:01:00.000Z')
  expect(await daysPass(6)).toBe(0)
  expect(await daysPass(1)).toBe(1)
})

test('a day of return that has come holds nothing, and the timeline says so', async () => {
  await arrives(outOfOffice(until('2 March 2026')))
  expect((await stage.enrollment(id)).state).toBe('active')
  expect((await stage.timeline(id)).at(-1)).toBe(
    'Ana Alves was out of the office until 2 March 2026, which has come: it ends nothing, so the enrollment goes on.',
  )
})

test('of several out-of-office answers the last counts, with an earlier day too; a named day beats our guess', async () => {
  const pausedUntil = async () => (await onlyPause(stage, id)).until
  await arrives(outOfOffice(dateless))
  expect(await pausedUntil()).toBe('2026-03-09T09:01:00.000Z')
  await arrives(outOfOffice(until('6 March 2026')))
  expect(await pausedUntil()).toBe('2026-03-06T08:00:00.000Z')
  await arrives(outOfOffice(until('12 March 2026')))
  expect(await pausedUntil()).toBe('2026-03-12T08:00:00.000Z')
  await arrives(outOfOffice(until('10 March 2026')))
  expect(await pausedUntil()).toBe('2026-03-10T08:00:00.000Z')
  await arrives(outOfOffice(dateless))
  expect(await pausedUntil()).toBe('2026-03-10T08:00:00.000Z')
  expect((await stage.timeline(id)).at(-1)).toContain('paused already')
  expect(await daysPass(7)).toBe(0)
  expect(await daysPass(1)).toBe(1)
})

test('of two answers the later counts, in whichever order they are read', async () => {
  const wrote = (at: string) => ({ receivedAt: stage.now().replace(/T.*/, `T${at}.000Z`) })
  await arrives(outOfOffice(until('6 March 2026'), wrote('09:00:30')))
  await arrives(outOfOffice(until('12 March 2026'), wrote('09:00:10')))
  expect((await onlyPause(stage, id)).until).toBe('2026-03-06T08:00:00.000Z')
})

test('the same out-of-office answer seen again, moved or in a colleague’s mailbox, changes nothing', async () => {
  const mail = outOfOffice(until('12 March 2026'), { messageId: '<away@acme.example>' })
  await arrives(mail)
  await resumeByHand(stage, rita, id)
  await stage.work()
  await arrives(mail)
  await arrives(mail, samId)
  expect((await stage.enrollment(id)).state).toBe('active')
})

test('an out-of-office answer that reaches a colleague’s mailbox pauses until the morning in the writing rep’s zone', async () => {
  await stage.db.all(sql`update mailboxes set time_zone = 'America/New_York' where id = ${ritaId}`)
  await arrives(outOfOffice(until('12 March 2026')), samId)
  expect((await stage.enrollment(id)).pausedUntil).toBe('2026-03-12T12:00:00.000Z')
})

test('who has left the company waits without an end, and the successor is named', async () => {
  await arrives(outOfOffice('I no longer work for Acme. Please write to ben@acme.example instead.'))
  const paused = await stage.enrollment(id)
  expect(paused).toMatchObject({
    state: 'paused',
    pauses: [{ kind: 'left-company', until: null, evidence: { successor: 'ben@acme.example' } }],
    pausedUntil: null,
  })
  expect(paused.pauses[0]?.text).toContain('names ben@acme.example instead')
  expect(await daysPass(40)).toBe(0)
  await arrives(outOfOffice(until('20 April 2026')))
  expect(await stage.enrollment(id)).toMatchObject({
    pauses: [{ kind: 'left-company' }, { kind: 'out-of-office' }],
    pausedUntil: null,
  })
  expect(await daysPass(20)).toBe(0)
  expect((await onlyPause(stage, id)).kind).toBe('left-company')
})

test('a reply ends an enrollment that is paused; undone after the pause’s day, it runs', async () => {
  await arrives(outOfOffice(until('12 March 2026')))
  await arrives({ headers: [{ name: 'In-Reply-To', value: stage.graph.sent[0]?.messageId ?? '' }] })
  expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'replied' })
  await daysPass(3)
  await undoManually(stage.context, rita, id)
  expect((await stage.enrollment(id)).state).toBe('paused')
  await unenrollManually(stage.context, rita, id)
  await daysPass(10)
  await undoManually(stage.context, rita, id)
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', pausedUntil: null })
})

test('an email already drafted is withdrawn when the answer comes, and written anew after the pause', async () => {
  stage.graph.before = (asked) => {
    if (asked.errand !== 'draft') return
    stage.graph.before = null
    stage.graph.deliver(ritaId, outOfOffice(until('12 March 2026')))
  }
  expect(await daysPass(2)).toBe(0)
  expect(stage.graph.mails.filter((one) => one.isDraft)).toEqual([])
  expect((await stage.emails(id)).map((one) => one.state)).toEqual(['sent', 'withdrawn'])
  expect((await stage.timeline(id)).at(-1)).toBe(
    'Email 2 was withdrawn before it went out. It goes when the pause is over.',
  )
  expect(await daysPass(8)).toBe(1)
  const emails = await stage.emails(id)
  expect(emails.map((one) => one.state)).toEqual(['sent', 'withdrawn', 'sent'])
  expect(new Set(emails.map((one) => one.messageId)).size).toBe(3)
})

test('when many pauses end at once, each is released and every email goes at the mailbox’s pace', async () => {
  for (let index = 0; index < 4; index += 1)
    await stage.enroll(`contact-${String(index)}@acme.example`)
  await stage.work()
  const all = await stage.db.all<{ id: string }>(sql`select id from enrollments`)
  for (const one of all)
    await pauseManually(stage.context, rita, one.id, '2026-03-10T08:00:00.000Z')
  expect(await daysPass(8)).toBe(1)
  for (let gaps = 0; gaps < 6; gaps += 1) {
    stage.pass(5 * second)
    await stage.work()
  }
  expect(stage.graph.sent).toHaveLength(10)
})

describe('paused by hand', () => {
  const pauseIt = (end: string | null, by = rita) => pauseManually(stage.context, by, id, end)

  test('until a time: nothing goes, and then the email that was due', async () => {
    expect(await pauseIt('2026-03-10T09:00:00+01:00')).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'manual', text: 'Paused by Rita Ross.', until: '2026-03-10T08:00:00.000Z' }],
      pausedUntil: '2026-03-10T08:00:00.000Z',
    })
    expect(await daysPass(7)).toBe(0)
    expect(await daysPass(1)).toBe(1)
    expect(await stage.timeline(id)).toContain(
      'The pause is over: the sequence goes on with step 2.',
    )
  })

  test('without an end: until somebody resumes', async () => {
    await pauseIt(null)
    expect(await daysPass(30)).toBe(0)
    await resumeByHand(stage, rita, id)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(2)
    expect((await stage.timeline(id)).slice(-3)).toEqual([
      'Paused by Rita Ross.',
      'Resumed by Rita Ross.',
      'Email 2 was sent: “Re: A short question”.',
    ])
  })

  test('asked for twice, it is told once; another end takes the place of the first', async () => {
    await pauseIt('2026-03-10T08:00:00Z')
    await pauseIt('2026-03-10T08:00:00Z')
    expect((await stage.timeline(id)).filter((one) => one.includes('Paused'))).toHaveLength(1)
    expect(await pauseIt('2026-03-05T08:00:00Z')).toMatchObject({
      pauses: [{ kind: 'manual', until: '2026-03-05T08:00:00.000Z' }],
      pausedUntil: '2026-03-05T08:00:00.000Z',
    })
    expect((await stage.enrollment(id)).pauses).toHaveLength(1)
  })

  test.each([
    ['tomorrow', 'is not a time'],
    ['2026-03-10', 'is not a time'],
    ['2026-03-10T08:00:00', 'is not a time'],
    ['2026-13-10T08:00:00Z', 'is not a time'],
    ['2026-03-02T08:00:00Z', 'has passed'],
    ['9999-12-31T23:59:59-12:00', 'a year at most'],
  ])('until “%s” is refused with a sentence', async (end, words) => {
    const result = await pauseIt(end)
    expect(isRefused(result) && result.refused.detail).toContain(words)
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('what has ended cannot be paused, nor can a stranger pause', async () => {
    const said = async (by = rita) => {
      const result = await pauseIt(null, by)
      return isRefused(result) ? result.refused.detail : 'paused'
    }
    expect(await said(sam)).toContain('Only Rita Ross')
    await unenrollManually(stage.context, rita, id)
    expect(await said()).toContain('has ended')
    expect((await stage.enrollment(id)).pauses).toEqual([])
  })

  test('an email that is being sent is not called back, and what comes after it waits', async () => {
    stage.graph.before = (asked) => {
      if (asked.errand !== 'send') return
      stage.graph.before = null
      void pauseIt(null)
    }
    expect(await daysPass(2)).toBe(1)
    expect(await stage.enrollment(id)).toMatchObject({
      state: 'paused',
      nextStep: 3,
      emailsSent: 2,
    })
    expect(await daysPass(10)).toBe(0)
  })
})

describe('the rep’s own automatic replies', () => {
  const replies = (setting: (typeof stage.graph.settings)['automaticRepliesSetting']) => {
    stage.graph.settings.automaticRepliesSetting = setting
  }
  const shown = async () => showEnrollment(stage.db, mia, await stage.enrollment(id))

  test('nothing goes while they are on, mail is read, and the emails that were due go after', async () => {
    replies({ status: 'alwaysEnabled' })
    expect(await daysPass(5)).toBe(0)
    expect(await shown()).toMatchObject({
      state: 'paused',
      pauses: [
        {
          id: mailboxPauseId(ritaId),
          kind: 'rep-away',
          since: '2026-03-03T09:01:00.000Z',
          until: null,
          text: 'Rita Ross’s automatic replies are on: nothing is sent meanwhile.',
          evidence: null,
        },
      ],
      pausedUntil: null,
      may: { resume: false, unenroll: true },
    })
    expect((await shown()).may.because).toContain('goes on by itself')
    const refused = await resumeManually(stage.context, rita, id, mailboxPauseId(ritaId))
    expect(isRefused(refused) && refused.refused.detail).toContain('automatic replies are off')
    await stage.enroll(ben.address)
    await stage.work()
    await arrives({ from: ben.address })
    expect(stage.graph.sent).toHaveLength(1)
    replies({ status: 'disabled' })
    stage.pass(15 * minute)
    await stage.work()
    expect(stage.graph.sent.map((one) => one.to)).toEqual([ana.address, ana.address])
    expect((await shown()).state).toBe('active')
  })

  test('by plan, they pause until their end to the minute', async () => {
    replies({
      status: 'scheduled',
      scheduledStartDateTime: { dateTime: '2026-03-03T18:00:00.0000000', timeZone: 'UTC' },
      scheduledEndDateTime: {
        dateTime: '2026-03-06T07:10:00.0000000',
        timeZone: 'Romance Standard Time',
      },
    })
    expect(await daysPass(3)).toBe(0)
    expect(await shown()).toMatchObject({
      pauses: [{ kind: 'rep-away', until: '2026-03-06T06:10:00.000Z' }],
      pausedUntil: '2026-03-06T06:10:00.000Z',
    })
    stage.jump(21 * hour + 8 * minute)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    stage.jump(minute)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(2)
  })

  test('are asked for at most every 15 minutes, where somebody is enrolled, and never between the last read and an email', async () => {
    stage.graph.asked.length = 0
    for (let minutes = 0; minutes < 60; minutes += 1) {
      stage.pass(minute)
      await arrives({ from: 'stranger@elsewhere.example' })
    }
    const settings = stage.graph.asked.filter((one) => one.errand === 'settings')
    expect(settings.length).toBeGreaterThanOrEqual(3)
    expect(settings.length).toBeLessThanOrEqual(5)
    expect(new Set(settings.map((one) => one.mailboxId))).toEqual(new Set([ritaId]))
    stage.jump(2 * day)
    await stage.work()
    const errands = stage.graph.errands()
    expect(errands[errands.indexOf('send') - 1]).toBe('list')
  })

  test('when their time to be looked at comes in the middle of a sync, no email of that sync goes', async () => {
    replies({ status: 'alwaysEnabled' })
    stage.graph.before = (asked) => {
      if (asked.errand !== 'list') return
      stage.graph.before = null
      stage.jump(5 * day)
    }
    await requestSync(stage.db, ritaId, 1, stage.now())
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    expect((await mailboxOf(stage)).pauseKind).toBe('rep-away')
  })

  test('an own pause is shown before that of the mailbox, and can be resumed', async () => {
    await pauseManually(stage.context, rita, id, '2026-03-20T08:00:00.000Z')
    replies({ status: 'alwaysEnabled' })
    await daysPass(1)
    expect(await shown()).toMatchObject({
      pauses: [{ kind: 'manual', until: '2026-03-20T08:00:00.000Z' }, { kind: 'rep-away' }],
      pausedUntil: null,
      may: { resume: true },
    })
    await resumeByHand(stage, rita, id)
    expect(await shown()).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'rep-away' }],
      may: { resume: false },
    })
  })

  test('of two pauses that end by themselves, the later end is when it goes on', async () => {
    await pauseManually(stage.context, rita, id, '2026-03-20T08:00:00.000Z')
    replies({
      status: 'scheduled',
      scheduledStartDateTime: { dateTime: '2026-03-01T18:00:00.0000000', timeZone: 'UTC' },
      scheduledEndDateTime: { dateTime: '2026-03-25T07:00:00.0000000', timeZone: 'UTC' },
    })
    await daysPass(1)
    expect(await shown()).toMatchObject({
      pauses: [{ kind: 'manual' }, { kind: 'rep-away' }],
      pausedUntil: '2026-03-25T07:00:00.000Z',
    })
  })

  test('the mailbox’s zone is kept under its IANA name, and one that nobody knows changes nothing', async () => {
    stage.graph.settings.timeZone = 'W. Europe Standard Time'
    await daysPass(1)
    expect((await mailboxOf(stage)).timeZone).toBe('Europe/Berlin')
    stage.graph.settings.timeZone = 'Customized Time Zone'
    await daysPass(1)
    expect((await mailboxOf(stage)).timeZone).toBe('Europe/Berlin')
  })
})

describe('a mailbox that Microsoft 365 lets nobody into', () => {
  const shown = async () => showEnrollment(stage.db, mia, await stage.enrollment(id))

  test.each([
    ['is not there', noMailbox],
    ['may not be entered', forbidden],
  ])('that %s: paused since the first failure, and going on by itself', async (_words, answer) => {
    stage.graph.fail('list', 'before', answer, 1)
    stage.jump(2 * day)
    await stage.sync()
    const since = stage.now()
    stage.graph.fail('list', 'before', answer, 1)
    stage.pass(minute)
    await stage.sync()
    expect(await shown()).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'mailbox-disconnected', since, until: null }],
      may: { resume: false },
    })
    expect(stage.graph.sent).toHaveLength(1)
    stage.pass(minute)
    await stage.work()
    expect((await mailboxOf(stage)).pauseKind).toBeNull()
    expect((await shown()).state).toBe('active')
    expect(stage.graph.sent).toHaveLength(2)
  })

  test.each([
    ['fails', away],
    ['asks to be left alone', throttled],
  ])('is not meant when Graph %s', async (_words, answer) => {
    stage.graph.fail('list', 'before', answer, 3)
    stage.jump(2 * day)
    await stage.sync()
    expect((await mailboxOf(stage)).pauseKind).toBeNull()
    expect((await shown()).state).toBe('active')
  })

  test('once it is back, its automatic replies are looked at before any email goes', async () => {
    stage.jump(2 * day)
    stage.graph.fail('list', 'before', noMailbox, 1)
    await stage.sync()
    stage.graph.settings.automaticRepliesSetting = { status: 'alwaysEnabled' }
    stage.pass(minute)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    expect((await mailboxOf(stage)).pauseKind).toBe('rep-away')
  })

  test('its settings alone may not be had: that is no reason to stop', async () => {
    stage.graph.fail('settings', 'before', forbidden, 100)
    expect(await daysPass(2)).toBe(1)
    expect((await shown()).nextStep?.waits).toBeNull()
  })

  test('is not meant when it refuses one email: that one is paused, the others go', async () => {
    const ben2 = await stage.enroll(ben.address, { name: ben.name })
    stage.graph.fail('draft', 'before', forbidden, 1)
    await stage.work()
    expect((await mailboxOf(stage)).pauseKind).toBeNull()
    expect(await stage.enrollment(ben2.id)).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'email-rejected' }],
    })
    expect(await daysPass(2)).toBe(1)
  })

  test('is meant when only the read before an email finds it out', async () => {
    stage.jump(2 * day)
    stage.graph.before = ({ errand }) => {
      if (errand === 'draft') stage.graph.fail('list', 'before', forbidden, 1000)
    }
    await stage.work()
    stage.pass(second)
    await stage.work()
    expect((await mailboxOf(stage)).pauseKind).toBe('mailbox-disconnected')
    expect(stage.graph.sent).toHaveLength(1)
  })

  test('an email that meets it at the last moment is not given up', async () => {
    stage.graph.fail('send', 'before', noMailbox, 1)
    stage.jump(2 * day)
    await stage.sync()
    expect(await stage.enrollment(id)).toMatchObject({ state: 'active', pauses: [] })
    for (let minutes = 0; minutes < 30; minutes += 1) {
      stage.pass(minute)
      await stage.work()
    }
    expect(stage.graph.sent).toHaveLength(2)
  })
})

test('from the mailbox of a rep without a seat nothing is sent, whoever enrolled; with the seat back, it goes on', async () => {
  await stage.db.all(sql`update users set seat = 'none' where id = ${rita.id}`)
  expect(await daysPass(5)).toBe(0)
  const shown = await showEnrollment(stage.db, mia, await stage.enrollment(id))
  expect(shown.nextStep?.waits).toContain('Rita Ross has no seat')
  await stage.db.all(sql`update users set seat = 'professional' where id = ${rita.id}`)
  expect(await daysPass(1)).toBe(1)
})
