/** Looks for an email in the rep's mailbox in every way there is, and says where it is. */

import type { Email } from '../../domain/outbound/email.ts'
import type { Whereabouts } from '../../domain/outbound/email-life.ts'
import {
  deletedItemsId,
  emailById,
  emailsByMark,
  emailsByMessageId,
  newestSent,
  type EmailInGraph,
} from '../../graph/drafts.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { emailsByGraphId, messageIdsOf } from '../../store/outbound/emails.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** What lies there of it; nothing at all proves nothing by itself. */
export type FoundEmail =
  { whereabouts: Exclude<Whereabouts, 'nowhere'>; item: EmailInGraph } | { whereabouts: 'nowhere' }

/** By its id, else by every Message-ID it is known by and by its mark; a sent copy outweighs a draft. */
export async function findEmail(sync: MailboxSync, email: Email): Promise<FoundEmail> {
  const [best] = (await everyCopy(sync, email)).sort(
    (a, b) => Number(a.isDraft) - Number(b.isDraft),
  )
  if (!best) return { whereabouts: 'nowhere' }
  if (!best.isDraft) return { whereabouts: 'sent', item: best }
  const isThrown = await isThrownAway(sync, best)
  return { whereabouts: isThrown ? 'thrown-away' : 'draft', item: best }
}

/** Every item of the mailbox that is this email: a request whose answer was lost may have left a second draft. */
export async function everyCopy(sync: MailboxSync, email: Email): Promise<EmailInGraph[]> {
  const { ask, mailbox } = sync
  const byId = email.graphId ? await emailById(ask, mailbox.id, email.graphId) : null
  if (byId) return [byId]
  const found: EmailInGraph[] = []
  for (const name of await messageIdsOf(sync.context.db, email.id))
    found.push(...(await emailsByMessageId(ask, mailbox.id, name)))
  // Outlook on a desktop gives what it sends an id and a Message-ID of its own; the mark stays.
  return found.length === 0 && email.graphId !== null && (email.byHand || email.isReps)
    ? markedOrLikeIt(sync, email)
    : found
}

/** A copy of the draft that the rep sent to somebody else is another mail. */
async function markedOrLikeIt(sync: MailboxSync, email: Email): Promise<EmailInGraph[]> {
  const { context, ask, mailbox } = sync
  const enrollment = await enrollmentById(context.db, email.enrollmentId)
  if (!enrollment) return []
  const address = enrollment.address.toLowerCase()
  const marked = await emailsByMark(ask, mailbox.id, email.id)
  const found = marked.length > 0 ? marked : await likeIt(sync, email)
  return found.filter((one) => one.to.includes(address))
}

/** What the rep has sent under the draft's subject since the draft was laid there. */
async function likeIt(sync: MailboxSync, email: Email): Promise<EmailInGraph[]> {
  const { context, ask, mailbox } = sync
  const items = await newestSent(ask, mailbox.id, email.createdAt)
  const others = await emailsByGraphId(
    context.db,
    mailbox.id,
    items.map((one) => one.id),
  )
  return items.filter(
    (one) =>
      !others.has(one.id) &&
      one.subject?.trim().toLowerCase() === email.subject.trim().toLowerCase(),
  )
}

async function isThrownAway(sync: MailboxSync, { folderId }: EmailInGraph): Promise<boolean> {
  return folderId !== null && folderId === (await deletedItemsId(sync.ask, sync.mailbox.id))
}
