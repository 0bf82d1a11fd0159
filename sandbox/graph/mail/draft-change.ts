/** PATCH of a message: what may be changed on a draft, and what on any mail. */

import { itemOf } from '../../delivery/mailboxes.ts'
import { withHeaders } from '../../mail/raw-headers.ts'
import { readMime } from '../../mail/read-mime.ts'
import { headerAddress, headerText } from '../../mail/write-mime.ts'
import type { MailAddress, Person } from '../../person.ts'
import type { Item, Message } from '../../state/message.ts'
import type { World } from '../../world.ts'
import { addresses, draftFromJson, headersOf, propertyHeaders } from './draft-content.ts'
import type { DraftContent } from './draft-content.ts'
import { extendedWith } from './extended-property.ts'
import type { MessagePatch } from './message-request.ts'
import { recipient } from './message-resource.ts'
import { GraphRefusal } from '../refusal.ts'

/** Throws Graph's refusal when something that only a draft allows is asked of other mail. */
export async function changeMessage(
  world: World,
  person: Person,
  message: Message,
  patch: MessagePatch,
): Promise<Message> {
  const beyond = Object.keys(patch).filter((name) => !name.startsWith('@') && !marks.includes(name))
  const marked = withMarks(message, patch)
  if (!message.isDraft) {
    if (beyond.length > 0) throw draftsOnly(beyond)
    return world.mailboxes.change(marked)
  }
  if (beyond.length === 0 && patch.singleValueExtendedProperties === undefined)
    return world.mailboxes.change(marked)
  const content =
    patch.body === undefined
      ? await withNewHeaders(world, marked, patch)
      : await withNewBody(world, person, marked, patch)
  const { internetMessageId } = content
  const { importance, categories, createdMs } = marked.item
  const item: Item = { ...content.item, importance, categories, createdMs }
  // Reading the new content took a moment, in which the draft may have been sent or changed otherwise.
  const draft = world.messages.find(person.id, message.id)
  if (draft?.change !== message.change) throw changedMeanwhile()
  const { isRead } = marked
  return world.mailboxes.change({ ...draft, isRead, internetMessageId, item }, content.raw)
}

function changedMeanwhile(): GraphRefusal {
  return new GraphRefusal(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  )
}

/** Any mail can be marked. */
const marks = ['isRead', 'categories', 'importance', 'singleValueExtendedProperties']

/** What the reader of a mail relies on: changing it takes the permission Mail-Advanced.ReadWrite, which nobody has here. */
const sensitive = ['subject', 'body', 'toRecipients', 'ccRecipients', 'bccRecipients']

function draftsOnly(names: string[]): GraphRefusal {
  return names.some((name) => sensitive.includes(name))
    ? new GraphRefusal(
        403,
        'ErrorAccessDenied',
        'Access is denied. Check credentials and try again.',
      )
    : new GraphRefusal(
        400,
        'ErrorInvalidPropertySet',
        `The property '${names.join(', ')}' can be set on a draft only.`,
      )
}

function withMarks(message: Message, patch: MessagePatch): Message {
  const { item } = message
  return {
    ...message,
    isRead: patch.isRead ?? message.isRead,
    item: {
      ...item,
      categories: patch.categories ?? item.categories,
      importance: patch.importance ?? item.importance,
      extended: extendedWith(item.extended, patch.singleValueExtendedProperties ?? []),
    },
  }
}

/** The body, its alternatives and attachments stay byte by byte. */
async function withNewHeaders(
  world: World,
  message: Message,
  patch: MessagePatch,
): Promise<DraftContent> {
  const internetMessageId = patch.internetMessageId ?? message.internetMessageId
  const raw = withHeaders(world.messages.raw(message.id), {
    'Message-ID': internetMessageId,
    ...(patch.subject == null ? {} : { Subject: headerText(patch.subject) }),
    ...list('To', patch.toRecipients),
    ...list('Cc', patch.ccRecipients),
    ...list('Reply-To', patch.replyTo),
    ...headersOf(patch.singleValueExtendedProperties ?? []),
    Bcc: null,
  })
  const item = itemOf(await readMime(raw), message.item.createdMs, true)
  const bcc = patch.bccRecipients === undefined ? message.item.bcc : addresses(patch.bccRecipients)
  return { raw, item: { ...item, bcc, extended: message.item.extended }, internetMessageId }
}

function list(name: string, given: MessagePatch['toRecipients']): Record<string, string | null> {
  if (given === undefined) return {}
  const all: MailAddress[] = addresses(given)
  return { [name]: all.length === 0 ? null : all.map(headerAddress).join(', ') }
}

async function withNewBody(
  world: World,
  person: Person,
  message: Message,
  patch: MessagePatch,
): Promise<DraftContent> {
  const { item } = message
  if (item.hasAttachments) {
    throw new GraphRefusal(
      400,
      'ErrorInvalidRequest',
      'The sandbox cannot change the body of a draft that has attachments.',
    )
  }
  return draftFromJson(
    {
      subject: patch.subject ?? item.subject,
      body: patch.body,
      toRecipients: patch.toRecipients ?? item.to.map(recipient),
      ccRecipients: patch.ccRecipients ?? item.cc.map(recipient),
      bccRecipients: patch.bccRecipients ?? item.bcc.map(recipient),
      replyTo: patch.replyTo ?? item.replyTo.map(recipient),
      internetMessageId: patch.internetMessageId ?? message.internetMessageId,
      internetMessageHeaders: headersKept(item),
      singleValueExtendedProperties: threadKept(item),
    },
    person,
    world.clock.now(),
  )
}

/** A new body takes nothing from what the draft says beside it. */
function headersKept(item: Item): Item['headers'] {
  const written = propertyHeaders(item.extended).map((one) => one.name.toLowerCase())
  return item.headers.filter(
    ({ name }) => /^(x-|list-)/i.test(name) && !written.includes(name.toLowerCase()),
  )
}

/** Rewriting a draft must not lose the thread it answers. */
function threadKept(item: Item): Item['extended'] {
  const { extended } = item
  const missing = (tag: string): boolean =>
    !extended.some((one) => one.id.toLowerCase().endsWith(tag))
  const kept = [...extended]
  if (item.inReplyTo !== null && missing('0x1042'))
    kept.push({ id: 'String 0x1042', value: item.inReplyTo })
  if (item.references !== null && missing('0x1039'))
    kept.push({ id: 'String 0x1039', value: item.references })
  return kept
}
