/** When an enrollment begins, by Graph's own clock, and which mails lay there in that very second. */

import { addressKey } from '../domain/address.ts'
import { counts } from '../domain/alias.ts'
import { companyDomain } from '../domain/company.ts'
import type { Contact } from '../domain/contact.ts'
import { later, wholeSecond, type Instant } from '../domain/instant.ts'
import { mailKey } from '../domain/mail/mail.ts'
import { newestMails } from '../graph/mail.ts'
import { aliasesOf } from '../store/aliases.ts'
import { domainsOf } from '../store/companies.ts'
import type { Context } from './context.ts'

/** How far this machine's clock may run ahead of Graph's and the second of enrolling still be looked at. */
const clocksDifferMs = 5 * 60_000

/**
 * Exchange keeps whole seconds: what the contact or a colleague wrote in that second, before, must not end it. Of others'
 * mails nothing is kept. Throws GraphError.
 */
export async function beginAt(
  context: Context,
  mailboxId: string,
  contact: Contact,
): Promise<{ beganAt: Instant; mailBefore: string[] }> {
  const since = wholeSecond(later(context.clock.now(), -clocksDifferMs))
  const { mails, date } = await newestMails(context.ask, mailboxId, since)
  const aliases = (await aliasesOf(context.db, contact.id)).filter(counts)
  const keys = [contact.email, ...aliases.map((one) => one.address)].map(addressKey)
  const domains = [
    companyDomain(contact.email, []),
    ...(contact.companyId === null ? [] : await domainsOf(context.db, contact.companyId)),
  ]
  const maySpeak = (address: string): boolean =>
    keys.includes(addressKey(address)) || domains.includes(companyDomain(address, []) ?? '')
  const before = mails
    .filter((mail) => mail.receivedAt >= date)
    .filter((mail) =>
      [mail.from, mail.sender, ...mail.replyTo].some(
        (one) => one !== null && maySpeak(one.address),
      ),
    )
  return { beganAt: date, mailBefore: before.map(mailKey) }
}
