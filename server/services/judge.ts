/** Judges mails that were read, for the enrollments they may concern, once per mail and enrollment. */

import { addressKey } from '../domain/address.ts'
import type { Enrollment } from '../domain/enrollment.ts'
import type { Letter } from '../domain/letter.ts'
import { authorOf } from '../domain/unenrollment/author.ts'
import { decide } from '../domain/unenrollment/decide.ts'
import type { ReadMail, Subject } from '../domain/unenrollment/subject.ts'
import type { Db } from '../store/db.ts'
import { enrollmentById, enrollmentsByIds, openEnrollmentsAt } from '../store/enrollments.ts'
import { lettersNamed } from '../store/letters.ts'
import { sequenceById } from '../store/sequences.ts'
import { addVerdict } from '../store/timeline.ts'
import { newId } from './context.ts'
import { evidenceOf, followVerdict } from './follow-verdict.ts'
import { tenantDomains } from './tenant.ts'
import type { Turn } from './turn.ts'

/** Leaves no trace of mails that concern nobody enrolled. */
export async function judge(turn: Turn, mails: ReadMail[]): Promise<void> {
  if (mails.length === 0) return
  const { db } = turn.context
  const letters = await lettersNamed(db, [...new Set(mails.flatMap((mail) => mail.answers))])
  const byLetter = await enrollmentsByIds(db, [
    ...new Set([...letters.values()].map((one) => one.enrollmentId)),
  ])
  const byAddress = await enrollmentsAt(db, mails)
  if (byLetter.length === 0 && byAddress.length === 0 && !mails.some((mail) => mail.unsubscribes))
    return
  const ownDomains = await tenantDomains(turn.context)
  for (const mail of [...mails].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))) {
    const named = mail.answers.flatMap((id) => letters.get(id) ?? [])
    const concerned = new Set([
      ...named.map((letter) => letter.enrollmentId),
      ...(mail.unsubscribes ? [mail.unsubscribes] : []),
      ...byAddress
        .filter((one) => addressesIn(mail).map(addressKey).includes(addressKey(one.address)))
        .map((one) => one.id),
    ])
    for (const enrollmentId of concerned)
      await db.transaction((tx) => judgeOne(tx, turn, { mail, named, ownDomains }, enrollmentId))
  }
}

async function enrollmentsAt(db: Db, mails: ReadMail[]): Promise<Enrollment[]> {
  const addresses = [...new Set(mails.flatMap(addressesIn).map(addressKey))]
  const found: Enrollment[] = []
  for (let from = 0; from < addresses.length; from += 200)
    found.push(...(await openEnrollmentsAt(db, addresses.slice(from, from + 200))))
  return found
}

/** Whom a mail may be about: who wrote it, or whom a delivery report names. */
function addressesIn(mail: ReadMail): string[] {
  const reported = mail.report?.fates.flatMap((fate) => fate.recipient ?? []) ?? []
  const author = authorOf(mail)
  const sender = mail.sender?.address
  return [
    ...reported,
    ...(author ? [author] : []),
    ...(sender && sender !== author ? [sender] : []),
  ]
}

interface Case {
  mail: ReadMail
  named: Letter[]
  ownDomains: string[]
}

/** One mail, one enrollment, one transaction: verdict and consequence stand or fall together. */
async function judgeOne(
  tx: Db,
  turn: Turn,
  { mail, named, ownDomains }: Case,
  enrollmentId: string,
): Promise<void> {
  const enrollment = await enrollmentById(tx, enrollmentId)
  if (!enrollment) return
  const sequence = await sequenceById(tx, enrollment.sequenceId)
  if (!sequence) throw new Error(`Enrollment ${enrollmentId} lacks its sequence.`)
  const letter = named.find((one) => one.enrollmentId === enrollmentId)?.step ?? null
  const subject: Subject = {
    enrollmentId,
    state: enrollment.state,
    address: enrollment.address,
    beganAt: enrollment.beganAt,
    mailBefore: enrollment.mailBefore,
    letter,
    inItsMailbox: enrollment.mailboxId === turn.mailbox.id,
    wrote: enrollment.lettersSent > 0 && enrollment.mailboxId === turn.mailbox.id,
    ownDomains,
    settings: sequence.settings,
    timeZone: turn.mailbox.timeZone,
  }
  const judgement = decide(mail, subject)
  if (!judgement) return
  const evidence = evidenceOf(turn.mailbox.address, mail, letter, judgement)
  const isNew = await addVerdict(tx, {
    id: newId(),
    enrollmentId,
    mailboxId: turn.mailbox.id,
    mailKey: mail.key,
    kind: mail.kind,
    sub: mail.sub,
    rule: judgement.rule,
    effect: judgement.effect,
    evidence,
    judgedAt: turn.context.clock.now(),
  })
  if (isNew) await followVerdict(tx, turn.context, { mail, enrollment, judgement, evidence })
}
