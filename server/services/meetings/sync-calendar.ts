/** Reads a rep's calendar: what has changed since the last round, or all of it, and what notifications named. */

import { dayMs, later, msOf, type Instant } from '../../domain/time/instant.ts'
import type { Meeting } from '../../domain/meetings/meeting.ts'
import { firstPage, meetingById, pageBehind, SyncLostError } from '../../graph/events.ts'
import { GraphError } from '../../graph/errors.ts'
import {
  calendarOf,
  enrollmentsToFind,
  forgetAllNamedEvents,
  forgetNamedEvents,
  isCalendarWatched,
  markMeetingsKnown,
  namedEvents,
  putCalendar,
  type Calendar,
} from '../../store/meetings/calendars.ts'
import { endsByEvents } from '../../store/meetings/meeting-verdicts.ts'
import { judgeMeetings, missMeetings } from './judge-meetings.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** Rides on the sweep of the mailbox, every quarter of an hour. */
const sweepMs = 14 * 60_000
/** The window of a round stands still; time does not. */
const newWindowMs = 7 * dayMs
const namedPerSync = 200
/** What happens to a meeting long after it began concerns nobody. */
const stillWatchedMs = 7 * dayMs

/**
 * A round when the calendar was asked to sync, somebody was enrolled, or none was read for a quarter of an hour; and only while
 * somebody is enrolled from this mailbox, or a meeting that ended an enrollment is still to come. A calendar that cannot be
 * read is noted, and emails go all the same: one that we may not read is left alone until the next sweep, one that fails is
 * asked again soon. Throws GraphError when Graph wants no requests at all.
 */
export async function readMeetings(sync: MailboxSync): Promise<void> {
  const { context, mailbox, lease } = sync
  const { db, clock } = context
  const now = clock.now()
  const calendar = await calendarOf(db, mailbox.id)
  if (!(await isCalendarWatched(db, mailbox.id, later(now, -stillWatchedMs)))) {
    await passOver(sync, calendar)
    return
  }
  const lookFor = await enrollmentsToFind(db, mailbox.id)
  const named = await namedEvents(db, mailbox.id, namedPerSync)
  if (!isDue(calendar, now, lookFor.length > 0 || named.length > 0)) return
  const whole = lookFor.length > 0 || isWindowOld(calendar, now)
  const worked = {
    syncRequests: calendar.syncRequests,
    syncsDone: calendar.syncRequests,
    readAt: now,
  }
  try {
    const round = await readRound(sync, whole ? null : calendar.deltaLink, now)
    const windowAt = round.isWhole ? now : calendar.windowAt
    await putCalendar(db, lease, {
      ...worked,
      deltaLink: round.deltaLink,
      windowAt,
      lastError: null,
    })
    await markMeetingsKnown(db, lookFor, now)
    await readNamed(
      sync,
      named.filter((id) => !round.met.has(id)),
    )
    await forgetNamedEvents(db, mailbox.id, named)
    if (named.length === namedPerSync) recheckIn(sync, 0)
  } catch (error) {
    if (!(error instanceof GraphError) || !isAboutCalendar(error)) throw error
    context.report({ event: 'calendar-not-read', mailbox: mailbox.id, error: error.message })
    if (error.kind === 'unavailable') {
      // What was asked to sync and where the round went on from stay as they were.
      await putCalendar(db, lease, { ...calendar, lastError: error.message })
      recheckIn(sync, retryMs(calendar, now, error))
      return
    }
    await putCalendar(db, lease, {
      ...worked,
      deltaLink: null,
      windowAt: null,
      lastError: error.message,
    })
  }
}

/** Told to wait or not let in, there is nothing else to ask of Graph either. */
function isAboutCalendar({ kind }: GraphError): boolean {
  return kind !== 'throttled' && kind !== 'signed-out'
}

const shortestRetryMs = 15_000
const longestRetryMs = 5 * 60_000

/** Half as long as it has failed by now, or as long as Graph asks for. */
function retryMs({ readAt }: Calendar, now: Instant, { retryAfterMs }: GraphError): number {
  const failedMs = readAt === null ? 0 : msOf(now) - msOf(readAt)
  const own = Math.min(longestRetryMs, Math.max(shortestRetryMs, failedMs / 2))
  return Math.max(own, retryAfterMs ?? 0)
}

/** Nobody enrolled is concerned: what was named is none of our business. */
async function passOver(sync: MailboxSync, calendar: Calendar): Promise<void> {
  if (calendar.syncRequests === calendar.syncsDone) return
  const { context, lease, mailbox } = sync
  await forgetAllNamedEvents(context.db, mailbox.id)
  await putCalendar(context.db, lease, { ...calendar, syncsDone: calendar.syncRequests })
}

function isDue(calendar: Calendar, now: Instant, isAsked: boolean): boolean {
  if (calendar.readAt === null || msOf(now) - msOf(calendar.readAt) >= sweepMs) return true
  // One that failed keeps its window, and is asked again at every sync; one that we may not read has none.
  if (calendar.lastError !== null) return calendar.windowAt !== null
  return isAsked || calendar.syncRequests > calendar.syncsDone
}

function isWindowOld({ windowAt }: Calendar, now: Instant): boolean {
  return windowAt === null || msOf(now) - msOf(windowAt) >= newWindowMs
}

interface Round {
  deltaLink: string | null
  isWhole: boolean
  /** Ids of everything that it told of. */
  met: Set<string>
}

/** From `link` on, or all of it; also when Graph has forgotten the link. */
async function readRound(sync: MailboxSync, link: string | null, now: Instant): Promise<Round> {
  try {
    return await readPages(sync, link, now)
  } catch (error) {
    if (!(error instanceof SyncLostError)) throw error
  }
  try {
    return await readPages(sync, null, now)
  } catch (error) {
    if (!(error instanceof SyncLostError)) throw error
    throw new GraphError('unavailable', 410, 'the calendar cannot be read to its end', null)
  }
}

async function readPages(sync: MailboxSync, link: string | null, now: Instant): Promise<Round> {
  const { ask, mailbox } = sync
  const met = new Set<string>()
  const series = new Set<string>()
  const removed: string[] = []
  let page =
    link === null ? await firstPage(ask, mailbox.id, now) : await pageBehind(ask, mailbox.id, link)
  for (;;) {
    for (const meeting of page.meetings) met.add(meeting.id)
    for (const id of page.seriesNamed) series.add(id)
    removed.push(...page.removed)
    await judgeMeetings(sync, page.meetings)
    if (page.next === null) break
    page = await pageBehind(ask, mailbox.id, page.next)
  }
  for (const id of removed) met.add(id)
  await readNamed(
    sync,
    [...series].filter((id) => !met.has(id)),
  )
  await mindRemoved(sync, removed)
  return { deltaLink: page.deltaLink, isWhole: link === null, met }
}

/** Out of the window is not cancelled: only the event itself says that it is gone. */
async function mindRemoved(sync: MailboxSync, eventIds: string[]): Promise<void> {
  const watched = await endsByEvents(sync.context.db, sync.mailbox.id, eventIds)
  await readNamed(sync, [...new Set(watched.map((one) => one.eventId))])
}

async function readNamed(sync: MailboxSync, eventIds: string[]): Promise<void> {
  const found: Meeting[] = []
  const gone: string[] = []
  for (const id of eventIds) {
    const meeting = await orRefused(meetingById(sync.ask, sync.mailbox.id, id))
    if (meeting === 'gone') gone.push(id)
    else if (meeting !== 'unclear') found.push(meeting)
  }
  await judgeMeetings(sync, found)
  await missMeetings(sync, gone)
}

/** An event that Graph will not hand over says nothing, least of all that it was called off; the others still count. */
async function orRefused<T>(asked: Promise<T>): Promise<T | 'unclear'> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof GraphError && error.kind === 'refused') return 'unclear'
    throw error
  }
}
