/** Reads a mailbox completely, from its cursor to now, and has every mail judged. */

import {
  earliest,
  instant,
  later,
  msOf,
  wholeSecond,
  type Instant,
} from '../../domain/time/instant.ts'
import type { InboundMessage } from '../../domain/mail/message/message.ts'
import { GraphError } from '../../graph/errors.ts'
import { messageById, messagesSince, pageAt, type MessagePage } from '../../graph/messages.ts'
import { mailboxById, markRead } from '../../store/mailboxes/mailboxes.ts'
import {
  forgetNamedMessages,
  namedMessages,
  nextNamedTry,
  retryNamedMessage,
  type NamedMessage,
} from '../../store/mailboxes/subscriptions.ts'
import { classifyMessages } from './classify-messages.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'

const pageSize = 500
const minute = 60_000
/** Mail may be filed a little later than its time says. */
const overlapMs = 10 * minute
const day = 24 * 60 * minute
const deepMs = 7 * day
/** A mailbox is read at least this often, notifications or not. */
const sweepMs = 15 * minute

/** Whether the wide read of seven days is due: once a day, and after a time in which nobody read. */
function wantsDeepRead(sync: MailboxSync, now: Instant): boolean {
  const { deepReadAt, readAt } = sync.mailbox
  return (
    msOf(now) - msOf(deepReadAt) >= day ||
    (readAt !== null && msOf(now) - msOf(readAt) > 4 * sweepMs)
  )
}

/**
 * Lists every mail received since the cursor less the overlap, all folders, page by page, and judges each. When the last
 * page is in, the cursor moves on and the moment is kept: only a young complete read opens the gate for an email.
 * Answers the ids it met. Throws GraphError when a page cannot be had; the read then counts for nothing.
 */
export async function syncMessages(sync: MailboxSync): Promise<Set<string>> {
  await refreshCursor(sync)
  const now = sync.context.clock.now()
  const deep = wantsDeepRead(sync, now)
  const since = later(sync.mailbox.readFrom, deep ? -deepMs : -overlapMs)
  const seen = new Set<string>()
  let newest: Instant | null = null
  let firstDate: Instant | null = null
  let askedElse = false
  let page = await messagesSince(sync.ask, sync.mailbox.id, wholeSecond(since), pageSize)
  let from = wholeSecond(since)
  for (;;) {
    firstDate ??= page.date
    const fresh = page.mails.filter((mail) => !seen.has(mail.id))
    for (const mail of page.mails) seen.add(mail.id)
    newest = page.mails.at(-1)?.receivedAt ?? newest
    const endedReal = sync.context.clock.real()
    askedElse = (await classifyMessages(sync, fresh)) || askedElse
    const next = await nextPage(sync, page, from)
    if (!next) {
      await finish(sync, { newest, firstDate, endedReal, deep, askedElse })
      break
    }
    page = next.page
    from = next.from
  }
  await forgetNamedMessages(sync.context.db, sync.mailbox.id, [...seen])
  return seen
}

/** What the read has to cover may have grown since the sync began. */
async function refreshCursor(sync: MailboxSync): Promise<void> {
  const stored = await mailboxById(sync.context.db, sync.mailbox.id)
  if (!stored) return
  const { readFrom, deepReadAt } = stored
  sync.mailbox = { ...sync.mailbox, readFrom, deepReadAt }
}

/**
 * Graph pages by counting, which slips when mails come or go meanwhile; so the next page is asked for by the last second
 * seen. Only a page that is one single second from end to end is followed by Graph's own link.
 */
async function nextPage(
  sync: MailboxSync,
  page: MessagePage,
  from: Instant,
): Promise<{ page: MessagePage; from: Instant } | null> {
  if (!page.next) return null
  const last = page.mails.at(-1)?.receivedAt ?? from
  if (last > from)
    return { page: await messagesSince(sync.ask, sync.mailbox.id, last, pageSize), from: last }
  return { page: await pageAt(sync.ask, sync.mailbox.id, page.next), from }
}

async function finish(
  sync: MailboxSync,
  read: {
    newest: Instant | null
    firstDate: Instant
    endedReal: number
    deep: boolean
    askedElse: boolean
  },
): Promise<void> {
  const { context, lease, mailbox } = sync
  const readFrom = earliest(read.newest ?? read.firstDate, read.firstDate) ?? mailbox.readFrom
  const readAt = context.clock.now()
  const isComplete = await markRead(context.db, lease, mailbox, {
    readFrom,
    readAt,
    readReal: read.endedReal,
    deep: read.deep,
  })
  if (!isComplete) {
    recheckIn(sync, 0)
    return
  }
  sync.mailbox = {
    ...mailbox,
    readFrom: readFrom > mailbox.readFrom ? readFrom : mailbox.readFrom,
    readAt,
    readReal: read.endedReal,
    deepReadAt: read.deep ? readAt : mailbox.deepReadAt,
  }
  sync.freshRead = read.askedElse ? null : read.endedReal
}

const mostTries = 3
const tryAgainRealMs = 20_000
const namedPerSync = 200

/**
 * Reads the mailbox, and then by their ids those mails that notifications had named before and the read did not meet: a mail
 * that was moved keeps its old date. What is named while the read goes on is left to the next sync, whose read meets it.
 */
export async function syncAllMessages(sync: MailboxSync): Promise<void> {
  const { context, mailbox } = sync
  const named = await namedMessages(context.db, mailbox.id, context.clock.real(), namedPerSync)
  const seen = await syncMessages(sync)
  await readNamedMessages(
    sync,
    named.filter(({ messageGraphId }) => !seen.has(messageGraphId)),
  )
  if (named.length === namedPerSync) recheckIn(sync, 0)
  const next = await nextNamedTry(context.db, mailbox.id)
  if (next !== null) recheckIn(sync, Math.max(0, next - context.clock.real()))
}

/** A mail that Graph will not hand over is as good as gone; the others still count. */
async function orRefused(asked: Promise<InboundMessage | null>): Promise<InboundMessage | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof GraphError && error.kind === 'refused') return null
    throw error
  }
}

async function readNamedMessages(sync: MailboxSync, named: NamedMessage[]): Promise<void> {
  const { context, mailbox } = sync
  const met: InboundMessage[] = []
  for (const { messageGraphId, tries } of named) {
    const mail = await orRefused(messageById(sync.ask, mailbox.id, messageGraphId))
    if (mail) met.push(mail)
    // A notification may come before its mail can be read; a 404 that stays means that it has gone for good.
    else if (tries + 1 < mostTries)
      await retryNamedMessage(
        context.db,
        mailbox.id,
        messageGraphId,
        context.clock.real() + (tries + 1) * tryAgainRealMs,
      )
    else await forgetNamedMessages(context.db, mailbox.id, [messageGraphId])
  }
  await classifyMessages(sync, met)
  await forgetNamedMessages(
    context.db,
    mailbox.id,
    met.map((mail) => mail.id),
  )
}

/** The first moment a mailbox is to be swept if nothing asks for it before. */
export function nextSweep(readAt: Instant | null, now: Instant): Instant {
  return readAt === null ? now : instant(msOf(readAt) + sweepMs)
}
