/** The calendars of a scripted Graph: events in Graph's own form, told whole, by what has changed, and one by one. */

import { type GraphRequest } from '../../../server/graph/client.ts'
import { GraphError } from '../../../server/graph/errors.ts'

/** An event as a test writes it; the rest is filled in. */
export interface EventInGraph {
  id: string
  mailboxId: string
  subject: string
  createdAt: string
  modifiedAt: string
  startsAt: string
  organizer: string
  attendees: string[]
  /** Of these attendees: those who declined. */
  declined: string[]
  isCancelled: boolean
  type: 'singleInstance' | 'seriesMaster' | 'exception' | 'occurrence'
  seriesMasterId: string | null
  /** Told as delta tells occurrences: without saying who takes part. */
  isShort: boolean
  sensitivity: string
  transactionId: string | null
}

interface Kept extends EventInGraph {
  change: number
  removed: boolean
}

export interface ScriptedCalendar {
  events(): EventInGraph[]
  /** Puts an event in, or changes the one of this id; its changes are told from then on. */
  put(mailboxId: string, event: Partial<EventInGraph> & { id: string }): EventInGraph
  remove(id: string): void
  /** Out of the calendar's window, but there. */
  leaveWindow(id: string): void
  /** Tokens given so far are forgotten, and refused like this from then on. */
  forgetTokens(status: number, code: string): void
  /** How many a page holds. */
  pageSize: number
  /** Digits of getSchedule for each quarter of an hour, from the start asked for; the rest is free. */
  busy(fromMs: number): string
  workingHours: object | null
  answer(errand: CalendarErrand, mailboxId: string, request: GraphRequest): unknown
}

export type CalendarErrand = 'calendar' | 'event' | 'new-event' | 'schedule'

const missing = new GraphError('not-found', 404, 'ErrorItemNotFound', null)

export function calendarErrand({ method, path }: GraphRequest): CalendarErrand | null {
  if (path.endsWith('/calendarView/delta')) return 'calendar'
  if (path.endsWith('/calendar/getSchedule')) return 'schedule'
  if (!/^\/users\/[^/]+\/events/.test(path)) return null
  return method === 'POST' ? 'new-event' : 'event'
}

export function openScriptedCalendar(now: () => string): ScriptedCalendar {
  const kept: Kept[] = []
  let changes = 0
  let era = 0
  let forgotten = missing

  const calendar: ScriptedCalendar = {
    events: () => kept.filter((one) => !one.removed),
    put: (mailboxId, given) => {
      changes += 1
      const known = kept.find((one) => one.id === given.id)
      const event: Kept = {
        subject: 'Demo',
        createdAt: now(),
        startsAt: new Date(Date.parse(now()) + 86_400_000).toJSON(),
        organizer: 'rita@contoso.example',
        attendees: ['ana@acme.example'],
        declined: [],
        isCancelled: false,
        type: 'singleInstance',
        seriesMasterId: null,
        isShort: false,
        sensitivity: 'normal',
        transactionId: null,
        ...known,
        modifiedAt: given.createdAt ?? now(),
        ...given,
        mailboxId,
        change: changes,
        removed: false,
      }
      if (known) kept.splice(kept.indexOf(known), 1)
      kept.push(event)
      return event
    },
    remove: (id) => {
      changes += 1
      const known = kept.find((one) => one.id === id)
      if (known) Object.assign(known, { removed: true, change: changes })
    },
    leaveWindow: (id) => {
      const known = kept.find((one) => one.id === id)
      if (!known) return
      calendar.remove(id)
      kept.push({ ...known, removed: false, change: -1 })
    },
    forgetTokens: (status, code) => {
      era += 1
      forgotten = new GraphError('refused', status, code, null)
    },
    pageSize: 100,
    busy: () => '',
    workingHours: null,
    answer: (errand, mailboxId, request) => {
      switch (errand) {
        case 'calendar':
          return round(mailboxId, request.query ?? {})
        case 'event': {
          const id = decodeURIComponent(request.path.split('/events/')[1] ?? '')
          const event = kept.find((one) => one.id === id && !one.removed)
          if (event?.mailboxId !== mailboxId) throw missing
          return shown({ ...event, isShort: false })
        }
        case 'new-event':
          return made(mailboxId, request.json as NewEvent)
        case 'schedule':
          return schedule(mailboxId, request.json as { startTime: { dateTime: string } })
      }
    },
  }

  const round = (mailboxId: string, query: Record<string, string>): object => {
    const token = query['token']?.split('.').map(Number)
    if (token && token[0] !== era) throw forgotten
    const [, since = 0, skip = 0, upTo = changes] = token ?? []
    const told = kept
      .filter((one) => one.mailboxId === mailboxId && one.change > since && one.change <= upTo)
      .filter((one) => since > 0 || !one.removed)
      .sort((a, b) => a.change - b.change)
    const link = (...parts: number[]): string =>
      `https://graph.example/v1.0/users/${mailboxId}/calendarView/delta?token=${[era, ...parts].join('.')}`
    const isLast = told.length <= skip + calendar.pageSize
    return {
      value: told
        .slice(skip, skip + calendar.pageSize)
        .map((one) =>
          one.removed ? { id: one.id, '@removed': { reason: 'deleted' } } : shown(one),
        ),
      ...(isLast
        ? { '@odata.deltaLink': link(upTo) }
        : { '@odata.nextLink': link(since, skip + calendar.pageSize, upTo) }),
    }
  }

  const made = (mailboxId: string, wish: NewEvent): object => {
    const known = kept.find((one) => one.transactionId === wish.transactionId && !one.removed)
    if (known) return shown(known)
    return shown(
      calendar.put(mailboxId, {
        id: `event-${String(changes + 1)}`,
        subject: wish.subject,
        startsAt: `${wish.start.dateTime}.000Z`,
        attendees: wish.attendees.map((one) => one.emailAddress.address),
        transactionId: wish.transactionId,
      }),
    )
  }

  /** Every event takes half an hour. */
  const schedule = (mailboxId: string, wish: { startTime: { dateTime: string } }): object => {
    const from = Date.parse(`${wish.startTime.dateTime}Z`)
    const digits = calendar
      .busy(from)
      .padEnd(24 * 96, '0')
      .split('')
    for (const { startsAt } of calendar.events().filter((one) => one.mailboxId === mailboxId)) {
      const at = (Date.parse(startsAt) - from) / 900_000
      if (at >= 0) digits.splice(at, 2, '2', '2')
    }
    return {
      value: [{ availabilityView: digits.join(''), workingHours: calendar.workingHours }],
    }
  }

  return calendar
}

interface NewEvent {
  subject: string
  start: { dateTime: string }
  attendees: { emailAddress: { address: string } }[]
  transactionId: string
}

function shown(one: EventInGraph): object {
  const person = (address: string): object => ({ emailAddress: { address, name: address } })
  const start = { dateTime: one.startsAt.replace('Z', '0000'), timeZone: 'UTC' }
  const { id, type, seriesMasterId } = one
  if (one.isShort) return { id, type, seriesMasterId, start }
  return {
    id,
    type,
    seriesMasterId,
    subject: one.subject,
    sensitivity: one.sensitivity,
    createdDateTime: one.createdAt,
    lastModifiedDateTime: one.modifiedAt,
    start,
    isCancelled: one.isCancelled,
    organizer: person(one.organizer),
    attendees: one.attendees.map((address) => ({
      ...person(address),
      type: address.startsWith('room') ? 'resource' : 'required',
      status: { response: one.declined.includes(address) ? 'declined' : 'none' },
    })),
    transactionId: one.transactionId,
  }
}
