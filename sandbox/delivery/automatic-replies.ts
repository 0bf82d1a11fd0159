/** Automatic replies of the tenant's own people: who gets one, and how Exchange writes it. */

import { headerOf } from '../mail/read-mime.ts'
import { withHeaders } from '../mail/raw-headers.ts'
import { exchangeMessageId, writeMime } from '../mail/write-mime.ts'
import { hasAddress, isTenantAddress, personOf } from '../person.ts'
import type { MailAddress, Person } from '../person.ts'
import { repliesAutomatically } from '../state/mailbox-settings.ts'
import type { Message } from '../state/message.ts'
import type { World } from '../world.ts'
import { arrive, deliver, readWire } from './deliver.ts'
import type { WireMessage } from './deliver.ts'

/** Call it after the transaction that delivered the message, with the items it made. */
export async function answerAutomatically(
  world: World,
  arrived: Message[],
  wire: WireMessage,
): Promise<void> {
  const sender = wire.mail.from
  if (sender === null || !wantsAnswer(wire)) return
  for (const message of arrived) {
    const person = personOf(world.people, message.mailbox)
    if (person !== undefined && answers(world, person, sender, wire))
      await reply(world, person, sender, wire)
  }
}

/** RFC 3834 section 2, and [MS-OXCMAIL] for X-Auto-Response-Suppress. */
function wantsAnswer(wire: WireMessage): boolean {
  const header = (name: string): string =>
    (headerOf(wire.mail.headers, name) ?? '').trim().toLowerCase()
  const automatic = header('auto-submitted')
  return (
    (automatic === '' || automatic === 'no') &&
    !/\b(oof|all|autoreply)\b/.test(header('x-auto-response-suppress')) &&
    !/^(bulk|list|junk)$/.test(header('precedence')) &&
    header('list-id') === '' &&
    header('return-path') !== '<>'
  )
}

/** Once to each sender while the setting stands, and only when the person is named as a recipient. */
function answers(world: World, person: Person, sender: MailAddress, wire: WireMessage): boolean {
  const settings = world.mailboxSettings.read(person.id)
  if (!repliesAutomatically(settings, world.clock.now()) || hasAddress(person, sender.address))
    return false
  if (!isTenantAddress(sender.address) && settings.automaticReplies.externalAudience !== 'all')
    return false
  const named = [...wire.mail.to, ...wire.mail.cc].some((one) => hasAddress(person, one.address))
  return named && world.mailboxSettings.noteReply(person.id, sender.address)
}

async function reply(
  world: World,
  person: Person,
  sender: MailAddress,
  wire: WireMessage,
): Promise<void> {
  const inside = isTenantAddress(sender.address)
  const { internalMessage, externalMessage } = world.mailboxSettings.read(
    person.id,
  ).automaticReplies
  const raw = await writeMime({
    messageId: exchangeMessageId(),
    from: { address: person.address, name: person.name },
    to: [sender],
    subject: `Automatic reply: ${wire.mail.subject}`,
    text: inside ? internalMessage : externalMessage,
    inReplyTo: wire.messageId,
    references: [wire.mail.references, wire.messageId].filter((one) => one !== null).join(' '),
    dateMs: world.clock.now(),
  })
  const answer = await readWire(
    withHeaders(raw, {
      'Return-Path': '<>',
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-MS-Exchange-Inbox-Rules-Loop': person.address,
      'X-MS-Has-Attach': '',
    }),
  )
  const send = world.db.transaction(() => {
    const colleague = inside ? personOf(world.people, sender.address) : undefined
    if (!inside) deliver(world, answer, [sender])
    else if (colleague?.hasMailbox === true)
      arrive(world, colleague, answer, {
        messageClass: 'IPM.Note.Rules.OofTemplate.Microsoft',
        // Graph leaves a colleague's automatic reply out of lists and delta (observed by production clients).
        unlisted: true,
      })
  })
  send()
}
