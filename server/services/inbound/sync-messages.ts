/** Reads a mailbox completely, from its cursor to now, and has every mail judged. */

import {
  earliest,
  instant,
  later,
  msOf,
  wholeSecond,
  type Instant,
} from '../../domain/time/instant.ts'
import { completeRead, type CompleteRead } from '../../domain/mailboxes/complete-read.ts'
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
import { readPages, type ReadPage } from './read-pages.ts'
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
 * off goes on where it was. When the last page is in, the cursor moves on, and a complete read is answered, without which no
 * email goes: null when more has to be read before there is one. Throws GraphError when a page cannot be had.
 */
export async function syncMessages(sync: MailboxSync): Promise<CompleteRead | null> {
  return (await readAll(sync)).read
}

interface Reading {
  read: CompleteRead | null
  /** Graph's ids of the messages it met. */
  met: Set<string>
}

async function readAll(sync: MailboxSync): Promise<Reading> {
  for (let beginnings = 0; beginnings < mostBeginnings; beginnings += 1) {
    await refreshMailbox(sync)
    const reading = await readOnce(sync)
    if (!reading) continue
    await forgetNamedMessages(sync.context.db, sync.mailbox.id, [...reading.met])
    return reading
  }
  recheckIn(sync, 0)
  return { read: null, met: new Set() }
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
async function readOnce(sync: MailboxSync): Promise<Reading | null> {
  const { context, lease } = sync
  const begun = begin(sync, context.clock.now())
  const met = new Set<string>()
  let newest: Instant | null = null
  let firstDate: Instant | null = null
  for await (const page of readPages(sync, begun.at)) {
    firstDate ??= page.date
    const fresh = page.mails.filter((mail) => !met.has(mail.id))
    for (const mail of page.mails) met.add(mail.id)
    newest = page.mails.at(-1)?.receivedAt ?? newest
    await classifyMessages(sync, fresh)
    const { pageSize, rewinds } = sync.mailbox
    if (!page.next) {
      return finish(sync, begun, { newest, firstDate, mark: page.mark, met })
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
  mark: ReadPage['mark']
  met: Set<string>
}

/** Null when the read has to be begun anew. */
async function finish(
  sync: MailboxSync,
  { deep, deepWants }: UnfinishedRead,
  { newest, firstDate, mark, met }: LastPage,
): Promise<Reading | null> {
  const { context, lease, mailbox } = sync
  const readFrom = earliest(newest ?? firstDate, firstDate) ?? mailbox.readFrom
  const readAt = context.clock.now()
  const marked = await markRead(
    context.db,
    lease,
    { rewinds: mailbox.rewinds, deepWants },
    { readFrom, readAt, readReal: mark.asked.wall, deep, pageSize: mailbox.pageSize },
  )
  if (marked === 'rewound') return null
  sync.mailbox = { ...mailbox, readAt, unfinishedRead: null }
  if (marked === 'complete')
    return { read: completeRead({ mailboxId: mailbox.id, ...mark, met }), met }
  recheckIn(sync, 0)
  return { read: null, met }
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
  const { met } = await readAll(sync)
  await readNamedMessages(
    sync,
    named.filter(({ messageGraphId }) => !met.has(messageGraphId)),
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
  const found: InboundMessage[] = []
  for (const { messageGraphId, tries } of named) {
    const mail = await orRefused(messageById(sync.ask, mailbox.id, messageGraphId))
    if (mail) found.push(mail)
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
  await classifyMessages(sync, found)
  await forgetNamedMessages(
    context.db,
    mailbox.id,
    found.map((mail) => mail.id),
  )
}

/** The first moment a mailbox is to be swept if nothing asks for it before. */
export function nextSweep(readAt: Instant | null, now: Instant): Instant {
  return readAt === null ? now : instant(msOf(readAt) + sweepMs)
}
