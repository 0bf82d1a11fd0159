/** Finds whom the mails of one page may concern: a handful of queries for all of them, none per mail. */

import { addressKey } from '../../domain/contacts/address.ts'
import { areColleagues, companyDomain } from '../../domain/contacts/company.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { isReply } from '../../domain/mail/message/thread.ts'
import { authorOf } from '../../domain/unenrollment/author.ts'
import type { ReadMessage } from '../../domain/unenrollment/subject.ts'
import { aliasesAtKeys } from '../../store/contacts/aliases.ts'
import { colleaguesAt, companiesOfDomains, type Colleague } from '../../store/contacts/companies.ts'
import type { Db } from '../../store/db/db.ts'
import {
  enrollmentsByIds,
  openEnrollmentsAt,
  openEnrollmentsOfContacts,
} from '../../store/enrollments/enrollments.ts'
import { emailsNamed } from '../../store/outbound/emails.ts'
import { contactsBehind, type Known } from '../contacts/find-by-address.ts'
import { atOnce, inBatches, unique } from '../batches.ts'

/** One enrollment that a mail may concern, and what is known of the mail's author beside it. */
export interface Concerned {
  enrollmentId: string
  /** The author is another contact, or one of theirs. */
  authorContactId: string | null
  isColleague: boolean
  /** The emails of any enrollment that the mail names. */
  named: Email[]
  /** The sequences of those emails. */
  sequenceIds: string[]
}

export type ConcernedBy = (mail: ReadMessage, ownDomains: readonly string[]) => Concerned[]

/** Null: these mails concern nobody, and leave no trace. */
export async function findConcerned(
  db: Db,
  mailboxId: string,
  mails: ReadMessage[],
): Promise<ConcernedBy | null> {
  const emails = await emailsNamed(db, unique(mails.flatMap((mail) => mail.answers)))
  const sequenceOf = new Map<string, string>()
  const emailEnrollments = unique([...emails.values()].map((one) => one.enrollmentId))
  for (const one of await inBatches(emailEnrollments, (some) => enrollmentsByIds(db, some)))
    sequenceOf.set(one.id, one.sequenceId)
  const byKey = await enrollmentsByKey(db, mails)
  const authors = await contactsBehind(
    db,
    mails.flatMap((mail) => authorOf(mail) ?? []),
  )
  const companies = await findColleagues(db, mailboxId, mails, {
    authors,
    sequenceIds: unique([...sequenceOf.values()]),
  })
  if (
    emails.size === 0 &&
    byKey.size === 0 &&
    companies.colleagues.length === 0 &&
    !mails.some((mail) => mail.unsubscribes)
  )
    return null

  return (mail, ownDomains) => {
    const named = mail.answers.flatMap((id) => emails.get(id) ?? [])
    const author = authorOf(mail)
    const known = author === null ? undefined : authors.get(author)
    const colleagues = new Set(
      answersAsColleague(mail)
        ? companies.colleagues
            .filter((one) =>
              areColleagues(
                { companyIds: one.companyIds, domain: companyDomain(one.email, ownDomains) },
                {
                  companyIds: companyIdsOf(author ?? '', known, companies.companyOfDomain),
                  domain: domainBehind(author ?? '', known, ownDomains),
                },
                (id) => one.withDomains.includes(id),
              ),
            )
            .map((one) => one.enrollmentId)
        : [],
    )
    const ids = new Set([
      ...named.map((email) => email.enrollmentId),
      ...(mail.unsubscribes ? [mail.unsubscribes] : []),
      ...addressesIn(mail).flatMap((address) => byKey.get(addressKey(address)) ?? []),
      ...colleagues,
    ])
    return [...ids].map((enrollmentId) => ({
      enrollmentId,
      authorContactId: known?.contactId ?? null,
      isColleague: colleagues.has(enrollmentId),
      named,
      sequenceIds: named.flatMap((email) => sequenceOf.get(email.enrollmentId) ?? []),
    }))
  }
}

/** Whom a mail may be about: who wrote it, who is to get the answer, or whom a delivery report names. */
function addressesIn(mail: ReadMessage): string[] {
  const reported = mail.report?.fates.flatMap((fate) => fate.recipient ?? []) ?? []
  const written = [mail.from, mail.sender, ...mail.replyTo.slice(0, 20)]
  return unique([...reported, ...written.flatMap((one) => one?.address ?? [])])
}

/** Open enrollments by every key under which their contact may write. */
async function enrollmentsByKey(db: Db, mails: ReadMessage[]): Promise<Map<string, string[]>> {
  const keys = unique(mails.flatMap(addressesIn).map(addressKey))
  const found = new Map<string, string[]>()
  const add = (key: string, id: string): void =>
    void found.set(key, [...(found.get(key) ?? []), id])
  for (const one of await inBatches(keys, (some) => openEnrollmentsAt(db, some)))
    add(addressKey(one.address), one.id)
  const aliases = await inBatches(keys, (some) => aliasesAtKeys(db, some))
  const owners = unique(aliases.map((alias) => alias.contactId))
  const open = await inBatches(owners, (some) => openEnrollmentsOfContacts(db, some))
  for (const { address, contactId } of aliases)
    for (const one of open) if (one.contactId === contactId) add(addressKey(address), one.id)
  return found
}

interface Companies {
  colleagues: Colleague[]
  companyOfDomain: Map<string, string>
}

async function findColleagues(
  db: Db,
  mailboxId: string,
  mails: ReadMessage[],
  known: { authors: Map<string, Known>; sequenceIds: string[] },
): Promise<Companies> {
  const authors = unique(mails.filter(answersAsColleague).flatMap((mail) => authorOf(mail) ?? []))
  const domains = unique(
    authors.flatMap((author) => domainBehind(author, known.authors.get(author), []) ?? []),
  )
  const companyOfDomain = new Map<string, string>()
  for (let from = 0; from < domains.length; from += atOnce)
    for (const [domain, id] of await companiesOfDomains(db, domains.slice(from, from + atOnce)))
      companyOfDomain.set(domain, id)
  const companyIds = unique(
    authors.flatMap((one) => companyIdsOf(one, known.authors.get(one), companyOfDomain)),
  )
  const within = { mailboxId, sequenceIds: known.sequenceIds }
  const colleagues = [
    ...(await inBatches(domains, (some) =>
      colleaguesAt(db, { domains: some, companyIds: [] }, within),
    )),
    ...(await inBatches(companyIds, (some) =>
      colleaguesAt(db, { domains: [], companyIds: some }, within),
    )),
  ]
  return { colleagues, companyOfDomain }
}

/** Only a person's answer counts for colleagues; their machines say nothing about anybody else. */
function answersAsColleague(mail: ReadMessage): boolean {
  return mail.kind === 'human' && isReply(mail)
}

function companyIdsOf(
  author: string,
  known: Known | undefined,
  companyOfDomain: ReadonlyMap<string, string>,
): string[] {
  const domain = domainBehind(author, known, [])
  const byDomain = domain === null ? undefined : companyOfDomain.get(domain)
  return unique([known?.companyId, byDomain].flatMap((one) => one ?? []))
}

/** A contact who writes from free mail of theirs still works where their own address is. */
function domainBehind(
  author: string,
  known: Known | undefined,
  ownDomains: readonly string[],
): string | null {
  return companyDomain(author, ownDomains) ?? companyDomain(known?.email ?? '', ownDomains)
}
