/** Sends a draft: the same item goes from Drafts to Sent Items, and its message goes on the wire. */

import { exchangeMessageId } from '../mail/write-mime.ts'
import { withHeaders } from '../mail/raw-headers.ts'
import type { Person } from '../person.ts'
import { newMutableId } from '../state/message.ts'
import type { Message } from '../state/message.ts'
import type { World } from '../world.ts'
import { answerAutomatically } from './automatic-replies.ts'
import { bounceMessage } from './bounce.ts'
import { arrive, deliver, readWire } from './deliver.ts'
import type { Delivery } from './deliver.ts'
import { untilMs } from './mailboxes.ts'

/** `not-a-draft`: it was sent before, or arrived. */
export type Submission = 'accepted' | 'not-a-draft' | 'no-recipients' | 'gone'

/**
 * Takes a draft for sending. With fault `sendDelayMs` it leaves after that real time: for the first half it still lies
 * in Drafts, for the second it is nowhere; asking again in that time sends it twice, as Exchange may.
 */
export async function submit(world: World, person: Person, id: string): Promise<Submission> {
  const draft = world.messages.find(person.id, id)
  if (draft === undefined || draft.hidden) return 'gone'
  if (!draft.isDraft) return 'not-a-draft'
  if (recipientsOf(draft).length === 0) return 'no-recipients'
  const delayMs = draft.submitted > 0 ? 0 : world.faults.sendDelayMs(person.id)
  if (draft.submitted > 0 || delayMs > 0) {
    world.messages.update({ ...draft, submitted: draft.submitted + 1 })
    if (delayMs > 0) world.outbox.leaveAfter(draft, delayMs)
    return 'accepted'
  }
  return (await leave(world, person, draft.id, 1)) ? 'accepted' : 'not-a-draft'
}

/** Moves a draft to Sent Items and delivers it `times` times. False when it is a draft no longer. */
export async function leave(
  world: World,
  person: Person,
  id: string,
  times: number,
): Promise<boolean> {
  const rewrite = world.faults.rewritesMessageId(person.id) ? exchangeMessageId() : null
  const stored = world.messages.raw(id)
  const sentRaw = withHeaders(stored, {
    // Exchange stamps the time of submission.
    Date: new Date(world.clock.now()).toUTCString().replace('GMT', '+0000'),
    ...(rewrite === null ? {} : { 'Message-ID': rewrite }),
  })
  const wire = await readWire(withHeaders(sentRaw, { Bcc: null }))

  const send = world.db.transaction((): Delivery[] | undefined => {
    const draft = world.messages.find(person.id, id)
    if (draft?.isDraft !== true) return undefined
    const now = world.clock.now()
    const sent: Message = {
      ...draft,
      mutableId: newMutableId(),
      folder: 'sentitems',
      isDraft: false,
      isRead: true,
      hidden: false,
      unseenUntilMs: untilMs(world.faults.moveWindowMs(person.id)),
      submitted: 0,
      receivedMs: now,
      internetMessageId: wire.messageId,
      change: draft.change + 1,
      item: { ...draft.item, modifiedMs: now, sentMs: now },
    }
    world.messages.update(sent)
    world.messages.replaceRaw(sent.id, sentRaw)
    world.messages.setLeaving(sent.id, null)
    world.changes.announce(draft, 'deleted')
    world.changes.announce(sent, 'created')
    const recipients = recipientsOf(draft)
    return Array.from({ length: times }, () => deliver(world, wire, recipients))
  })
  const deliveries = send()
  if (deliveries === undefined) return false
  for (const { arrived } of deliveries) await answerAutomatically(world, arrived, wire)
  for (const address of deliveries.flatMap((one) => one.unknown)) {
    const report = bounceMessage(world.clock.now(), {
      original: wire,
      failed: address,
      to: { address: person.address, name: person.name },
      reporter: 'contoso.example',
    })
    arrive(world, person, await readWire(report), {})
  }
  return true
}

function recipientsOf(draft: Message): Message['item']['to'] {
  return [...draft.item.to, ...draft.item.cc, ...draft.item.bcc]
}
