/** Reads a mailbox completely, from its cursor to now, and has every mail judged. */

import {
  earliest,
  instant,
  later,
  msOf,
  wholeSecond,
  type Instant,
} from '../../domain/time/instant.ts'
import type { ClockReadings } from '../../domain/time/clock.ts'
import { goesOnAt, overlapMs, type UnfinishedRead } from '../../domain/mailboxes/reading.ts'
import type { InboundMessage } from '../../domain/mail/message/message.ts'
import { GraphError } from '../../graph/errors.ts'
import { messageById } from '../../graph/messages.ts'
import { keepProgress, mailboxById, markRead } from '../../store/mailboxes/mailboxes.ts'
import {
  forgetNamedMessages,
  namedMessages,
  nextNamedTry,
  retryNamedMessage,
  type NamedMessage,
} from '../../store/mailboxes/subscriptions.ts'
import { classifyMessages } from './classify-messages.ts'
import { readPages } from './read-pages.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'

const minute = 60_000
const day = 24 * 60 * minute
const deepMs = 7 * day
/** A mailbox is read at least this often, notifications or not. */
const sweepMs = 15 * minute
/** So often is a read begun anew because somebody asked for mail to be read again meanwhile. */
const mostBeginnings = 3

/**
 * Lists every mail received since the cursor less the overlap, all folders, page by page, and judges each; a read that broke
 * off goes on where it was. When the last page is in, the cursor moves on and the moment is kept: only a young complete read
 * opens the gate for an email. Answers the ids it met. Throws GraphError when a page cannot be had; the read then counts for
 * nothing yet.
 */
export async function syncMessages(sync: MailboxSync): Promise<Set<string>> {
  for (let beginnings = 0; beginnings < mostBeginnings; beginnings += 1) {
    await refreshMailbox(sync)
    const seen = await readOnce(sync)
    if (!seen) continue
    await forgetNamedMessages(sync.context.db, sync.mailbox.id, [...seen])
    return seen
  }
  recheckIn(sync, 0)
  return new Set()
}

/** What the read has to cover may have grown since the sync began. */
async function refreshMailbox(sync: MailboxSync): Promise<void> {
  const stored = await mailboxById(sync.context.db, sync.mailbox.id)
  if (!stored) return
  const { readFrom, readAt, deepReadAt, rewinds, deepWants, unfinishedRead } = stored
  const known = { readFrom, readAt, deepReadAt, rewinds, deepWants, unfinishedRead }
  sync.mailbox = { ...sync.mailbox, ...known }
}

/** Null when somebody asked meanwhile for mail to be read again: what was judged before may mean something else now. */
async function readOnce(sync: MailboxSync): Promise<Set<string> | null> {
  const { context, lease } = sync
  const begun = begin(sync, context.clock.now())
  const seen = new Set<string>()
  let newest: Instant | null = null
  let firstDate: Instant | null = null
  let askedElse = false
  for await (const page of readPages(sync, begun.at)) {
    firstDate ??= page.date
    const fresh = page.mails.filter((mail) => !seen.has(mail.id))
    for (const mail of page.mails) seen.add(mail.id)
    newest = page.mails.at(-1)?.receivedAt ?? newest
    askedElse = (await classifyMessages(sync, fresh)) || askedElse
    const { pageSize, rewinds } = sync.mailbox
    if (!page.next) {
      const read = { newest, firstDate, asked: page.asked, askedElse }
      return (await finish(sync, begun, read)) ? seen : null
    }
    const at = goesOnAt(begun.at, newest ?? begun.at, page.date)
    if (!(await keepProgress(context.db, lease, { rewinds }, { ...begun, at, pageSize })))
      return null
  }
  throw new Error('Graph’s list of messages has no last page.')
}

/** Where the read begins: at the one that broke off, unless more is wanted now than that one covers. */
function begin(sync: MailboxSync, now: Instant): UnfinishedRead {
  const { readFrom, deepWants, unfinishedRead } = sync.mailbox
  const deep = wantsDeepRead(sync, now)
  if (unfinishedRead && (unfinishedRead.deep || !deep)) return unfinishedRead
  return { at: wholeSecond(later(readFrom, deep ? -deepMs : -overlapMs)), deep, deepWants }
}

/** Whether the wide read of seven days is due: once a day, and after a time in which nobody read. */
function wantsDeepRead(sync: MailboxSync, now: Instant): boolean {
  const { deepReadAt, readAt } = sync.mailbox
  return (
    msOf(now) - msOf(deepReadAt) >= day ||
    (readAt !== null && msOf(now) - msOf(readAt) > 4 * sweepMs)
  )
}

interface LastPage {
  newest: Instant | null
  /** Graph's time of the first page: a mail of that moment may have been filed after it. */
  firstDate: Instant
  asked: ClockReadings
  askedElse: boolean
}

/** False when the read has to be begun anew. */
async function finish(
  sync: MailboxSync,
  { deep, deepWants }: UnfinishedRead,
  { newest, firstDate, asked, askedElse }: LastPage,
): Promise<boolean> {
  const { context, lease, mailbox } = sync
  const readFrom = earliest(newest ?? firstDate, firstDate) ?? mailbox.readFrom
  const readAt = context.clock.now()
  const marked = await markRead(
    context.db,
    lease,
    { rewinds: mailbox.rewinds, deepWants },
    { readFrom, readAt, readReal: asked.wall, deep, pageSize: mailbox.pageSize },
  )
  if (marked === 'rewound') return false
  sync.mailbox = { ...mailbox, readAt, unfinishedRead: null }
  if (marked === 'deeper-wanted') recheckIn(sync, 0)
  sync.freshRead = askedElse || marked === 'deeper-wanted' ? null : asked.wall
  return true
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
