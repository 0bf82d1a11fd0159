/** POST /users/{id}/calendar/getSchedule: when people of the tenant are free. */

import { z } from 'zod'
import { shownBetween } from '../../calendar/occurrences.ts'
import type { ShownEvent } from '../../calendar/occurrences.ts'
import { personOf } from '../../person.ts'
import type { Person } from '../../person.ts'
import type { EventItem } from '../../state/event.ts'
import { zonedTime } from '../../time-zone.ts'
import { mailboxIn } from '../call.ts'
import type { GraphReply, Call, Route } from '../call.ts'
import { checkTimeZone } from './calendar-window.ts'
import type { Window } from './calendar-window.ts'
import { dateTimeTimeZone, readTime } from './event-request.ts'
import { workingHoursResource } from '../people/mailbox-settings.ts'
import { lowerKeys, read, readJson } from '../read-json.ts'
import { GraphRefusal } from '../refusal.ts'

export const scheduleRoutes: Route[] = [
  { method: 'POST', template: 'users/{user}/calendar/getSchedule', handle: getSchedule },
]

/** Parameter names of actions are compared without regard to case. */
const requestSchema = z.strictObject({
  schedules: z.array(z.string()).min(1),
  starttime: dateTimeTimeZone,
  endtime: dateTimeTimeZone,
  availabilityviewinterval: z.int().nullish(),
})

const minute = 60_000
const longestMs = 62 * 24 * 60 * minute
const mostSchedules = 20

function getSchedule(call: Call): GraphReply {
  mailboxIn(call)
  checkTimeZone(call)
  const request = read(requestSchema, lowerKeys(readJson(call.body)), 'getSchedule')
  const window = { fromMs: readTime(request.starttime), toMs: readTime(request.endtime) }
  const interval = request.availabilityviewinterval ?? 30
  if (interval < 5 || interval > 1440)
    throw refused(
      'ErrorInvalidMergedFreeBusyInterval',
      'The availability view interval must lie between 5 and 1440 minutes.',
    )
  if (window.toMs <= window.fromMs || window.toMs - window.fromMs > longestMs)
    throw refused(
      'ErrorTimeIntervalTooBig',
      'The end must be later than the start, by no more than 62 days.',
    )
  if (request.schedules.length > mostSchedules)
    throw refused('ErrorInvalidParameter', `Ask for no more than ${mostSchedules} schedules.`)
  const context = `${call.baseUrl}/$metadata#Collection(microsoft.graph.scheduleInformation)`
  const value = request.schedules.map((address) =>
    scheduleOf(call, address, window, interval * minute),
  )
  return { status: 200, body: { '@odata.context': context, value } }
}

function scheduleOf(call: Call, address: string, window: Window, intervalMs: number): object {
  const person = personOf(call.world.people, address)
  if (person?.hasMailbox !== true) {
    return {
      scheduleId: address,
      error: {
        message: `Unable to resolve e-mail address ${address} to an Active Directory object.`,
        responseCode: 'ErrorMailRecipientNotFound',
      },
    }
  }
  const busy = busyItems(call, person, window)
  return {
    scheduleId: address,
    availabilityView: viewOf(busy, window, intervalMs),
    scheduleItems: busy.map((one) => scheduleItem(call, one)),
    workingHours: workingHoursResource(call.world.mailboxSettings.read(person.id)),
  }
}

function busyItems(call: Call, person: Person, { fromMs, toMs }: Window): ShownEvent[] {
  return shownBetween(call.world.events, person.id, fromMs, toMs).filter(
    (one) => one.event.item.showAs !== 'free',
  )
}

const digits: Record<EventItem['showAs'], string> = {
  free: '0',
  tentative: '1',
  busy: '2',
  oof: '3',
  workingElsewhere: '4',
}
/** Where several lie in one slot, the first of these wins. */
const order: EventItem['showAs'][] = ['oof', 'busy', 'tentative', 'workingElsewhere']

function viewOf(busy: ShownEvent[], { fromMs, toMs }: Window, intervalMs: number): string {
  let view = ''
  for (let slot = fromMs; slot < toMs; slot += intervalMs) {
    const here = busy.filter((one) => one.startMs < slot + intervalMs && one.endMs > slot)
    const strongest = order.find((state) => here.some((one) => one.event.item.showAs === state))
    view += digits[strongest ?? 'free']
  }
  return view
}

function scheduleItem(call: Call, shown: ShownEvent): object {
  const { item } = shown.event
  const isPrivate = item.sensitivity === 'private'
  const zone = call.prefer.timeZone ?? 'UTC'
  return {
    isPrivate,
    status: item.showAs,
    ...(isPrivate ? {} : { subject: item.subject, location: item.location }),
    start: zonedTime(shown.startMs, zone),
    end: zonedTime(shown.endMs, zone),
  }
}

function refused(code: string, message: string): GraphRefusal {
  return new GraphRefusal(400, code, message)
}
