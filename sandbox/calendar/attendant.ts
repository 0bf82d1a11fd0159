/** Exchange's Calendar Attendant: what a meeting message does to the calendar of the mailbox it arrives in. */

import { hasAddress } from '../person.ts'
import type { Person } from '../person.ts'
import { occurrenceId } from '../state/event.ts'
import type { Attendee, CalendarEvent, EventItem } from '../state/event.ts'
import type { World } from '../world.ts'
import { invitedItem, sameAddress, seenByInvited } from './event-item.ts'
import { asStored, findShown } from './occurrences.ts'
import type { ShownEvent } from './occurrences.ts'
import type { MeetingText } from './read-icalendar.ts'

/** Call it inside the transaction that delivers the message. */
export function attend(world: World, person: Person, meeting: MeetingText): void {
  switch (meeting.method) {
    case 'REQUEST':
      takeInvitation(world, person, meeting)
      return
    case 'CANCEL':
      takeCancellation(world, person, meeting)
      return
    case 'REPLY':
      takeAnswer(world, person, meeting)
      return
    default:
      meeting.method satisfies never
  }
}

function takeInvitation(world: World, person: Person, meeting: MeetingText): void {
  if (hasAddress(person, meeting.organizer.address)) return
  const known = world.events.ofUid(person.id, meeting.uid)
  const target = known && placeOf(world, known, meeting)
  if (known === undefined || target === undefined) {
    if (meeting.occurrenceMs === null || known === undefined)
      world.calendars.add(person.id, meeting.uid, invitedItem(meeting, world.clock.now()))
    return
  }
  const { item } = target.event
  if (meeting.sequence < item.sequence) return
  const moved = target.startMs !== meeting.startMs || target.endMs !== meeting.endMs
  const seen = seenByInvited(meeting)
  write(world, target, {
    ...item,
    ...seen,
    recurrence: meeting.occurrenceMs === null ? seen.recurrence : item.recurrence,
    isCancelled: false,
    ...(moved ? ({ response: 'notResponded', showAs: 'tentative' } as const) : {}),
  })
}

/** A whole meeting stays, marked, until its owner takes it away; one occurrence leaves the series. */
function takeCancellation(world: World, person: Person, meeting: MeetingText): void {
  const known = world.events.ofUid(person.id, meeting.uid)
  if (known === undefined || known.item.isOrganizer) return
  if (meeting.occurrenceMs !== null && known.kind === 'seriesMaster') {
    takeOut(world, known, meeting.occurrenceMs)
    return
  }
  const { item } = known
  world.calendars.change(known, {
    ...item,
    isCancelled: true,
    showAs: 'free',
    sequence: meeting.sequence,
    subject: /^canceled:/i.test(item.subject) ? item.subject : `Canceled: ${item.subject}`,
  })
}

/** The answer stands on the organizer's event; somebody to whom it was forwarded becomes an attendee. */
function takeAnswer(world: World, person: Person, meeting: MeetingText): void {
  const known = world.events.ofUid(person.id, meeting.uid)
  const [answering] = meeting.attendees
  if (known?.item.isOrganizer !== true || answering === undefined) return
  const target = placeOf(world, known, meeting)
  if (target === undefined) return
  const answered: Attendee = { ...answering, respondedMs: world.clock.now() }
  const { attendees } = target.event.item
  const invited = attendees.find((one) => sameAddress(one, answering))
  write(world, target, {
    ...target.event.item,
    startMs: target.startMs,
    endMs: target.endMs,
    attendees:
      invited === undefined
        ? [...attendees, answered]
        : attendees.map((one) =>
            one === invited
              ? { ...one, response: answered.response, respondedMs: answered.respondedMs }
              : one,
          ),
  })
}

/** The event or the one occurrence that a message is about. */
function placeOf(world: World, event: CalendarEvent, meeting: MeetingText): ShownEvent | undefined {
  if (meeting.occurrenceMs === null || event.kind !== 'seriesMaster') return asStored(event)
  return findShown(world.events, event.mailbox, occurrenceId(event.id, meeting.occurrenceMs))
}

/** Changes a stored event; an occurrence becomes an exception of its series, at the times the item says. */
export function write(world: World, shown: ShownEvent, item: EventItem): CalendarEvent {
  if (shown.kind !== 'occurrence') return world.calendars.change(shown.event, item)
  const master = shown.event
  return world.calendars.add(
    master.mailbox,
    master.uid,
    {
      ...item,
      modifiedMs: world.clock.now(),
      recurrence: null,
      cancelledStarts: [],
      formerStarts: [],
      transactionId: null,
      requestDigest: null,
      seriesMasterId: master.id,
      originalStartMs: shown.startMs,
      reachFromMs: Math.min(shown.startMs, item.startMs),
      reachToMs: Math.max(shown.endMs, item.endMs),
    },
    { id: shown.id, mutableId: shown.mutableId },
  )
}

/** Takes one occurrence, or its exception, out of a series. */
export function takeOut(world: World, master: CalendarEvent, startMs: number): void {
  const exception = world.events
    .exceptionsOf(master.mailbox, master.id)
    .find((one) => one.item.originalStartMs === startMs)
  if (exception !== undefined) world.calendars.remove(exception)
  const { item } = master
  world.calendars.change(master, { ...item, cancelledStarts: [...item.cancelledStarts, startMs] })
}
