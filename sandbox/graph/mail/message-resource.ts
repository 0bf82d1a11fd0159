/** An item of a mailbox as Graph writes it. */

import { asStored } from '../../calendar/occurrences.ts'
import { wholeSeconds } from '../../clock.ts'
import { headerBlock } from '../../mail/raw-headers.ts'
import type { MailAddress } from '../../person.ts'
import { folderId } from '../../state/message.ts'
import type { Message } from '../../state/message.ts'
import type { World } from '../../world.ts'
import type { Prefer } from '../call.ts'
import { changeKeyOf, etagOf } from '../etag.ts'
import { eventResource } from '../calendar/event-resource.ts'
import { normalPropertyId } from './extended-property.ts'
import { meetingMessageOf } from './meeting-message.ts'

/** Everything $select may name. `internetMessageHeaders` and `uniqueBody` come only when named. */
export const messageProperties = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'categories',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'internetMessageId',
  'subject',
  'bodyPreview',
  'importance',
  'parentFolderId',
  'conversationId',
  'conversationIndex',
  'isDeliveryReceiptRequested',
  'isReadReceiptRequested',
  'isRead',
  'isDraft',
  'webLink',
  'inferenceClassification',
  'body',
  'sender',
  'from',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'flag',
  'internetMessageHeaders',
  'uniqueBody',
] as const

export interface MessageOptions {
  select: string[] | undefined
  /** Ids of extended properties to show beside it. */
  extended: string[]
  /** Shows the event of a meeting message. */
  event: boolean
  prefer: Prefer
}

export function messageResource(
  world: World,
  message: Message,
  shown: MessageOptions,
): Record<string, unknown> {
  const { item } = message
  const all: Record<string, unknown> = {
    '@odata.etag': etagOf(message),
    ...meetingMessageOf(item, shown.prefer),
    id: shown.prefer.immutableIds ? message.id : message.mutableId,
    createdDateTime: wholeSeconds(item.createdMs),
    lastModifiedDateTime: wholeSeconds(item.modifiedMs),
    changeKey: changeKeyOf(message),
    categories: item.categories,
    receivedDateTime: wholeSeconds(message.receivedMs),
    sentDateTime: wholeSeconds(item.sentMs),
    hasAttachments: item.hasAttachments,
    internetMessageId: message.internetMessageId,
    subject: item.subject,
    bodyPreview: item.preview,
    importance: item.importance,
    parentFolderId: folderId(message.mailbox, message.folder),
    conversationId: message.conversationId,
    conversationIndex: conversationIndex(message),
    isDeliveryReceiptRequested: null,
    isReadReceiptRequested: false,
    isRead: message.isRead,
    isDraft: message.isDraft,
    webLink: `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(message.mutableId)}&exvsurl=1&viewmodel=ReadMessageItem`,
    inferenceClassification: 'focused',
    body: bodyOf(message, shown.prefer),
    sender: recipientOrNull(item.sender),
    from: recipientOrNull(item.from),
    toRecipients: item.to.map(recipient),
    ccRecipients: item.cc.map(recipient),
    bccRecipients: item.bcc.map(recipient),
    replyTo: item.replyTo.map(recipient),
    flag: { flagStatus: 'notFlagged' },
  }
  const { select } = shown
  const headers = headersShown(message)
  if (select?.includes('internetMessageHeaders') === true && headers.length > 0)
    all.internetMessageHeaders = headers
  if (select?.includes('uniqueBody') === true) all.uniqueBody = bodyOf(message, shown.prefer)
  const kept =
    select === undefined
      ? all
      : Object.fromEntries(
          Object.entries(all).filter(
            ([name]) => name === 'id' || name.startsWith('@') || select.includes(name),
          ),
        )
  if (shown.event && item.meeting !== null) {
    const event = world.events.ofUid(message.mailbox, item.meeting.uid)
    kept.event = event === undefined ? null : eventResource(asStored(event), shown.prefer)
  }
  const extended = extendedOf(world, message, shown.extended)
  return extended.length === 0 ? kept : { ...kept, singleValueExtendedProperties: extended }
}

/** Items written in the mailbox have no transport headers; of a draft's own, only x- ones are told (facts of office-js#5413). */
function headersShown(message: Message): { name: string; value: string }[] {
  if (!message.item.own) return message.item.headers
  return message.item.headers.filter((one) => /^x-/i.test(one.name))
}

function bodyOf(message: Message, prefer: Prefer): { contentType: string; content: string } {
  return prefer.textBody
    ? { contentType: 'text', content: message.item.text }
    : { contentType: 'html', content: message.item.html }
}

function extendedOf(
  world: World,
  message: Message,
  wanted: string[],
): { id: string; value: string }[] {
  return wanted.flatMap((id) => {
    const value = extendedValue(world, message, id)
    return value === null || value === '' ? [] : [{ id: normalPropertyId(id), value }]
  })
}

function extendedValue(world: World, message: Message, id: string): string | null {
  const { item } = message
  const normal = normalPropertyId(id)
  switch (normal) {
    case 'String 0x1a':
      return item.messageClass
    case 'String 0x37':
      return item.subject
    case 'String 0x7d':
      return item.own ? null : headerBlock(world.messages.raw(message.id))
    case 'String 0x1035':
      return message.internetMessageId
    case 'String 0x1039':
      return item.references
    case 'String 0x1042':
      return item.inReplyTo
    default:
      return item.extended.find((one) => normalPropertyId(one.id) === normal)?.value ?? null
  }
}

export function recipient(one: MailAddress): { emailAddress: { name: string; address: string } } {
  return { emailAddress: { name: one.name === '' ? one.address : one.name, address: one.address } }
}

function recipientOrNull(one: MailAddress | null): ReturnType<typeof recipient> | null {
  return one === null ? null : recipient(one)
}

/** 22 bytes: a reserved one, five of the time, sixteen of the conversation. */
function conversationIndex(message: Message): string {
  const bytes = Buffer.alloc(22)
  bytes[0] = 1
  bytes.writeUIntBE(Math.floor(message.item.createdMs / 1000), 1, 5)
  Buffer.from(message.conversationId.slice(8, 24)).copy(bytes, 6)
  return bytes.toString('base64')
}
