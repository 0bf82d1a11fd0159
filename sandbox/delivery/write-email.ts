/** A person of the tenant writes by hand in Outlook: into Sent Items and on the wire, as any mail. */

import { htmlDocument, textFromHtml } from '../mail/html.ts'
import { exchangeMessageId, writeMime } from '../mail/write-mime.ts'
import type { MailAddress, Person } from '../person.ts'
import type { Message } from '../state/message.ts'
import type { World } from '../world.ts'
import { answerAutomatically } from './automatic-replies.ts'
import { deliver, readWire } from './deliver.ts'
import { itemOf, untilMs } from './mailboxes.ts'

export interface HandWritten {
  to: MailAddress[]
  cc: MailAddress[]
  subject: string
  /** Text, or HTML when it has tags. */
  body: string
  /** The mail of the own mailbox that it answers. */
  answers: Message | undefined
}

/** Answers the item in Sent Items. */
export async function composeEmail(
  world: World,
  person: Person,
  email: HandWritten,
): Promise<Message> {
  const { answers } = email
  const isHtml = /<[a-z][^>]*>/i.test(email.body)
  const now = world.clock.now()
  const raw = await writeMime({
    messageId: exchangeMessageId(),
    from: { name: person.name, address: person.address },
    to: email.to,
    cc: email.cc,
    subject: email.subject,
    text: isHtml ? textFromHtml(email.body) : email.body,
    html: htmlDocument(isHtml ? email.body : undefined, email.body),
    inReplyTo: answers?.internetMessageId ?? null,
    references: answers === undefined ? null : threadOf(answers),
    dateMs: now,
  })
  const wire = await readWire(raw)
  const send = world.db.transaction(() => {
    const sent = world.mailboxes.add(
      {
        mailbox: person.id,
        folder: 'sentitems',
        receivedMs: now,
        isDraft: false,
        isRead: true,
        internetMessageId: wire.messageId,
        unseenUntilMs: untilMs(world.faults.moveWindowMs(person.id)),
        item: { ...itemOf(wire.mail, now, true), sentMs: now },
      },
      raw,
    )
    return { sent, arrived: deliver(world, wire, [...email.to, ...email.cc]).arrived }
  })
  const { sent, arrived } = send()
  await answerAutomatically(world, arrived, wire)
  return sent
}

function threadOf(answered: Message): string {
  return [answered.item.references ?? '', answered.internetMessageId].join(' ').trim()
}
