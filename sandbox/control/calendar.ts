/** Control API: what people of the tenant do in their calendars. */

import express from 'express'
import type { Router } from 'express'
import { DateTime } from 'luxon'
import { z } from 'zod'
import type { EventWish } from '../calendar/event-item.ts'
import { answerInvitation, cancelEvent, changeEvent, makeEvent } from '../calendar/meetings.ts'
import { asStored, findShown } from '../calendar/occurrences.ts'
import type { ShownEvent } from '../calendar/occurrences.ts'
import { weekdayOf, weekdays } from '../calendar/recurrence.ts'
import type { Recurrence } from '../calendar/recurrence.ts'
import type { Person } from '../person.ts'
import { showAsValues } from '../state/event.ts'
import { zoneOf } from '../time-zone.ts'
import type { World } from '../world.ts'
import { addressSchema, mailboxOf } from './mail.ts'
import { badInput, notFound, parse } from './problem.ts'

/** A time with its offset, or a day. */
export const timeSchema = z.union([z.iso.datetime({ offset: true }), z.iso.date()])
const recurrenceSchema = z.strictObject({
  pattern: z.strictObject({
    type: z.enum(['daily', 'weekly']),
    interval: z.int().min(1).max(99).default(1),
    daysOfWeek: z.array(z.enum(weekdays)).optional(),
  }),
  range: z.strictObject({
    type: z.enum(['numbered', 'endDate', 'noEnd']),
    numberOfOccurrences: z.int().min(1).max(999).optional(),
    endDate: z.iso.date().optional(),
  }),
})
const shape = {
  subject: z.string().optional(),
  body: z.string().optional(),
  start: timeSchema.optional(),
  end: timeSchema.optional(),
  timeZone: z
    .string()
    .refine((name) => zoneOf(name) !== undefined, 'no Windows or IANA time zone')
    .optional(),
  attendees: z.array(addressSchema).optional(),
  location: z.string().optional(),
  isAllDay: z.boolean().optional(),
  showAs: z.enum(showAsValues).optional(),
}
const newSchema = z.strictObject({
  ...shape,
  start: timeSchema,
  end: timeSchema,
  recurrence: recurrenceSchema.optional(),
  createdDateTime: z.iso.datetime({ offset: true }).optional(),
})
const patchSchema = z.strictObject({
  ...shape,
  response: z.enum(['accepted', 'declined', 'tentativelyAccepted']).optional(),
})

export function calendarRouter(world: World): Router {
  const router = express.Router()

  router.get('/mailboxes/:address/events', (request, response) => {
    const person = mailboxOf(world, request.params.address)
    const items = world.events.list(person.id).map((event) => shownEvent(asStored(event)))
    response.json({ items, next: null })
  })

  router.post('/mailboxes/:address/events', express.json(), async (request, response) => {
    const person = mailboxOf(world, request.params.address)
    const given = parse(
      newSchema,
      request.body,
      '{subject, start, end, attendees: [], isAllDay?, recurrence?, createdDateTime?, timeZone?, body?, location?, showAs?}',
    )
    const wish = checked(wishOf(given))
    const event = await makeEvent(world, person, {
      wish: { ...wish, recurrence: recurrenceOf(given.recurrence, wish) },
      ...(given.createdDateTime === undefined
        ? {}
        : { createdMs: Date.parse(given.createdDateTime) }),
    })
    response.status(201).json(shownEvent(asStored(event)))
  })

  router.patch('/mailboxes/:address/events/:id', express.json(), async (request, response) => {
    const person = mailboxOf(world, request.params.address)
    const shown = eventIn(world, person, request.params.id)
    const { response: answer, ...given } = parse(
      patchSchema,
      request.body,
      '{subject?, start?, end?, attendees?, isAllDay?, timeZone?, body?, location?, showAs?, response?}',
    )
    if (answer !== undefined) {
      if (shown.event.item.isOrganizer)
        throw badInput('"response": the organizer has nobody to answer.')
      await answerInvitation(world, person, shown.event, answer)
      response.json({ ...shownEvent(shown), response: answer })
      return
    }
    const wish = wishOf(given)
    checked({ startMs: shown.startMs, endMs: shown.endMs, ...wish })
    response.json(shownEvent(await changeEvent(world, person, shown, wish)))
  })

  router.delete('/mailboxes/:address/events/:id', async (request, response) => {
    const person = mailboxOf(world, request.params.address)
    await cancelEvent(world, person, eventIn(world, person, request.params.id))
    response.status(204).end()
  })

  return router
}

function eventIn(world: World, person: Person, id: string): ShownEvent {
  const byUid = world.events.ofUid(person.id, id)
  const shown = byUid === undefined ? findShown(world.events, person.id, id) : asStored(byUid)
  if (shown === undefined) throw notFound('There is no such event in this calendar.')
  return shown
}

function wishOf(given: Omit<z.infer<typeof patchSchema>, 'response'>): EventWish {
  const { body, start, end, attendees, ...plain } = given
  const zone = zoneOf(given.timeZone ?? 'UTC') ?? 'utc'
  const ms = (time: string): number => DateTime.fromISO(time, { zone }).toMillis()
  const wish = {
    ...plain,
    body: body === undefined ? undefined : { contentType: 'text', content: body },
    startMs: start === undefined ? undefined : ms(start),
    endMs: end === undefined ? undefined : ms(end),
    attendees: attendees?.map((one) => ({ ...one, type: 'required' })),
  }
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined))
}

function checked(wish: EventWish): EventWish {
  if ((wish.endMs ?? 0) < (wish.startMs ?? 0))
    throw badInput('"end": the event ends before it starts.')
  return wish
}

function recurrenceOf(
  given: z.infer<typeof recurrenceSchema> | undefined,
  wish: EventWish,
): Recurrence | null {
  if (given === undefined) return null
  const { pattern, range } = given
  if (range.type === 'numbered' && range.numberOfOccurrences === undefined)
    throw badInput('"recurrence.range.numberOfOccurrences": say how often it takes place.')
  if (range.type === 'endDate' && range.endDate === undefined)
    throw badInput('"recurrence.range.endDate": say when the last one is.')
  const first = DateTime.fromMillis(wish.startMs ?? 0, {
    zone: zoneOf(wish.timeZone ?? 'UTC') ?? 'utc',
  })
  const days = pattern.daysOfWeek ?? [weekdayOf(first)]
  return {
    pattern: {
      type: pattern.type,
      interval: pattern.interval,
      daysOfWeek: pattern.type === 'weekly' ? days : [],
      firstDayOfWeek: 'sunday',
    },
    range: {
      type: range.type,
      startDate: first.toFormat('yyyy-MM-dd'),
      endDate: range.endDate ?? null,
      numberOfOccurrences: range.numberOfOccurrences ?? 0,
    },
  }
}

export function shownEvent(shown: ShownEvent): Record<string, unknown> {
  const { item, uid } = shown.event
  return {
    id: shown.id,
    iCalUId: uid,
    type: shown.kind,
    subject: item.subject,
    start: new Date(shown.startMs).toISOString(),
    end: new Date(shown.endMs).toISOString(),
    timeZone: item.timeZone,
    isAllDay: item.isAllDay,
    isCancelled: item.isCancelled,
    isOrganizer: item.isOrganizer,
    organizer: item.organizer,
    attendees: item.attendees.map(({ address, name, response }) => ({ address, name, response })),
    response: item.response,
    showAs: item.showAs,
    location: item.location,
    createdDateTime: new Date(item.createdMs).toISOString(),
    recurrence: item.recurrence,
  }
}
