/** Calendars through Graph: events, meetings between people inside and outside, and who is free. */

import { openPlay, rita, ritaId, sam, subscribe, waitFor } from './play.ts'
import type { Json, Play, Reply } from './play.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay()
})
afterEach(() => play.close())

const events = `/users/${rita}/events`
const utc = (dateTime: string): object => ({ dateTime, timeZone: 'UTC' })
const person = (address: string, name = ''): object => ({
  type: 'required',
  emailAddress: { address, name },
})
const callWithAna = {
  subject: 'A first call',
  start: utc('2026-12-01T09:00:00'),
  end: utc('2026-12-01T09:30:00'),
  attendees: [person('ana@acme.example', 'Ana Alves'), person(sam, 'Sam Sato')],
}

async function make(body: Record<string, unknown> = {}): Promise<Json> {
  const reply = await play.graph('POST', events, { body: { ...callWithAna, ...body } })
  if (reply.status !== 201) throw new Error(`The event was refused: ${reply.text}`)
  return reply.json
}

async function newestMail(address: string): Promise<Json | undefined> {
  const { items } = (await play.control('GET', `/mailboxes/${address}/messages`)).json
  return items.find((one) => one.folder === 'inbox')
}

const refused = (reply: Reply): string => `${reply.status} ${reply.json.error.code}`

describe('an event', () => {
  test('is made, read, changed and deleted', async () => {
    const made = await make({
      attendees: [],
      start: { dateTime: '2026-12-01T09:00:00', timeZone: 'W. Europe Standard Time' },
      end: { dateTime: '2026-12-01T10:00:00.0000000', timeZone: 'Europe/Berlin' },
    })
    expect(made).toMatchObject({
      subject: 'A first call',
      type: 'singleInstance',
      isOrganizer: true,
      isCancelled: false,
      isAllDay: false,
      seriesMasterId: null,
      organizer: { emailAddress: { address: rita, name: 'Rita Reyes' } },
      responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
      start: { dateTime: '2026-12-01T08:00:00.0000000', timeZone: 'UTC' },
      originalStartTimeZone: 'W. Europe Standard Time',
    })
    expect(made.createdDateTime).toMatch(/^\d{4}-.+\.\d{7}Z$/)
    const path = `${events}/${made.id}`
    const zoned = await play.graph('GET', `${path}?$select=start,end`, {
      headers: { prefer: 'IdType="ImmutableId", outlook.timezone="Eastern Standard Time"' },
    })
    expect(zoned.json.start).toEqual({
      dateTime: '2026-12-01T03:00:00.0000000',
      timeZone: 'Eastern Standard Time',
    })
    expect(zoned.json.subject).toBeUndefined()
    const changed = await play.graph('PATCH', path, { body: { subject: 'Later' } })
    expect(changed.json).toMatchObject({ id: made.id, subject: 'Later', iCalUId: made.iCalUId })
    expect(changed.json['@odata.etag']).not.toBe(made['@odata.etag'])
    expect((await play.graph('GET', events)).json.value.map((one) => one.id)).toEqual([made.id])
    expect((await play.graph('DELETE', path)).status).toBe(204)
    expect(refused(await play.graph('GET', path))).toBe('404 ErrorItemNotFound')
  })

  test('asked for twice with one transactionId is made once; another one with it is refused', async () => {
    const first = await make({ transactionId: 'booking-1' })
    expect((await make({ transactionId: 'booking-1' })).id).toBe(first.id)
    expect(
      (await play.control('GET', '/outside/ana@acme.example/messages')).json.items,
    ).toHaveLength(1)
    const other = { ...callWithAna, subject: 'Another', transactionId: 'booking-1' }
    expect(refused(await play.graph('POST', events, { body: other }))).toBe(
      '409 ErrorDuplicateTransactionId',
    )
  })

  test.each([
    ['an end before its start', { end: utc('2026-12-01T08:00:00') }],
    ['whole days that begin at nine', { isAllDay: true }],
    ['a zone nobody knows', { start: { dateTime: '2026-12-01T09:00:00', timeZone: 'Moon' } }],
    ['no start', { start: undefined }],
    ['an unknown property', { colour: 'red' }],
    ['an attendee written as a string', { attendees: ['ana@acme.example'] }],
    ['a monthly recurrence', { recurrence: { pattern: { type: 'absoluteMonthly', interval: 1 } } }],
  ])('is refused with %s', async (_what, wrong) => {
    const reply = await play.graph('POST', events, { body: { ...callWithAna, ...wrong } })
    expect(reply.status).toBe(400)
    expect((await play.graph('GET', events)).json.value).toEqual([])
  })

  test('outlives a restart', async () => {
    const { id } = await make()
    await play.restart()
    expect((await play.graph('GET', `${events}/${id}`)).json.subject).toBe('A first call')
  })
})

describe('a meeting', () => {
  test('comes to a colleague as mail and tentative event, and to people outside as mail with text/calendar', async () => {
    const made = await make()
    const invitation = await newestMail(sam)
    expect(invitation).toMatchObject({
      subject: 'A first call',
      messageClass: 'IPM.Schedule.Meeting.Request',
    })
    const inGraph = await play.graph('GET', `/users/${sam}/messages/${invitation?.id ?? ''}`)
    expect(inGraph.json).toMatchObject({
      '@odata.type': '#microsoft.graph.eventMessageRequest',
      meetingMessageType: 'meetingRequest',
      startDateTime: { dateTime: '2026-12-01T09:00:00.0000000', timeZone: 'UTC' },
    })
    const expand =
      "singleValueExtendedProperties($filter=id eq 'String 0x001A'),microsoft.graph.eventMessage/event"
    const both = await play.graph(
      'GET',
      `/users/${sam}/messages/${invitation?.id ?? ''}?$expand=${expand}`,
    )
    expect(both.json).toMatchObject({
      event: { iCalUId: made.iCalUId, isOrganizer: false },
      singleValueExtendedProperties: [{ value: 'IPM.Schedule.Meeting.Request' }],
    })
    const [copy] = (await play.graph('GET', `/users/${sam}/events`)).json.value
    expect(copy).toMatchObject({
      iCalUId: made.iCalUId,
      isOrganizer: false,
      showAs: 'tentative',
      responseStatus: { response: 'notResponded' },
      organizer: { emailAddress: { address: rita } },
    })
    expect(copy?.id).not.toBe(made.id)
    const [outside] = (await play.control('GET', '/outside/ana@acme.example/messages')).json.items
    expect(outside?.raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/)
  })

  test.each([
    ['accepted', 'Accepted', 'Resp.Pos', 'meetingAccepted'],
    ['declined', 'Declined', 'Resp.Neg', 'meetingDeclined'],
    ['tentativelyAccepted', 'Tentative', 'Resp.Tent', 'meetingTenativelyAccepted'],
  ])('%s by Ana comes back as mail and stands on the event', async (response, word, kind, type) => {
    const made = await make()
    await subscribe(play, { resource: `users/${ritaId}/events` })
    const [invitation] = (await play.control('GET', '/outside/ana@acme.example/messages')).json
      .items
    const answered = await play.control('POST', '/outside/ana@acme.example/responses', {
      body: { messageId: invitation?.internetMessageId, response },
    })
    expect(answered.status).toBe(201)
    const mail = await newestMail(rita)
    expect(mail).toMatchObject({
      subject: `${word}: A first call`,
      messageClass: `IPM.Schedule.Meeting.${kind}`,
    })
    expect(
      (await play.graph('GET', `/users/${rita}/messages/${mail?.id ?? ''}`)).json,
    ).toMatchObject({
      '@odata.type': '#microsoft.graph.eventMessageResponse',
      meetingMessageType: type,
      responseType: response,
    })
    const { attendees } = (await play.graph('GET', `${events}/${made.id}`)).json
    expect(attendees).toEqual([
      expect.objectContaining({ status: { response, time: expect.stringMatching(/^2/) } }),
      expect.objectContaining({ status: { response: 'none', time: '0001-01-01T00:00:00Z' } }),
    ])
    const [notification] = await waitFor('the notification', () => {
      const items = play.subscriber.items()
      return items.length > 0 && items
    })
    expect(notification).toMatchObject({
      changeType: 'updated',
      resource: `Users/${ritaId}/Events/${made.id}`,
      resourceData: { '@odata.type': '#Microsoft.Graph.Event', id: made.id },
    })
  })

  test('moved by its organizer moves everywhere and asks again', async () => {
    const made = await make()
    await play.graph('PATCH', `${events}/${made.id}`, {
      body: { start: utc('2026-12-02T09:00:00'), end: utc('2026-12-02T09:30:00') },
    })
    const [copy] = (await play.graph('GET', `/users/${sam}/events`)).json.value
    expect(copy?.start).toMatchObject({ dateTime: '2026-12-02T09:00:00.0000000' })
    expect(
      (await play.control('GET', '/outside/ana@acme.example/messages')).json.items[0]?.raw,
    ).toContain('DTSTART:20261202T090000Z')
  })

  test('cancelled by its organizer goes there, and stays marked with those invited', async () => {
    const made = await make()
    const [copy] = (await play.graph('GET', `/users/${sam}/events`)).json.value
    const byGuest = await play.graph('POST', `/users/${sam}/events/${copy?.id ?? ''}/cancel`)
    expect(refused(byGuest)).toBe('400 ErrorInvalidRequest')
    const cancelled = await play.graph('POST', `${events}/${made.id}/cancel`, {
      body: { Comment: 'Something came up.' },
    })
    expect([cancelled.status, cancelled.text]).toEqual([202, ''])
    expect((await play.graph('GET', `${events}/${made.id}`)).status).toBe(404)
    const [left] = (await play.graph('GET', `/users/${sam}/events`)).json.value
    expect(left).toMatchObject({ isCancelled: true, subject: 'Canceled: A first call' })
    expect(await newestMail(sam)).toMatchObject({ messageClass: 'IPM.Schedule.Meeting.Canceled' })
    const [told] = (await play.control('GET', '/outside/ana@acme.example/messages')).json.items
    expect(told?.raw).toContain('METHOD:CANCEL')
    expect(told?.text).toContain('Something came up.')
  })

  test('proposed by Ana stands tentatively in the calendar until she calls it off; Rita can accept', async () => {
    const invited = await play.control('POST', '/outside/ana@acme.example/invitations', {
      body: {
        to: rita,
        subject: 'Your offer',
        start: '2026-12-03T10:00:00Z',
        end: '2026-12-03T11:00:00Z',
      },
    })
    expect(invited.status).toBe(201)
    expect((await newestMail(rita))?.id).toBe(invited.json.id)
    const [event] = (await play.graph('GET', events)).json.value
    expect(event).toMatchObject({
      subject: 'Your offer',
      isOrganizer: false,
      showAs: 'tentative',
      organizer: { emailAddress: { address: 'ana@acme.example', name: 'Ana Alves' } },
    })
    const path = `/mailboxes/${rita}/events/${event?.id ?? ''}`
    await play.control('PATCH', path, { body: { response: 'accepted' } })
    expect((await play.graph('GET', events)).json.value[0]).toMatchObject({
      responseStatus: { response: 'accepted' },
      showAs: 'busy',
    })
    const [answer] = (await play.control('GET', '/outside/ana@acme.example/messages')).json.items
    expect(answer?.subject).toBe('Accepted: Your offer')
    const off = `/outside/ana@acme.example/invitations/${invited.json.iCalUId}/cancellation`
    expect((await play.control('POST', off)).status).toBe(201)
    expect((await play.graph('GET', events)).json.value[0]).toMatchObject({ isCancelled: true })
  })

  test('can be put into the calendar by hand with a day long past on which it was made', async () => {
    const made = await play.control('POST', `/mailboxes/${rita}/events`, {
      body: {
        subject: 'Lunch',
        start: '2026-11-02T12:00:00Z',
        end: '2026-11-02T13:00:00Z',
        attendees: ['ana@acme.example'],
        createdDateTime: '2026-10-01T08:00:00Z',
      },
    })
    expect(made.status).toBe(201)
    expect((await play.graph('GET', `${events}/${made.json.id}`)).json.createdDateTime).toBe(
      '2026-10-01T08:00:00.0000000Z',
    )
    const path = `/mailboxes/${rita}/events/${made.json.id}`
    const moved = await play.control('PATCH', path, { body: { attendees: [sam] } })
    expect(moved.json.attendees).toEqual([{ address: sam, name: '', response: 'none' }])
    expect((await play.control('DELETE', path)).status).toBe(204)
    expect((await play.control('GET', `/mailboxes/${rita}/events`)).json.items).toEqual([])
    expect((await play.control('DELETE', path)).status).toBe(404)
  })

  test('answers that make no sense are refused with a sentence', async () => {
    const at = '/outside/ana@acme.example/responses'
    const refusal = async (body: unknown): Promise<string> => {
      const reply = await play.control('POST', at, { body })
      return `${reply.status} ${String(reply.json.detail)}`
    }
    expect(await refusal({ response: 'accepted' })).toMatch(/^400 "eventId"/)
    expect(await refusal({ response: 'perhaps', eventId: 'x' })).toMatch(/^400 "response"/)
    expect(await refusal({ response: 'accepted', eventId: 'x' })).toMatch(/^404 .*not been invited/)
  })
})

describe('getSchedule', () => {
  const path = `/users/${rita}/calendar/getSchedule`
  const morning = {
    schedules: [rita, 'nobody@contoso.example'],
    startTime: utc('2026-12-01T08:00:00'),
    endTime: utc('2026-12-01T11:00:00'),
    availabilityViewInterval: 60,
  }

  test('tells free and taken times, working hours, and whom it does not know', async () => {
    await make({ attendees: [] })
    await make({
      attendees: [],
      showAs: 'oof',
      start: utc('2026-12-01T10:00:00'),
      end: utc('2026-12-01T10:15:00'),
    })
    await play.control('PATCH', `/mailboxes/${rita}/settings`, {
      body: {
        timeZone: 'W. Europe Standard Time',
        workingHours: { startTime: '09:00', endTime: '16:30' },
      },
    })
    const reply = await play.graph('POST', path, { body: morning })
    expect(reply.status).toBe(200)
    expect(reply.json.value).toMatchObject([
      {
        scheduleId: rita,
        availabilityView: '023',
        scheduleItems: [{ status: 'busy', subject: 'A first call' }, { status: 'oof' }],
        workingHours: {
          startTime: '09:00:00.0000000',
          endTime: '16:30:00.0000000',
          timeZone: { name: 'W. Europe Standard Time' },
        },
      },
      {
        scheduleId: 'nobody@contoso.example',
        error: { responseCode: 'ErrorMailRecipientNotFound' },
      },
    ])
  })

  test.each([
    ['an interval of four minutes', { availabilityViewInterval: 4 }],
    ['more than 62 days', { endTime: utc('2027-03-01T00:00:00') }],
    ['nobody to look at', { schedules: [] }],
  ])('is refused with %s', async (_what, wrong) => {
    expect((await play.graph('POST', path, { body: { ...morning, ...wrong } })).status).toBe(400)
  })
})
