/** A draft leaves: it goes from Drafts to Sent Items, as the same item or as desktop Outlook's copy, and its message on the wire. */

import { exchangeMessageId } from '../mail/write-mime.ts'
import { withHeaders } from '../mail/raw-headers.ts'
import type { Person } from '../person.ts'
import { newImmutableId, newMutableId } from '../state/message.ts'
import type { Message } from '../state/message.ts'
import type { World } from '../world.ts'
import { answerAutomatically } from './automatic-replies.ts'
import { bounceMessage } from './bounce.ts'
import { arrive, deliver, readWire } from './deliver.ts'
import type { Delivery, WireMessage } from './deliver.ts'
import { untilMs } from './mailboxes.ts'

/** Moves a draft to Sent Items and delivers it `times` times. Answers the sent item; undefined when it is a draft no longer. */
export async function leave(
  world: World,
  person: Person,
  id: string,
  times: number,
): Promise<Message | undefined> {
  const rewrites = world.faults.rewritesMessageId(person.id)
  for (;;) {
    const draft = world.messages.find(person.id, id)
    if (draft?.isDraft !== true) return undefined
    const rewrite = rewrites || draft.client === 'desktop' ? exchangeMessageId() : null
    const raw = withHeaders(world.messages.raw(id), {
      // Exchange stamps the time of submission.
      Date: new Date(world.clock.now()).toUTCString().replace('GMT', '+0000'),
      ...(rewrite === null ? {} : { 'Message-ID': rewrite }),
    })
    const wire = await readWire(withHeaders(raw, { Bcc: null }))
    const left = world.db.transaction(() => {
      const now = world.messages.find(person.id, id)
      // Changed while its message was read: what leaves is the draft as it is in the end.
      if (now?.change !== draft.change) return undefined
      const sent = toSentItems(world, now, wire, raw)
      const recipients = recipientsOf(now)
      return {
        sent,
        deliveries: Array.from({ length: times }, () => deliver(world, wire, recipients)),
      }
    })()
    if (left === undefined) continue
    await answerDeliveries(world, person, wire, left.deliveries)
    return left.sent
  }
}

/** Whom it goes to, those in Bcc as well. */
export function recipientsOf(draft: Message): Message['item']['to'] {
  return [...draft.item.to, ...draft.item.cc, ...draft.item.bcc]
}

function toSentItems(world: World, draft: Message, wire: WireMessage, raw: Buffer): Message {
  const now = world.clock.now()
  const sent: Message = {
    ...draft,
    mutableId: newMutableId(),
    // All that Graph has set on the draft, and its conversation, live on in the copy.
    ...(draft.client === 'desktop'
      ? { id: newImmutableId(), change: 1 }
      : { change: draft.change + 1 }),
    folder: 'sentitems',
    isDraft: false,
    isRead: true,
    hidden: false,
    unseenUntilMs: untilMs(world.faults.moveWindowMs(draft.mailbox)),
    submitted: 0,
    receivedMs: now,
    internetMessageId: wire.messageId,
    client: 'web',
    item: { ...draft.item, modifiedMs: now, sentMs: now },
  }
  const stored =
    draft.client === 'desktop' ? copied(world, draft, sent, raw) : moved(world, sent, raw)
  world.changes.announce(draft, 'deleted')
  world.changes.announce(stored, 'created')
  return stored
}

function moved(world: World, sent: Message, raw: Buffer): Message {
  world.messages.update(sent)
  world.messages.replaceRaw(sent.id, raw)
  world.messages.setLeaving(sent.id, null)
  return sent
}

function copied(world: World, draft: Message, sent: Message, raw: Buffer): Message {
  world.messages.remove(draft.id)
  const { receivedMs: createdMs } = sent
  return world.messages.insert({ ...sent, item: { ...sent.item, createdMs } }, raw)
}

/** What mailboxes that were reached say by themselves, and what comes back from those that do not exist. */
async function answerDeliveries(
  world: World,
  person: Person,
  wire: WireMessage,
  deliveries: Delivery[],
): Promise<void> {
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
}
