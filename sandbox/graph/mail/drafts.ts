/** Writing mail: drafts from JSON or MIME, their changes, sending, moving, deleting. */

import { untilMs } from '../../delivery/mailboxes.ts'
import { submit } from '../../delivery/send.ts'
import type { Submission } from '../../delivery/send.ts'
import type { Person } from '../../person.ts'
import type { Message } from '../../state/message.ts'
import { mailboxIn } from '../call.ts'
import type { GraphReply, Call, Route } from '../call.ts'
import { changeMessage } from './draft-change.ts'
import { addresses, draftFromJson, draftFromMime } from './draft-content.ts'
import type { DraftContent } from './draft-content.ts'
import { folderNamed } from './mail-folders.ts'
import { readMessagePatch, readMessageRequest, readMove, readSendMail } from './message-request.ts'
import { messageResource } from './message-resource.ts'
import { contextOf, messageIn } from './messages.ts'
import { GraphRefusal, itemNotFound } from '../refusal.ts'

export const draftRoutes: Route[] = [
  { method: 'POST', template: 'users/{user}/messages', handle: createDraft },
  { method: 'PATCH', template: 'users/{user}/messages/{message}', handle: changeDraft },
  { method: 'DELETE', template: 'users/{user}/messages/{message}', handle: deleteMessage },
  { method: 'POST', template: 'users/{user}/messages/{message}/move', handle: moveMessage },
  { method: 'POST', template: 'users/{user}/messages/{message}/send', handle: sendDraft },
  { method: 'POST', template: 'users/{user}/sendMail', handle: sendMail },
]

async function createDraft(call: Call): Promise<GraphReply> {
  const person = mailboxIn(call)
  const content = isMime(call)
    ? await draftFromMime(call.body, person, call.world.clock.now())
    : await draftFromJson(readMessageRequest(call.body), person, call.world.clock.now())
  const window = untilMs(call.world.faults.createWindowMs(person.id))
  const draft = storeDraft(call, person, content, window)
  return {
    status: 201,
    body: shown(call, person, draft),
    headers: { location: locationOf(call, person, draft) },
  }
}

function storeDraft(call: Call, person: Person, content: DraftContent, unseenUntilMs = 0): Message {
  return call.world.mailboxes.add(
    {
      mailbox: person.id,
      folder: 'drafts',
      receivedMs: call.world.clock.now(),
      isDraft: true,
      isRead: true,
      internetMessageId: content.internetMessageId,
      unseenUntilMs,
      item: content.item,
    },
    content.raw,
  )
}

async function changeDraft(call: Call): Promise<GraphReply> {
  const person = mailboxIn(call)
  const message = messageIn(call, person)
  const changed = await changeMessage(call.world, person, message, readMessagePatch(call.body))
  return { status: 200, body: shown(call, person, changed) }
}

/** To Deleted Items; from there, for good. */
function deleteMessage(call: Call): GraphReply {
  const message = messageIn(call, mailboxIn(call))
  if (message.folder === 'deleteditems') call.world.mailboxes.remove(message)
  else call.world.mailboxes.move(message, 'deleteditems')
  return { status: 204 }
}

function moveMessage(call: Call): GraphReply {
  const person = mailboxIn(call)
  const message = messageIn(call, person)
  const moved = call.world.mailboxes.move(message, folderNamed(person, readMove(call.body)))
  return {
    status: 201,
    body: shown(call, person, moved),
    headers: { location: locationOf(call, person, moved) },
  }
}

async function sendDraft(call: Call): Promise<GraphReply> {
  const person = mailboxIn(call)
  const message = messageIn(call, person)
  return accepted(await submit(call.world, person, message.id))
}

async function sendMail(call: Call): Promise<GraphReply> {
  const person = mailboxIn(call)
  const now = call.world.clock.now()
  if (isMime(call)) {
    const draft = storeDraft(call, person, await draftFromMime(call.body, person, now))
    return accepted(await submit(call.world, person, draft.id))
  }
  const { message, save } = readSendMail(call.body)
  const content = await draftFromJson(message, person, now)
  if (
    [message.toRecipients, message.ccRecipients, message.bccRecipients].flatMap(addresses)
      .length === 0
  )
    throw noRecipients()
  const draft = storeDraft(call, person, content)
  const answer = accepted(await submit(call.world, person, draft.id))
  const sent = call.world.messages.find(person.id, draft.id)
  if (!save && sent !== undefined && !sent.isDraft) call.world.mailboxes.remove(sent)
  return answer
}

function accepted(submission: Submission): GraphReply {
  switch (submission) {
    case 'accepted':
      return { status: 202 }
    case 'gone':
      throw itemNotFound()
    case 'no-recipients':
      throw noRecipients()
    case 'not-a-draft':
      throw new GraphRefusal(
        400,
        'ErrorInvalidRequest',
        'The request is invalid: the item is not a draft.',
      )
    default:
      return submission satisfies never
  }
}

function noRecipients(): GraphRefusal {
  return new GraphRefusal(
    400,
    'ErrorInvalidRecipients',
    'At least one recipient is needed to send a message.',
  )
}

/** The Content-Type alone decides, as in Graph. */
function isMime(call: Call): boolean {
  return String(call.headers['content-type'] ?? '')
    .toLowerCase()
    .startsWith('text/plain')
}

function shown(call: Call, person: Person, message: Message): object {
  const how = { select: undefined, extended: [], event: false, prefer: call.prefer }
  return { ...contextOf(call, person), ...messageResource(call.world, message, how) }
}

function locationOf(call: Call, person: Person, message: Message): string {
  const id = call.prefer.immutableIds ? message.id : message.mutableId
  return `${call.baseUrl}/users('${person.id}')/messages('${id}')`
}
