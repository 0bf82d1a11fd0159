/** Calendar views: series unrolled, and what delta tells of a window. */

import { follow, followed, openPlay, rita, ritaId, sam, subscribe, waitFor } from './play.ts'
import type { Json, Play } from './play.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay()
})
afterEach(() => play.close())

const events = `/users/${rita}/events`
const december = 'startDateTime=2026-12-01T00:00:00Z&endDateTime=2027-01-01T00:00:00Z'
const view = `/users/${rita}/calendarView?${december}&$top=100`
const delta = `/users/${rita}/calendarView/delta?${december}`

async function make(day: string, body: Record<string, unknown> = {}): Promise<Json> {
  const reply = await play.graph('POST', events, {
    body: {
      subject: `Call of ${day}`,
      start: { dateTime: `${day}T09:00:00`, timeZone: 'Europe/Berlin' },
      end: { dateTime: `${day}T09:30:00`, timeZone: 'Europe/Berlin' },
      ...body,
    },
  })
  if (reply.status !== 201) throw new Error(`The event was refused: ${reply.text}`)
  return reply.json
}

function series(type: string, range: object, daysOfWeek?: string[]): Record<string, unknown> {
  return {
    recurrence: {
      pattern: { type, interval: 1, ...(daysOfWeek === undefined ? {} : { daysOfWeek }) },
      range: { startDate: '2026-12-01', ...range },
    },
  }
}

const starts = (all: Json[]): string[] => all.map((one) => JSON.stringify(one.start).slice(13, 29))

async function round(link: string): Promise<{ value: Json[]; deltaLink: string; pages: number }> {
  const value: Json[] = []
  let json = link.startsWith('http')
    ? await follow(play, link)
    : (await play.graph('GET', link)).json
  let pages = 1
  value.push(...json.value)
  while (json['@odata.nextLink']) {
    json = await follow(play, json['@odata.nextLink'])
    value.push(...json.value)
    pages += 1
  }
  return { value, deltaLink: json['@odata.deltaLink'], pages }
}

describe('a calendar view', () => {
  test('needs both ends of its window, in the right order', async () => {
    for (const query of ['', '?startDateTime=2026-12-01', `?endDateTime=2026-12-01`]) {
      const reply = await play.graph('GET', `/users/${rita}/calendarView${query}`)
      expect([reply.status, reply.json.error.code]).toEqual([400, 'ErrorInvalidRequest'])
    }
    const turned = 'startDateTime=2027-01-01&endDateTime=2026-12-01'
    expect((await play.graph('GET', `/users/${rita}/calendarView?${turned}`)).status).toBe(400)
  })

  test('shows single events and every occurrence of a series, by start, in pages', async () => {
    await make('2026-12-15')
    await make('2027-01-15')
    const master = await make(
      '2026-12-01',
      series('weekly', { type: 'numbered', numberOfOccurrences: 4 }, ['tuesday', 'Thursday']),
    )
    expect(master).toMatchObject({ type: 'seriesMaster' })
    const all = (await play.graph('GET', view)).json.value
    expect(starts(all)).toEqual([
      '2026-12-01T08:00',
      '2026-12-03T08:00',
      '2026-12-08T08:00',
      '2026-12-10T08:00',
      '2026-12-15T08:00',
    ])
    expect(all[0]).toMatchObject({
      type: 'occurrence',
      seriesMasterId: master.id,
      originalStart: '2026-12-01T08:00:00.0000000Z',
      recurrence: null,
    })
    const first = (await play.graph('GET', view.replace('100', '3'))).json
    const rest = await follow(play, first['@odata.nextLink'])
    expect([...first.value, ...rest.value].map((one) => one.id)).toEqual(all.map((one) => one.id))
    expect((await play.graph('GET', events)).json.value).toHaveLength(3)
    const instances = `${events}/${master.id}/instances?${december}`
    expect((await play.graph('GET', instances)).json.value).toHaveLength(4)
  })

  test('keeps the hour of a daily series over the change to winter time, and ends on its last day', async () => {
    await make('2026-10-24', {
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'endDate', startDate: '2026-10-24', endDate: '2026-10-26' },
      },
    })
    const october = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-11-01T00:00:00Z'
    const { value } = (await play.graph('GET', `/users/${rita}/calendarView?${october}`)).json
    expect(starts(value)).toEqual(['2026-10-24T07:00', '2026-10-25T08:00', '2026-10-26T08:00'])
  })

  test('shows a changed occurrence as an exception, and a deleted one not at all', async () => {
    await make('2026-12-01', {
      ...series('daily', { type: 'numbered', numberOfOccurrences: 3 }),
      attendees: [{ type: 'required', emailAddress: { address: sam } }],
    })
    const [first, second] = (await play.graph('GET', view)).json.value
    await play.graph('PATCH', `${events}/${first?.id ?? ''}`, {
      body: {
        start: { dateTime: '2026-12-01T15:00:00', timeZone: 'UTC' },
        end: { dateTime: '2026-12-01T15:30:00', timeZone: 'UTC' },
      },
    })
    expect((await play.graph('DELETE', `${events}/${second?.id ?? ''}`)).status).toBe(204)
    for (const owner of [rita, sam]) {
      const { value } = (await play.graph('GET', view.replace(rita, owner))).json
      expect(starts(value)).toEqual(['2026-12-01T15:00', '2026-12-03T08:00'])
      expect(value[0]).toMatchObject({
        type: 'exception',
        originalStart: '2026-12-01T08:00:00.0000000Z',
        seriesMasterId: value[1]?.seriesMasterId,
      })
    }
    expect((await play.graph('GET', `${events}/${first?.id ?? ''}`)).json.type).toBe('exception')
    expect((await play.graph('GET', `${events}/${second?.id ?? ''}`)).status).toBe(404)
  })
})

describe('delta of a calendar view', () => {
  test('tells first what is there, then only what is new, changed, moved away and removed', async () => {
    const kept = await make('2026-12-10')
    const moved = await make('2026-12-11')
    const dropped = await make('2026-12-12')
    await make('2027-02-01')
    const first = await round(delta)
    expect(first.value.map((one) => one.id).sort()).toEqual([kept.id, moved.id, dropped.id].sort())
    expect((await round(first.deltaLink)).value).toEqual([])

    await play.graph('PATCH', `${events}/${kept.id}`, { body: { subject: 'Changed' } })
    await play.graph('PATCH', `${events}/${moved.id}`, {
      body: {
        start: { dateTime: '2027-03-01T09:00:00', timeZone: 'UTC' },
        end: { dateTime: '2027-03-01T09:30:00', timeZone: 'UTC' },
      },
    })
    await play.graph('DELETE', `${events}/${dropped.id}`)
    const late = await make('2026-12-20')
    await make('2027-02-02')
    await play.restart()
    const second = await round(first.deltaLink)
    const gone = { '@removed': { reason: 'deleted' } }
    expect(second.value).toHaveLength(4)
    expect(second.value).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: kept.id, subject: 'Changed', iCalUId: kept.iCalUId }),
        expect.objectContaining({ id: late.id }),
        expect.objectContaining({ id: moved.id, ...gone }),
        expect.objectContaining({ id: dropped.id, ...gone }),
      ]),
    )
    expect((await round(second.deltaLink)).value).toEqual([])
  })

  test('comes in pages of the size asked for, and a change in between is told in the next round', async () => {
    const all = []
    for (let day = 10; day < 15; day += 1) all.push(await make(`2026-12-${day}`))
    const prefer = { prefer: 'IdType="ImmutableId", odata.maxpagesize=2' }
    let page = (await play.graph('GET', delta, { headers: prefer })).json
    const told = [...page.value]
    await play.graph('PATCH', `${events}/${all[4]?.id ?? ''}`, { body: { subject: 'Changed' } })
    while (page['@odata.nextLink']) {
      page = (await followed(play, page['@odata.nextLink'], prefer)).json
      expect(page.value.length).toBeLessThanOrEqual(2)
      told.push(...page.value)
    }
    expect(told).toHaveLength(4)
    const { value } = await round(page['@odata.deltaLink'])
    expect(value).toMatchObject([{ id: all[4]?.id, subject: 'Changed' }])
  })

  test('tells a series once in full and its occurrences in short, and which of them went', async () => {
    const master = await make(
      '2026-12-01',
      series('daily', { type: 'numbered', numberOfOccurrences: 3 }),
    )
    const first = await round(delta)
    expect(first.value.map((one) => one.type)).toEqual([
      'seriesMaster',
      'occurrence',
      'occurrence',
      'occurrence',
    ])
    expect(first.value[1]?.subject).toBeUndefined()
    const gone = first.value[2]?.id ?? ''
    await play.graph('DELETE', `${events}/${gone}`)
    const second = await round(first.deltaLink)
    expect(second.value.filter((one) => '@removed' in one).map((one) => one.id)).toEqual([gone])
    await play.graph('DELETE', `${events}/${master.id}`)
    const third = await round(second.deltaLink)
    expect(third.value.every((one) => '@removed' in one)).toBe(true)
    expect(third.value.map((one) => one.id)).toContain(master.id)
  })

  test.each([
    '$select=subject',
    '$filter=isAllDay',
    '$orderby=subject',
    '$expand=x',
    '$search=x',
    '$top=3',
  ])('refuses %s', async (option) => {
    const reply = await play.graph('GET', `${delta}&${option}`)
    expect([reply.status, reply.json.error.code]).toEqual([400, 'ErrorInvalidUrlQuery'])
  })

  test('forgets its tokens when told to, and says where to begin again', async () => {
    await make('2026-12-10')
    const { deltaLink } = await round(delta)
    await play.control('POST', '/deltas/expire', { body: { mailbox: rita } })
    const reply = await followed(play, deltaLink)
    expect([reply.status, reply.json.error.code]).toEqual([410, 'syncStateNotFound'])
    expect(reply.headers.get('location')).toMatch(/calendarView\/delta\?\$deltatoken=$/)
    expect((await round(delta)).value).toHaveLength(1)
    const broken = deltaLink.replace(/deltatoken=.*/, 'deltatoken=nonsense')
    expect((await followed(play, broken)).status).toBe(400)
  })
})

test('notifications tell of events made, changed and deleted, in the calendars of all who share them', async () => {
  const now = (await play.control('GET', '/clock')).json.now
  expect(now).toBeTruthy()
  await subscribe(play, { resource: `users/${ritaId}/events` })
  const copies = await subscribe(play, { resource: `users('${sam}')/events` })
  expect(copies.status).toBe(201)
  const made = await make('2026-12-10', {
    attendees: [{ type: 'required', emailAddress: { address: sam } }],
  })
  await play.graph('PATCH', `${events}/${made.id}`, { body: { subject: 'Changed' } })
  await play.graph('DELETE', `${events}/${made.id}`)
  const seen = await waitFor('six notifications', () => {
    const items = play.subscriber.items()
    return items.length >= 6 && items
  })
  const of = (id: string): unknown[] =>
    seen
      .filter((one) => String(one.resource).startsWith(`Users/${id}/`))
      .map((one) => one.changeType)
  expect(of(ritaId)).toEqual(['created', 'updated', 'deleted'])
  expect(seen.filter((one) => one.subscriptionId === copies.json.id)).toMatchObject([
    { changeType: 'created' },
    { changeType: 'updated' },
    { changeType: 'updated' },
  ])
  expect(
    (await subscribe(play, { resource: `users/${ritaId}/mailFolders('inbox')/events` })).status,
  ).toBe(400)
})
