/** What an organizer does with an event: makes it, changes it, cancels it; attendees are told by mail each time. */

import type { Person } from '../person.ts'
import type { Attendee, CalendarEvent, EventItem } from '../state/event.ts'
import type { World } from '../world.ts'
import { takeOut, write } from './attendant.ts'
import { newUid } from './calendars.ts'
import { invitedBy, organizedItem, sameAddress, withWish } from './event-item.ts'
import type { EventWish } from './event-item.ts'
import { asStored, seriesStarts } from './occurrences.ts'
import type { ShownEvent } from './occurrences.ts'
import { aboutOccurrence, mailOf, withMails } from './tell-attendees.ts'

export interface NewMeeting {
  wish: EventWish
  createdMs?: number
  transaction?: { id: string; digest: string }
}

/** Puts it into the calendar and invites whoever is named. */
export async function makeEvent(
  world: World,
  person: Person,
  { wish, createdMs, transaction }: NewMeeting,
): Promise<CalendarEvent> {
  const uid = newUid()
  const item: EventItem = {
    ...organizedItem(person, wish, createdMs ?? world.clock.now()),
    transactionId: transaction?.id ?? null,
    requestDigest: transaction?.digest ?? null,
  }
  const invited = invitedBy(person, item.attendees)
  return withMails(world, [mailOf(item, uid, 'REQUEST', invited, item.attendees)], () =>
    world.calendars.add(person.id, uid, item),
  )
}

/** Changes an event, a series, or one occurrence. What only its owner sees is told to nobody. */
export async function changeEvent(
  world: World,
  person: Person,
  shown: ShownEvent,
  wish: EventWish,
): Promise<ShownEvent> {
  const before: EventItem = { ...shown.event.item, startMs: shown.startMs, endMs: shown.endMs }
  const told = before.isOrganizer && toldToAttendees.some((name) => name in wish)
  const sequence = before.sequence + (told ? 1 : 0)
  const after = { ...withWish(before, wish), sequence }
  const item = { ...after, formerStarts: formerStarts(shown, after) }
  const { uid } = shown.event
  const occurrenceMs = shown.kind === 'occurrence' ? shown.startMs : before.originalStartMs
  const dropped = invitedBy(person, before.attendees).filter(
    (one) => !item.attendees.some((stays) => sameAddress(stays, one)),
  )
  const mails = told
    ? [
        mailOf(item, uid, 'REQUEST', invitedBy(person, item.attendees), item.attendees),
        mailOf(before, uid, 'CANCEL', dropped, dropped),
      ].map((mail) => aboutOccurrence(mail, occurrenceMs))
    : []
  return withMails(world, mails, () => asStored(write(world, shown, item)))
}

const toldToAttendees: (keyof EventWish)[] = [
  'subject',
  'body',
  'startMs',
  'endMs',
  'isAllDay',
  'attendees',
  'location',
  'recurrence',
]

/** Takes it out of the calendar; the organizer's attendees get a cancellation, an attendee just loses the own copy. */
export async function cancelEvent(
  world: World,
  person: Person,
  shown: ShownEvent,
  comment?: string,
): Promise<void> {
  const { event } = shown
  const item = { ...event.item, startMs: shown.startMs, endMs: shown.endMs }
  const invited = item.isOrganizer ? invitedBy(person, item.attendees) : []
  const mail = mailOf(
    { ...item, sequence: item.sequence + 1 },
    event.uid,
    'CANCEL',
    invited,
    invited,
  )
  const occurrenceMs = shown.kind === 'occurrence' ? shown.startMs : item.originalStartMs
  await withMails(world, [{ ...aboutOccurrence(mail, occurrenceMs), comment }], () => {
    const master =
      shown.kind === 'occurrence'
        ? event
        : event.kind === 'exception'
          ? world.events.find(event.mailbox, item.seriesMasterId ?? '')
          : undefined
    if (master === undefined) world.calendars.remove(event)
    else takeOut(world, master, occurrenceMs ?? shown.startMs)
  })
}

export type Response = 'accepted' | 'declined' | 'tentativelyAccepted'

/** The owner of a calendar answers an invitation; a declined one leaves the calendar. */
export async function answerInvitation(
  world: World,
  person: Person,
  event: CalendarEvent,
  response: Response,
): Promise<void> {
  const { item } = event
  const own: Attendee = {
    address: person.address,
    name: person.name,
    type: 'required',
    response,
    respondedMs: world.clock.now(),
  }
  const mail = mailOf(item, event.uid, 'REPLY', [item.organizer], [own])
  await withMails(world, [{ ...mail, from: person }], () => {
    if (response === 'declined') world.calendars.remove(event)
    else
      world.calendars.change(event, {
        ...item,
        response,
        respondedMs: own.respondedMs,
        showAs: response === 'accepted' ? 'busy' : 'tentative',
      })
  })
}

/** A changed pattern leaves places empty, which delta must tell. */
function formerStarts(shown: ShownEvent, after: EventItem): number[] {
  const { event } = shown
  if (event.kind !== 'seriesMaster' || shown.kind === 'occurrence') return []
  const horizonMs = event.item.startMs + 5 * 366 * 24 * 3_600_000
  const now = new Set(seriesStarts({ ...event, item: after }, horizonMs))
  return [...new Set([...event.item.formerStarts, ...seriesStarts(event, horizonMs)])].filter(
    (one) => !now.has(one),
  )
}
