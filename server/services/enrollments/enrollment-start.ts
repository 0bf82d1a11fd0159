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
import type { Db } from '../../store/db/db.ts'
import type { Context } from '../context.ts'

/** How far this machine's clock may run ahead of Graph's and the second of enrolling still be looked at. */
const clocksDifferMs = 5 * 60_000

/**
 * How old a look may be when an enrollment that begins with it is stored, in real time. Exchange tells when a mail came in whole
 * seconds, so that no shorter time could be told apart.
 */
const latestMs = 1_000

export interface Began {
  beganAt: Instant
  messagesBefore: string[]
}

/** What lay in a mailbox, and when that was: by Graph's clock, and in real milliseconds by ours. */
export interface Look {
  mails: InboundMessage[]
  date: Instant
  realMs: number
}

/** Looks what lies in the mailbox now. Throws GraphError. */
export async function lookInto(context: Context, mailboxId: string): Promise<Look> {
  const since = wholeSecond(later(context.clock.now(), -clocksDifferMs))
  const look = await newestMessages(context.ask, mailboxId, since)
  return { ...look, realMs: context.clock.real() }
}

/** Whether a mail may have come since that would count as come after an enrolling that it came before. */
export function isLate({ clock }: Context, look: Look): boolean {
  return clock.real() - look.realMs > latestMs
}

/**
 * Exchange keeps whole seconds: what the contact or a colleague wrote in that second, before, must not end it. Of others'
 * mails nothing is kept.
 */
export async function beginAt(db: Db, { mails, date }: Look, contact: Contact): Promise<Began> {
  const inThatSecond = mails.filter((mail) => mail.receivedAt >= date)
  if (inThatSecond.length === 0) return { beganAt: date, messagesBefore: [] }
  const aliases = (await aliasesOf(db, contact.id)).filter(counts)
  const keys = [contact.email, ...aliases.map((one) => one.address)].map(addressKey)
  const domains = [
    companyDomain(contact.email, []),
    ...(contact.companyId === null ? [] : await domainsOf(db, contact.companyId)),
  ]
  // A colleague may write from an address that only the colleague's own record knows.
  const behind = await contactsBehind(db, inThatSecond.flatMap(writersOf))
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
