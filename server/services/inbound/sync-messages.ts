/** Reads a mailbox completely, from its cursor to now, and has every mail judged. */

import {
  earliest,
  instant,
  later,
  msOf,
  wholeSecond,
  type Instant,
} from '../../domain/time/instant.ts'
import type { Mail } from '../../domain/mail/message/message.ts'
import { GraphError } from '../../graph/errors.ts'
import { mailById, mailsSince, pageAt, type MailPage } from '../../graph/messages.ts'
import { mailboxById, markRead } from '../../store/mailboxes/mailboxes.ts'
import {
  forgetNamedMails,
  namedMails,
  nextNamedTry,
  retryNamedMail,
  type NamedMail,
} from '../../store/mailboxes/subscriptions.ts'
import { judgeMails } from './classify-messages.ts'
import { lookAgainIn, type Turn } from '../mailboxes/mailbox-sync.ts'

const pageSize = 500
const minute = 60_000
/** Mail may be filed a little later than its time says. */
const overlapMs = 10 * minute
const day = 24 * 60 * minute
const deepMs = 7 * day
/** A mailbox is read at least this often, notices or not. */
const sweepMs = 15 * minute

/** Whether the wide read of seven days is due: once a day, and after a time in which nobody read. */
function wantsDeepRead(turn: Turn, now: Instant): boolean {
  const { deepReadAt, readAt } = turn.mailbox
  return (
    msOf(now) - msOf(deepReadAt) >= day ||
    (readAt !== null && msOf(now) - msOf(readAt) > 4 * sweepMs)
  )
}

/**
 * Lists every mail received since the cursor less the overlap, all folders, page by page, and judges each. When the last
 * page is in, the cursor moves on and the moment is kept: only a young complete read opens the gate for a letter.
 * Answers the ids it met. Throws GraphError when a page cannot be had; the read then counts for nothing.
 */
export async function readMail(turn: Turn): Promise<Set<string>> {
  await lookAgainAt(turn)
  const now = turn.context.clock.now()
  const deep = wantsDeepRead(turn, now)
  const since = later(turn.mailbox.readFrom, deep ? -deepMs : -overlapMs)
  const seen = new Set<string>()
  let newest: Instant | null = null
  let firstDate: Instant | null = null
  let askedElse = false
  let page = await mailsSince(turn.ask, turn.mailbox.id, wholeSecond(since), pageSize)
  let from = wholeSecond(since)
  for (;;) {
    firstDate ??= page.date
    const fresh = page.mails.filter((mail) => !seen.has(mail.id))
    for (const mail of page.mails) seen.add(mail.id)
    newest = page.mails.at(-1)?.receivedAt ?? newest
    const endedReal = turn.context.clock.real()
    askedElse = (await judgeMails(turn, fresh)) || askedElse
    const next = await nextPage(turn, page, from)
    if (!next) {
      await finish(turn, { newest, firstDate, endedReal, deep, askedElse })
      break
    }
    page = next.page
    from = next.from
  }
  await forgetNamedMails(turn.context.db, turn.mailbox.id, [...seen])
  return seen
}

/** What the read has to cover may have grown since the turn began. */
async function lookAgainAt(turn: Turn): Promise<void> {
  const stored = await mailboxById(turn.context.db, turn.mailbox.id)
  if (!stored) return
  const { readFrom, deepReadAt } = stored
  turn.mailbox = { ...turn.mailbox, readFrom, deepReadAt }
}

/**
 * Graph pages by counting, which slips when mails come or go meanwhile; so the next page is asked for by the last second
 * seen. Only a page that is one single second from end to end is followed by Graph's own link.
 */
async function nextPage(
  turn: Turn,
  page: MailPage,
  from: Instant,
): Promise<{ page: MailPage; from: Instant } | null> {
  if (!page.next) return null
  const last = page.mails.at(-1)?.receivedAt ?? from
  if (last > from)
    return { page: await mailsSince(turn.ask, turn.mailbox.id, last, pageSize), from: last }
  return { page: await pageAt(turn.ask, turn.mailbox.id, page.next), from }
}

async function finish(
  turn: Turn,
  read: {
    newest: Instant | null
    firstDate: Instant
    endedReal: number
    deep: boolean
    askedElse: boolean
  },
): Promise<void> {
  const { context, lease, mailbox } = turn
  const readFrom = earliest(read.newest ?? read.firstDate, read.firstDate) ?? mailbox.readFrom
  const readAt = context.clock.now()
  const isComplete = await markRead(context.db, lease, mailbox, {
    readFrom,
    readAt,
    readReal: read.endedReal,
    deep: read.deep,
  })
  if (!isComplete) {
    lookAgainIn(turn, 0)
    return
  }
  turn.mailbox = {
    ...mailbox,
    readFrom: readFrom > mailbox.readFrom ? readFrom : mailbox.readFrom,
    readAt,
    readReal: read.endedReal,
    deepReadAt: read.deep ? readAt : mailbox.deepReadAt,
  }
  turn.freshRead = read.askedElse ? null : read.endedReal
}

const mostTries = 3
const tryAgainRealMs = 20_000
const namedPerTurn = 200

/**
 * Reads the mailbox, and then by their ids those mails that notices had named before and the read did not meet: a mail
 * that was moved keeps its old date. What is named while the read goes on is left to the next turn, whose read meets it.
 */
export async function readAll(turn: Turn): Promise<void> {
  const { context, mailbox } = turn
  const named = await namedMails(context.db, mailbox.id, context.clock.real(), namedPerTurn)
  const seen = await readMail(turn)
  await readNamedMails(
    turn,
    named.filter(({ mailId }) => !seen.has(mailId)),
  )
  if (named.length === namedPerTurn) lookAgainIn(turn, 0)
  const next = await nextNamedTry(context.db, mailbox.id)
  if (next !== null) lookAgainIn(turn, Math.max(0, next - context.clock.real()))
}

/** A mail that Graph will not hand over is as good as gone; the others still count. */
async function orRefused(asked: Promise<Mail | null>): Promise<Mail | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof GraphError && error.kind === 'refused') return null
    throw error
  }
}

async function readNamedMails(turn: Turn, named: NamedMail[]): Promise<void> {
  const { context, mailbox } = turn
  const met: Mail[] = []
  for (const { mailId, tries } of named) {
    const mail = await orRefused(mailById(turn.ask, mailbox.id, mailId))
    if (mail) met.push(mail)
    // A notice may come before its mail can be read; a 404 that stays means that it has gone for good.
    else if (tries + 1 < mostTries)
      await retryNamedMail(
        context.db,
        mailbox.id,
        mailId,
        context.clock.real() + (tries + 1) * tryAgainRealMs,
      )
    else await forgetNamedMails(context.db, mailbox.id, [mailId])
  }
  await judgeMails(turn, met)
  await forgetNamedMails(
    context.db,
    mailbox.id,
    met.map((mail) => mail.id),
  )
}

/** The first moment a mailbox is to be swept if nothing pokes it before. */
export function nextSweep(readAt: Instant | null, now: Instant): Instant {
  return readAt === null ? now : instant(msOf(readAt) + sweepMs)
}
