/** Meetings in a rep's calendar: read by rounds and by name, judged once, watched afterwards. */

import sql from 'sql-template-tag'
import { openNotificationInbox } from '../../../server/services/mailboxes/receive-notifications.ts'
import { changeContact } from '../../../server/services/contacts/update-contact.ts'
import { linkAlias } from '../../../server/services/contacts/link-alias.ts'
import { pauseManually } from '../../../server/services/enrollments/pause-manually.ts'
import { isRefused } from '../../../server/services/problem.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { GraphError } from '../../../server/graph/errors.ts'
import {
  day,
  hour,
  mailboxOf,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, cleo, rita, ritaId, sam, samId } from '../../support/server/makers.ts'
import { away, forbidden, noMailbox, throttled } from '../../support/server/scripted-graph.ts'
import type { EventInGraph } from '../../support/server/scripted-calendar.ts'

let stage: Stage
let id: string
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  stage.pass(minute)
})
afterEach(() => {
  stage.close()
})

/** Ana is enrolled, her first email has gone, and the calendar has been looked at. */
async function enrolled(): Promise<void> {
  ;({ id } = await stage.enroll(ana.address, { name: ana.name }))
  await stage.work()
  stage.pass(minute)
  stage.graph.asked.length = 0
}

const put = (event: Partial<EventInGraph> & { id: string }, mailboxId = ritaId): EventInGraph =>
  stage.graph.calendar.put(mailboxId, event)

async function notify(itemId: string | null, mailboxId = ritaId): Promise<void> {
  const one = stage.graph.subscriptions.find((s) => s.resource === `users/${mailboxId}/events`)
  if (!one) throw new Error('No subscription to the calendar.')
  const { id: subscriptionId, clientState } = one
  await openNotificationInbox(stage.context).accept([
    { subscriptionId, clientState, itemId, lifecycle: null },
  ])
  await stage.work()
}

const asks = (errand: string): number =>
  stage.graph.errands().filter((one) => one === errand).length

async function undo(): Promise<void> {
  const undone = await undoManually(stage.context, rita, id)
  if (isRefused(undone)) throw new Error(undone.refused.detail)
  await stage.work()
}

describe('a meeting', () => {
  test('that the rep makes with the contact ends the enrollment, with its evidence', async () => {
    await enrolled()
    put({ id: 'event-1', subject: 'Demo for Acme' })
    await notify('event-1')
    expect(await stage.enrollment(id)).toMatchObject({
      reason: 'meeting-booked',
      explanation: 'A meeting with Ana Alves is in the calendar: “Demo for Acme”.',
      evidence: { kind: 'meeting', via: 'calendar', id: 'event-1', mailbox: rita.address },
    })
    expect(asks('event')).toBe(0)
  })

  test('whose notification was lost is found by the next sweep', async () => {
    await enrolled()
    put({ id: 'event-1' })
    stage.pass(15 * minute)
    await stage.work()
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
  })

  test('with nobody enrolled leaves no trace', async () => {
    await enrolled()
    put({ id: 'event-1', attendees: [cleo.address] })
    // The email that went is met in the next read.
    stage.pass(15 * minute)
    await stage.work()
    const before = await stage.dump()
    await notify('event-1')
    const { mailboxes, calendars, ...rest } = await stage.dump()
    expect(rest).toEqual({ ...before, mailboxes: undefined, calendars: undefined })
    expect(JSON.stringify([mailboxes, calendars])).not.toContain('event-1')
  })

  test('in a calendar from which nobody is enrolled is not even asked for', async () => {
    await stage.work()
    put({ id: 'event-1' })
    await notify('event-1')
    expect(asks('calendar') + asks('event')).toBe(0)
    expect(await stage.db.all(sql`select * from named_events`)).toEqual([])
  })

  test('of a colleague’s ends nothing: the rep who enrolled takes no part', async () => {
    await enrolled()
    await stage.sequence(undefined, 'sequence-2')
    await stage.enroll(cleo.address, { by: sam, sequenceId: 'sequence-2' })
    await stage.work()
    put({ id: 'event-1', organizer: sam.address }, samId)
    await notify('event-1', samId)
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('that the contact was in before never counts, however it changes', async () => {
    put({ id: 'event-1' })
    stage.pass(minute)
    await enrolled()
    expect((await stage.enrollment(id)).state).toBe('active')
    put({ id: 'event-1', subject: 'Moved', startsAt: '2026-04-01T09:00:00.000Z' })
    await notify('event-1')
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('to which the contact is added later counts', async () => {
    put({ id: 'event-1', attendees: [cleo.address] })
    stage.pass(minute)
    await enrolled()
    put({ id: 'event-1', attendees: [cleo.address, ana.address] })
    await notify('event-1')
    expect(await stage.enrollment(id)).toMatchObject({
      reason: 'meeting-booked',
      evidence: {
        because: expect.arrayContaining([
          'the contact was added to it after the enrollment began',
        ]) as unknown,
      },
    })
  })

  test('that comes into sight as the window moves on was there before', async () => {
    put({ id: 'event-1', startsAt: '2027-04-01T09:00:00.000Z' })
    stage.graph.calendar.leaveWindow('event-1')
    stage.pass(minute)
    await enrolled()
    stage.jump(40 * day)
    stage.graph.calendar.put(ritaId, {
      ...stage.graph.calendar.events()[0],
      id: 'event-1',
      modifiedAt: '2026-03-02T09:01:00.000Z',
    })
    await stage.work()
    expect((await stage.enrollment(id)).state).not.toBe('ended')
  })

  test('in a series counts once, for all its occurrences', async () => {
    await enrolled()
    put({ id: 'series', type: 'seriesMaster' })
    put({ id: 'series.1', type: 'occurrence', seriesMasterId: 'series', isShort: true })
    await notify('series')
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
    await undo()
    put({ id: 'series.2', type: 'exception', seriesMasterId: 'series', subject: 'Later' })
    await notify('series.2')
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('of a series that tells only its occurrences is asked for once', async () => {
    await enrolled()
    put({ id: 'series', type: 'seriesMaster' })
    stage.graph.calendar.leaveWindow('series')
    for (const n of [1, 2, 3])
      put({
        id: `series.${String(n)}`,
        type: 'occurrence',
        seriesMasterId: 'series',
        isShort: true,
      })
    await notify(null)
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
    expect(asks('event')).toBe(1)
  })

  test('that was undone never ends the enrollment again, a new one does', async () => {
    await enrolled()
    put({ id: 'event-1' })
    await notify('event-1')
    await undo()
    put({ id: 'event-1', startsAt: '2026-04-01T09:00:00.000Z' })
    await notify('event-1')
    expect((await stage.enrollment(id)).state).toBe('active')
    put({ id: 'event-2' })
    await notify('event-2')
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
  })

  test('made while the enrollment was ended is found when the end is undone', async () => {
    await enrolled()
    await stage.sequence(undefined, 'sequence-2')
    await stage.enroll(cleo.address, { sequenceId: 'sequence-2' })
    stage.graph.deliver(ritaId, {})
    stage.pass(15 * minute)
    await stage.work()
    expect((await stage.enrollment(id)).reason).toBe('wrote-separately')
    put({ id: 'event-1' })
    await notify('event-1')
    expect((await stage.enrollment(id)).reason).toBe('wrote-separately')
    await undo()
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
  })

  test('with an alias of the contact counts', async () => {
    await enrolled()
    const { contactId } = await stage.enrollment(id)
    await stage.db.all(sql`
      insert into aliases (contact_id, address, address_key, state, words, since)
      values (${contactId}, 'ana@home.example', 'ana@home.example', 'learned', '', ${stage.now()})`)
    put({ id: 'event-1', attendees: ['ana@home.example'] })
    await notify('event-1')
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
  })

  test('of a private kind does not tell its subject', async () => {
    await enrolled()
    put({ id: 'event-1', subject: 'Ana’s birthday', sensitivity: 'private' })
    await notify('event-1')
    expect(JSON.stringify(await stage.dump())).not.toContain('birthday')
  })

  test('does not count a room among those who come', async () => {
    await enrolled()
    const rooms = Array.from({ length: 30 }, (_, n) => `room${String(n)}@contoso.example`)
    put({ id: 'event-1', attendees: [ana.address, ...rooms] })
    await notify('event-1')
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
  })

  test('an email in the very sync that finds it is not sent', async () => {
    await enrolled()
    stage.jump(2 * day)
    put({ id: 'event-1' })
    await stage.work()
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
    expect(stage.graph.sent).toHaveLength(1)
  })
})

describe('a meeting from before, with an address that', () => {
  const home = 'ana@home.example'
  const before = { id: 'event-1', attendees: [home], createdAt: '2026-03-01T09:00:00.000Z' }
  const change = (given: Partial<EventInGraph>) =>
    put({ ...before, modifiedAt: stage.now(), ...given })
  const link = async () => {
    const linked = await linkAlias(
      stage.context,
      rita,
      (await stage.enrollment(id)).contactId,
      home,
    )
    if (isRefused(linked)) throw new Error(linked.refused.detail)
    await stage.work()
  }
  const end = async () => {
    await unenrollManually(stage.context, rita, id)
    await stage.work()
    stage.pass(minute)
  }
  const answerFromHome = async () => {
    const email = stage.graph.sent[0]?.messageId ?? ''
    const headers = [{ name: 'In-Reply-To', value: email }]
    stage.graph.deliver(ritaId, { from: home, headers })
    stage.pass(15 * minute)
    await stage.work()
    expect((await stage.enrollment(id)).reason).toBe('replied-from-other-address')
  }
  beforeEach(async () => {
    put(before)
    await enrolled()
  })

  test.each<[string, () => Promise<unknown>]>([
    ['is linked later', link],
    ['is linked while the enrollment is ended', async () => (await end(), await link(), undo())],
    ['is learned from an answer whose end is undone', async () => (await answerFromHome(), undo())],
    [
      'becomes the contact’s own while the enrollment is ended',
      async () => {
        await end()
        const { contactId } = await stage.enrollment(id)
        await changeContact(stage.context, rita, contactId, { email: home })
        await undo()
      },
    ],
  ])('%s was there before, also when it was changed already', async (_words, happens) => {
    change({})
    await notify('event-1')
    await happens()
    expect((await stage.enrollment(id)).state).toBe('active')
    stage.pass(minute)
    change({ subject: 'Moved' })
    await notify('event-1')
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('is linked later counts once the contact is added under it afterwards', async () => {
    change({ id: 'event-2', attendees: [cleo.address] })
    await notify('event-2')
    await link()
    stage.pass(minute)
    change({ id: 'event-2', attendees: [cleo.address, home] })
    await notify('event-2')
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
  })

  test('is linked later does not hide one that was made since', async () => {
    put({ id: 'event-2', attendees: [home] })
    await notify('event-2')
    expect((await stage.enrollment(id)).state).toBe('active')
    await link()
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
  })

  test('is linked between two pages of a round is looked for by another round', async () => {
    stage.graph.calendar.pageSize = 1
    for (const n of [2, 3]) put({ id: `event-${String(n)}`, attendees: [cleo.address] })
    const { contactId } = await stage.enrollment(id)
    // Somebody is enrolled, so that a whole round is due for Ana too.
    await end()
    await undoManually(stage.context, rita, id)
    const linking: Promise<unknown>[] = []
    let pages = 0
    stage.graph.before = ({ errand }) => {
      if (errand !== 'calendar') return
      pages += 1
      if (pages < 2) return
      stage.graph.before = null
      stage.pass(second)
      linking.push(linkAlias(stage.context, rita, contactId, home))
    }
    await stage.work()
    await Promise.all(linking)
    await stage.work()
    stage.pass(minute)
    change({ subject: 'Moved' })
    await notify('event-1')
    expect((await stage.enrollment(id)).state).toBe('active')
  })
})

describe('a meeting that ended an enrollment', () => {
  const offer = 'The meeting with Ana Alves was cancelled. Undo to go on with the sequence.'
  beforeEach(async () => {
    await enrolled()
    put({ id: 'event-1' })
    await notify('event-1')
  })

  test.each([
    [
      'deleted, with a notification',
      () => (stage.graph.calendar.remove('event-1'), notify('event-1')),
    ],
    [
      'deleted, its notification lost',
      () => {
        stage.graph.calendar.remove('event-1')
        stage.pass(15 * minute)
        return stage.work()
      },
    ],
    ['cancelled', () => (put({ id: 'event-1', isCancelled: true }), notify('event-1'))],
  ])('and is %s offers to resume, once', async (_words, happens) => {
    await happens()
    expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', offer })
    await notify('event-1')
    expect((await stage.timeline(id)).filter((one) => one === offer)).toHaveLength(1)
    await undo()
    expect(await stage.enrollment(id)).toMatchObject({ state: 'active', offer: null })
  })

  test('and is declined by the contact offers to resume; accepted after all, it does not', async () => {
    put({ id: 'event-1', declined: [ana.address] })
    await notify('event-1')
    expect((await stage.enrollment(id)).offer).toMatch(/^Ana Alves declined the meeting\./)
    put({ id: 'event-1', declined: [] })
    await notify('event-1')
    expect((await stage.enrollment(id)).offer).toBeNull()
    expect((await stage.timeline(id)).at(-1)).toBe(
      'The meeting with Ana Alves takes place after all.',
    )
  })

  test('and leaves the window is not cancelled', async () => {
    stage.graph.calendar.leaveWindow('event-1')
    await notify(null)
    expect((await stage.enrollment(id)).offer).toBeNull()
  })

  test('and may not be looked at any more is not cancelled', async () => {
    stage.graph.fail('event', 'before', forbidden, 5)
    await notify('event-1')
    expect((await stage.enrollment(id)).offer).toBeNull()
    expect((await stage.timeline(id)).join()).not.toContain('cancelled')
  })

  test('and is tidied away after it took place is not cancelled', async () => {
    stage.jump(3 * day)
    stage.graph.calendar.remove('event-1')
    await notify('event-1')
    expect((await stage.enrollment(id)).offer).toBeNull()
  })

  test('and was moved counts from its new time', async () => {
    put({ id: 'event-1', startsAt: '2026-03-20T09:00:00.000Z' })
    await notify('event-1')
    stage.jump(3 * day)
    stage.graph.calendar.remove('event-1')
    await notify('event-1')
    expect((await stage.enrollment(id)).offer).toBe(offer)
  })

  test('and is cancelled when its end was undone is told, and offers nothing', async () => {
    await undo()
    stage.graph.calendar.remove('event-1')
    await notify('event-1')
    expect(await stage.enrollment(id)).toMatchObject({ state: 'active', offer: null })
    expect((await stage.timeline(id)).at(-1)).toBe('The meeting with Ana Alves was cancelled.')
  })
})

describe('a round', () => {
  test('goes on where the last one ended, and pages', async () => {
    await enrolled()
    stage.graph.calendar.pageSize = 2
    for (const n of [1, 2, 3, 4]) put({ id: `event-${String(n)}`, attendees: [cleo.address] })
    put({ id: 'event-5' })
    await notify(null)
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
    expect(asks('calendar')).toBe(3)
    const [first] = stage.graph.asked.filter((one) => one.errand === 'calendar')
    expect(first?.query).not.toHaveProperty('startDateTime')
  })

  test.each([
    [410, 'Gone'],
    [400, 'SyncStateNotFound'],
    [409, 'resyncRequired'],
  ])('that Graph has forgotten (%s %s) is begun anew, and misses nothing', async (status, code) => {
    await enrolled()
    stage.graph.calendar.forgetTokens(status, code)
    put({ id: 'event-1' })
    await notify(null)
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
    const rounds = stage.graph.asked.filter((one) => one.errand === 'calendar')
    expect(rounds.map((one) => 'startDateTime' in one.query)).toEqual([false, true])
  })

  test('looks a year either way, and lays a new window every week', async () => {
    await enrolled()
    stage.jump(8 * day)
    await stage.work()
    const whole = stage.graph.asked.find((one) => 'startDateTime' in one.query)
    expect(whole?.query).toMatchObject({
      startDateTime: expect.stringContaining('2025-03-10') as unknown,
      endDateTime: expect.stringContaining('2027-03-10') as unknown,
    })
  })

  test('is made once for many who were enrolled, and not again without cause', async () => {
    await stage.enroll(ana.address)
    await stage.sequence(undefined, 'sequence-2')
    await stage.enroll(cleo.address, { sequenceId: 'sequence-2' })
    await stage.work()
    expect(asks('calendar')).toBe(1)
    stage.pass(minute)
    await stage.work()
    expect(asks('calendar')).toBe(1)
  })

  test('never comes between the last read of the mailbox and an email', async () => {
    await stage.enroll(ana.address)
    await stage.work()
    const errands = stage.graph.errands()
    const send = errands.indexOf('send')
    expect(errands.slice(0, send).at(-1)).toBe('list')
    expect(errands.slice(0, send)).toContain('calendar')
  })

  test('that Graph fails stops the sync, and is made up for', async () => {
    await enrolled()
    put({ id: 'event-1' })
    stage.graph.fail('calendar', 'before', throttled)
    await notify('event-1')
    expect((await stage.enrollment(id)).state).toBe('active')
    expect((await mailboxOf(stage)).lastError).not.toBeNull()
    stage.pass(31 * second)
    await stage.work()
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
  })

  test('that we may not make is noted and left alone for a while; emails go', async () => {
    stage.graph.fail('calendar', 'before', forbidden, 99)
    await stage.enroll(ana.address)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    expect(asks('calendar')).toBe(1)
    expect((await mailboxOf(stage)).lastError).toBeNull()
    expect(await stage.db.all(sql`select last_error from calendars`)).toEqual([
      { last_error: expect.stringContaining('ErrorAccessDenied') as unknown },
    ])
    stage.pass(hour)
    await stage.work()
    expect(asks('calendar')).toBe(2)
  })

  test('that fails is noted, and made up for within the minute', async () => {
    await enrolled()
    put({ id: 'event-1' })
    stage.graph.fail('calendar', 'before', away)
    await notify('event-1')
    expect((await stage.enrollment(id)).state).toBe('active')
    expect(await stage.db.all(sql`select last_error from calendars`)).toEqual([
      { last_error: expect.stringContaining('504') as unknown },
    ])
    stage.pass(minute)
    await stage.work()
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
    expect(await stage.db.all(sql`select last_error from calendars`)).toEqual([
      { last_error: null },
    ])
  })

  test.each([
    ['fails for ever', away],
    ['fails for ever and wants to be asked later', new GraphError('unavailable', 503, '', 600_000)],
    ['is of a mailbox that has none', noMailbox],
  ])('that %s keeps no email back', async (_words, answer) => {
    stage.graph.fail('calendar', 'before', answer, 10_000)
    ;({ id } = await stage.enroll(ana.address, { name: ana.name }))
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    for (let hours = 0; hours < 5 * 24; hours += 1) {
      stage.pass(hour)
      await stage.work()
    }
    expect(stage.graph.sent).toHaveLength(3)
    expect((await mailboxOf(stage)).pauseKind).toBeNull()
  })

  test('that fails for ever is asked less and less often', async () => {
    await enrolled()
    stage.graph.fail('calendar', 'before', away, 10_000)
    for (let seconds = 0; seconds < 3600; seconds += 5) {
      stage.pass(5 * second)
      await stage.work()
    }
    expect(asks('calendar')).toBeGreaterThan(8)
    expect(asks('calendar')).toBeLessThan(30)
  })

  test('that is throttled keeps back neither the end of a pause nor a draft’s withdrawal', async () => {
    await enrolled()
    stage.jump(2 * day)
    stage.graph.fail('send', 'before', throttled)
    await stage.sync()
    await pauseManually(stage.context, rita, id, '2026-03-05T09:00:00Z')
    stage.pass(hour)
    stage.graph.fail('calendar', 'before', throttled, 10_000)
    await stage.work()
    stage.pass(hour)
    await stage.work()
    expect((await stage.timeline(id)).join()).toContain('Email 2 was withdrawn')
    stage.jump(2 * day)
    stage.pass(hour)
    await stage.work()
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('in which an event is named that Graph refuses to tell of goes on', async () => {
    await enrolled()
    stage.graph.fail(
      'event',
      'before',
      new GraphError('refused', 400, 'ErrorInvalidIdMalformed', null),
    )
    put({ id: 'event-1' })
    await notify('???')
    expect((await stage.enrollment(id)).reason).toBe('meeting-booked')
  })
})
