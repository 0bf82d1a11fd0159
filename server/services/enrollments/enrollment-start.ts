/** When an enrollment begins, by Graph's own clock, and which mails lay there in that very second. */

import { addressKey } from '../../domain/contacts/address.ts'
import { counts } from '../../domain/contacts/alias.ts'
import { companyDomain } from '../../domain/contacts/company.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import { later, wholeSecond, type Instant } from '../../domain/time/instant.ts'
import { messageKey, type InboundMessage } from '../../domain/mail/message/message.ts'
import { newestMessages } from '../../graph/messages.ts'
import { aliasesOf } from '../../store/contacts/aliases.ts'
import { domainsOf } from '../../store/contacts/companies.ts'
import { contactsBehind, type Known } from '../contacts/find-by-address.ts'
import type { Context } from '../context.ts'

/** How far this machine's clock may run ahead of Graph's and the second of enrolling still be looked at. */
const clocksDifferMs = 5 * 60_000

export interface Began {
  beganAt: Instant
  messagesBefore: string[]
}

/** What an enrolling asks Graph. Throws GraphError. */
export type BeginAt = (context: Context, mailboxId: string, contact: Contact) => Promise<Began>

/** What lies in the mailbox now, and when now is by Graph's clock. Throws GraphError. */
export function checkMailbox(
  context: Context,
  mailboxId: string,
): Promise<{ mails: InboundMessage[]; date: Instant }> {
  const since = wholeSecond(later(context.clock.now(), -clocksDifferMs))
  return newestMessages(context.ask, mailboxId, since)
}

/** Begins with a look of its own. */
export const beginAt: BeginAt = async (context, mailboxId, contact) =>
  beginWith(context, await checkMailbox(context, mailboxId), contact)

/**
 * Exchange keeps whole seconds: what the contact or a colleague wrote in that second, before, must not end it. Of others'
 * mails nothing is kept.
 */
export async function beginWith(
  context: Context,
  { mails, date }: { mails: InboundMessage[]; date: Instant },
  contact: Contact,
): Promise<Began> {
  const aliases = (await aliasesOf(context.db, contact.id)).filter(counts)
  const keys = [contact.email, ...aliases.map((one) => one.address)].map(addressKey)
  const domains = [
    companyDomain(contact.email, []),
    ...(contact.companyId === null ? [] : await domainsOf(context.db, contact.companyId)),
  ]
  const inThatSecond = mails.filter((mail) => mail.receivedAt >= date)
  // A colleague may write from an address that only the colleague's own record knows.
  const behind = await contactsBehind(context.db, inThatSecond.flatMap(writersOf))
  const isColleague = (known: Known | undefined): boolean =>
    known !== undefined &&
    ((known.companyId !== null && known.companyId === contact.companyId) ||
      domains.includes(companyDomain(known.email, []) ?? ''))
  const maySpeak = (address: string): boolean =>
    keys.includes(addressKey(address)) ||
    domains.includes(companyDomain(address, []) ?? '') ||
    isColleague(behind.get(address))
  const before = inThatSecond.filter((mail) => writersOf(mail).some(maySpeak))
  return { beganAt: date, messagesBefore: before.map(messageKey) }
}

function writersOf(mail: InboundMessage): string[] {
  return [mail.from, mail.sender, ...mail.replyTo].flatMap((one) => one?.address ?? [])
}
