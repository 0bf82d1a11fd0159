/** Judges mails that were read, for the enrollments they may concern, once per mail and enrollment. */

import { addressKey } from '../../domain/contacts/address.ts'
import { counts, type Alias } from '../../domain/contacts/alias.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { isListPost } from '../../domain/mail/message/message.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import { authorOf } from '../../domain/unenrollment/author.ts'
import { decide } from '../../domain/unenrollment/decide.ts'
import type { ReadMessage, Subject } from '../../domain/unenrollment/subject.ts'
import { aliasesOf } from '../../store/contacts/aliases.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById, openEnrollmentsOfContact } from '../../store/enrollments/enrollments.ts'
import { mailboxById } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { addVerdict } from '../../store/history/verdicts.ts'
import { newId } from '../context.ts'
import { findConcerned, type Concerned } from './match-enrollments.ts'
import { evidenceOf, followVerdict } from './apply-verdict.ts'
import { learnAlias } from '../contacts/learn-alias.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** Leaves no trace of mails that concern nobody enrolled. */
export async function judge(sync: MailboxSync, mails: ReadMessage[]): Promise<void> {
  if (mails.length === 0) return
  const { db } = sync.context
  const concernedBy = await findConcerned(db, sync.mailbox.id, mails)
  if (!concernedBy) return
  const { ownDomains } = sync
  if (ownDomains === null)
    throw new Error('Mail was to be judged before the company’s own domains were known.')
  for (const mail of [...mails].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))) {
    const waiting = concernedBy(mail, ownDomains)
    const seen = new Set(waiting.map((one) => one.enrollmentId))
    // What a machine wrote is read further once only, so all it means is stored at once.
    if (mail.kind !== 'human') {
      await db.transaction(async (tx) => {
        for (const one of waiting) await judgeOne(tx, sync, { mail, ownDomains, one })
      })
      continue
    }
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const one = next
      const learnt = await db.transaction((tx) => judgeOne(tx, sync, { mail, ownDomains, one }))
      // An address learned from this very mail makes it the contact's, for the contact's other enrollments, too.
      for (const enrollmentId of learnt) {
        if (!seen.has(enrollmentId)) waiting.push({ ...one, enrollmentId, isColleague: false })
        seen.add(enrollmentId)
      }
    }
  }
}

interface Case {
  mail: ReadMessage
  ownDomains: readonly string[]
  one: Concerned
}

/**
 * One mail, one enrollment, one transaction: verdict and consequence stand or fall together. Answers the contact's other
 * open enrollments when the mail taught an address of the contact's.
 */
async function judgeOne(tx: Db, sync: MailboxSync, asked: Case): Promise<string[]> {
  const { mail, one } = asked
  const enrollment = await enrollmentById(tx, one.enrollmentId)
  if (!enrollment) return []
  const sequence = await sequenceById(tx, enrollment.sequenceId)
  const contact = await contactById(tx, enrollment.contactId)
  if (!sequence || !contact)
    throw new Error(`Enrollment ${enrollment.id} lacks its sequence or its contact.`)
  const aliases = await aliasesOf(tx, contact.id)
  // The mail may lie in a colleague's mailbox: whether it was written to the rep, and where a day of return begins, is a
  // matter of the rep's own.
  const repsMailbox = (await mailboxById(tx, enrollment.mailboxId)) ?? sync.mailbox
  const answered = one.named.find((email) => email.enrollmentId === enrollment.id) ?? null
  const known = { enrollment, sequence, contact, aliases, repsMailbox, answered }
  const subject = subjectOf(sync, asked, known)
  const judgement = decide(mail, subject)
  if (!judgement) return []
  const evidence = evidenceOf(sync.mailbox.address, mail, subject.emailNumber, judgement)
  const isNew = await addVerdict(tx, {
    id: newId(),
    enrollmentId: enrollment.id,
    mailboxId: sync.mailbox.id,
    messageKey: mail.key,
    kind: mail.kind,
    sub: mail.sub,
    rule: judgement.rule,
    effect: judgement.effect,
    evidence,
    judgedAt: sync.context.clock.now(),
    emailId: answered?.id ?? null,
  })
  if (!isNew) return []
  await followVerdict(tx, sync.context, { mail, enrollment, judgement, evidence })
  if (judgement.rule !== 'replied-from-other-address') return []
  const isLearned = await learnAlias(tx, sync.context, {
    mail,
    enrollment,
    contact,
    aliases,
    evidence,
  })
  return isLearned ? (await openEnrollmentsOfContact(tx, contact.id)).map((open) => open.id) : []
}

interface Known {
  enrollment: Enrollment
  sequence: Sequence
  contact: Contact
  aliases: Alias[]
  repsMailbox: Pick<Mailbox, 'address' | 'timeZone'>
  /** The enrollment's email that the message names. */
  answered: Email | null
}

function subjectOf(
  sync: MailboxSync,
  { mail, ownDomains, one }: Case,
  { enrollment, sequence, contact, aliases, repsMailbox, answered }: Known,
): Subject {
  const inItsMailbox = enrollment.mailboxId === sync.mailbox.id
  const author = authorOf(mail)
  const isUnlinked = aliases.some(
    (alias) => author !== null && alias.state === 'unlinked' && isSame(alias, author),
  )
  return {
    enrollmentId: enrollment.id,
    state: enrollment.state,
    address: enrollment.address,
    furtherAddresses: [
      ...(contact.email === enrollment.address ? [] : [contact.email]),
      ...aliases.filter(counts).map((alias) => alias.address),
    ],
    isSomebodyElse:
      isUnlinked || (one.authorContactId !== null && one.authorContactId !== contact.id),
    isColleague: one.isColleague,
    beganAt: enrollment.beganAt,
    messagesBefore: enrollment.messagesBefore,
    emailNumber: answered?.number ?? null,
    answersSequence: one.sequenceIds.includes(enrollment.sequenceId),
    inItsMailbox,
    wroteToRep:
      mail.to.some((to) => to.address === repsMailbox.address) ||
      one.named.some((email) => email.mailboxId === enrollment.mailboxId),
    isListPost: isListPost(mail, [repsMailbox.address]),
    wrote: enrollment.emailsSent > 0 && inItsMailbox,
    ownDomains,
    settings: sequence.settings,
    timeZone: repsMailbox.timeZone,
  }
}

function isSame(alias: Alias, address: string): boolean {
  return addressKey(alias.address) === addressKey(address)
}
