/** Reads a mailbox page by page, each as large as Graph can answer quickly. */

import type { CompleteRead } from '../../domain/mailboxes/complete-read.ts'
import type { Instant } from '../../domain/time/instant.ts'
import { sizeAfterAnswer, sizeAfterRefusal } from '../../domain/mailboxes/reading.ts'
import { isOverload } from '../../graph/errors.ts'
import { messagesSince, pageAt, type MessagePage } from '../../graph/messages.ts'
import { keepPageSize } from '../../store/mailboxes/mailboxes.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'

export interface ReadPage extends MessagePage {
  /** How far the sync was when the page was asked for. */
  mark: Pick<CompleteRead, 'asked' | 'requests' | 'news'>
}

/** Where a page is asked for: from a second on, or by the link with which Graph goes on within one second. */
interface Place {
  since: Instant
  link: MessagePage['next']
}

/**
 * Every page of what was received at or after `since` (whole seconds), oldest first; some messages come twice. Throws
 * GraphError when a page cannot be had.
 */
export async function* readPages(sync: MailboxSync, since: Instant): AsyncGenerator<ReadPage> {
  for (let place: Place | null = { since, link: null }; place;) {
    const size = sync.mailbox.pageSize
    const page = await askPage(sync, place)
    yield page
    place = nextPlace(place, page, sync.mailbox.pageSize > size)
  }
}

/**
 * Graph pages by counting, which slips when messages come or go meanwhile; so the next page is asked for by the last second
 * seen. A page that is one single second from end to end is asked for anew while larger ones may be had, and then followed
 * by Graph's own link.
 */
function nextPlace({ since, link }: Place, page: ReadPage, hasGrown: boolean): Place | null {
  if (!page.next) return null
  const last = page.mails.at(-1)?.receivedAt ?? since
  if (last > since) return { since: last, link: null }
  return { since, link: link === null && hasGrown ? null : page.next }
}

/** So often is one page asked for; each time costs 20 seconds at most, and renews the lease. */
const mostTries = 5

/** Smaller with every try that Graph cannot answer in time. Only a page had at once makes the next one larger. */
async function askPage(sync: MailboxSync, place: Place): Promise<ReadPage> {
  const { clock, db } = sync.context
  for (let tries = 1; ; tries += 1) {
    const { id, pageSize } = sync.mailbox
    const mark = sync.mark()
    try {
      const page = place.link
        ? await pageAt(sync.ask, id, place.link)
        : await messagesSince(sync.ask, id, place.since, pageSize)
      const tookMs = clock.readings().monotonic - mark.asked.monotonic
      if (tries === 1)
        resize(sync, sizeAfterAnswer(pageSize, { tookMs, isFull: page.next !== null }))
      return { ...page, mark }
    } catch (error) {
      if (!isOverload(error)) throw error
      resize(sync, sizeAfterRefusal(pageSize))
      if (tries < mostTries) continue
      await keepPageSize(db, sync.lease, sync.mailbox.pageSize)
      throw error
    }
  }
}

function resize(sync: MailboxSync, pageSize: number): void {
  if (pageSize !== sync.mailbox.pageSize) sync.mailbox = { ...sync.mailbox, pageSize }
}
