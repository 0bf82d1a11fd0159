/** Judges mails for the enrollments they may concern, and lets what follows happen, once per mail and enrollment. */

import type { MailEvidence } from '../../shared/enrollment.ts'
import type { Enrollment } from '../domain/enrollment.ts'
import type { Letter } from '../domain/letter.ts'
import { readDeliveryReport } from '../domain/mail/delivery-report.ts'
import { kindOf, type Kind } from '../domain/mail/kind.ts'
import { mailKey, type Mail } from '../domain/mail/mail.ts'
import { answeredIds } from '../domain/mail/thread.ts'
import { authorOf } from '../domain/unenrollment/author.ts'
import { decide, type Judgement } from '../domain/unenrollment/decide.ts'
import type { ReadMail, Subject } from '../domain/unenrollment/subject.ts'
import { holdTexts, tellVerdict } from '../domain/unenrollment/tell.ts'
import { GraphError } from '../graph/client.ts'
import { mimeOf } from '../graph/mail.ts'
import { contactById, markAddressBad } from '../store/contacts.ts'
import type { Db } from '../store/db.ts'
import { enrollmentById, enrollmentsByIds, openEnrollmentsAt } from '../store/enrollments.ts'
import { knowLetterAs, lettersByGraphId, lettersNamed } from '../store/letters.ts'
import { addEntry, addVerdict } from '../store/timeline.ts'
import { newId } from './context.ts'
import { hold } from './hold.ts'
import { recordSent } from './record-sent.ts'
import { tenantDomains } from './tenant.ts'
import { LeaseLostError, type FetchedReport, type Turn } from './turn.ts'
import { unenroll } from './unenroll.ts'
import { unsubscribedBy, unsubscribeIn } from './unsubscribe.ts'

/** Answers whether Graph had to be asked for more than the list: then the list is no longer the last word. */
export async function judgeMails(turn: Turn, mails: Mail[]): Promise<boolean> {
  await meetOwnLetters(turn, mails)
  const read = mails.filter((mail) => !mail.isDraft).map((mail) => readPlain(turn, mail))
  // People first: a delivery report costs a request of its own, and that may fail.
  await judge(
    turn,
    read.filter((mail) => mail.kind !== 'own' && mail.kind !== 'bounce'),
  )
  let asked = false
  for (const bounce of read.filter((mail) => mail.kind === 'bounce')) {
    asked ||= !turn.reports.has(bounce.id)
    await judge(turn, [await withReport(turn, bounce)])
  }
  return asked
}

function readPlain(turn: Turn, mail: Mail): ReadMail {
  const plain = { ...mail, key: mailKey(mail), report: null }
  try {
    return {
      ...plain,
      ...kindOf(mail, [turn.mailbox.address]),
      answers: answeredIds(mail),
      unsubscribes: unsubscribedBy(turn.context, mail.subject),
    }
  } catch (error) {
    // One mail that reading stumbles over must not keep the mailbox from being read: a person is shown it instead.
    const what = error instanceof Error ? error.name : 'an error'
    return {
      ...plain,
      ...unreadable(`reading it failed with ${what}`),
      answers: [],
      unsubscribes: null,
    }
  }
}

function unreadable(because: string): Kind {
  return { kind: 'unreadable', sub: null, returnDate: null, successor: null, because: [because] }
}

/** Our own letters show up in the read too: they tell under which Message-ID they went, and that they went. */
async function meetOwnLetters(turn: Turn, mails: Mail[]): Promise<void> {
  const { db } = turn.context
  const byId = await lettersByGraphId(
    db,
    turn.mailbox.id,
    mails.map((mail) => mail.id),
  )
  const byName = await lettersNamed(
    db,
    mails.filter((mail) => mail.isDraft).flatMap((mail) => mail.messageId ?? []),
  )
  for (const mail of mails) {
    const letter = byId.get(mail.id)
    if (letter) await meet(turn, letter, mail)
    else if (mail.isDraft && isStray(mail, byName)) turn.strayDrafts.push(mail.id)
  }
}

async function meet(turn: Turn, letter: Letter, mail: Mail): Promise<void> {
  const { db } = turn.context
  if (mail.messageId && mail.messageId !== letter.messageId)
    await knowLetterAs(db, letter.id, mail.messageId)
  if (mail.isDraft || (letter.state !== 'sending' && letter.state !== 'drafted')) return
  await db.transaction((tx) => recordSent(tx, turn.context, letter, mail.receivedAt))
}

/** A draft that bears a letter's name while the letter is another draft, or is done with. */
function isStray(mail: Mail, byName: Map<string, Letter>): boolean {
  const letter = mail.messageId ? byName.get(mail.messageId) : undefined
  return letter !== undefined && letter.state !== 'stored' && letter.graphId !== mail.id
}

async function withReport(turn: Turn, mail: ReadMail): Promise<ReadMail> {
  const report = turn.reports.get(mail.id) ?? (await fetchReport(turn, mail.id))
  turn.reports.set(mail.id, report)
  if (report === 'gone') return mail
  if (report === 'unreadable') return { ...mail, ...unreadable('its MIME text cannot be read') }
  const answers = report.originalMessageId
    ? [report.originalMessageId, ...mail.answers.filter((id) => id !== report.originalMessageId)]
    : mail.answers
  return { ...mail, report, answers }
}

/** Broken beyond reading, or refused by Graph: the person is shown the mail instead, and reading goes on. */
async function fetchReport(turn: Turn, mailId: string): Promise<FetchedReport> {
  try {
    const mime = await mimeOf(turn.ask, turn.mailbox.id, mailId)
    return mime ? await readDeliveryReport(mime) : 'gone'
  } catch (error) {
    if (error instanceof LeaseLostError) throw error
    if (error instanceof GraphError && error.kind !== 'refused') throw error
    return 'unreadable'
  }
}

async function judge(turn: Turn, mails: ReadMail[]): Promise<void> {
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
      ...byAddress.filter((one) => addressesIn(mail).includes(one.address)).map((one) => one.id),
    ])
    for (const enrollmentId of concerned)
      await db.transaction((tx) => judgeOne(tx, turn, { mail, named, ownDomains }, enrollmentId))
  }
}

async function enrollmentsAt(db: Db, mails: ReadMail[]): Promise<Enrollment[]> {
  const addresses = [...new Set(mails.flatMap(addressesIn))]
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
  }
  const judgement = decide(mail, subject)
  if (!judgement) return
  const evidence = evidenceOf(turn, mail, letter, judgement)
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
  if (isNew) await follow(tx, turn, { mail, enrollment, judgement, evidence })
}

function evidenceOf(
  turn: Turn,
  mail: ReadMail,
  letter: number | null,
  judgement: Judgement,
): MailEvidence {
  return {
    kind: 'mail',
    id: mail.id,
    messageId: mail.messageId,
    mailbox: turn.mailbox.address,
    from: mail.from ?? mail.sender ?? { address: '', name: '' },
    subject: mail.subject.slice(0, 500),
    receivedAt: mail.receivedAt,
    letter,
    because: judgement.because,
  }
}

interface Judged {
  mail: ReadMail
  enrollment: Enrollment
  judgement: Judgement
  evidence: MailEvidence
}

async function follow(
  tx: Db,
  turn: Turn,
  { mail, enrollment, judgement, evidence }: Judged,
): Promise<void> {
  const { context } = turn
  if (judgement.addressBad) await markAddressBad(tx, enrollment.contactId)
  // Whoever asks for no more means it, whether this enrollment still runs or not.
  if (judgement.rule === 'unsubscribed') {
    await unsubscribeIn(tx, context, enrollment.id, evidence)
    return
  }
  if (judgement.effect === 'ended' && judgement.rule) {
    await unenroll(tx, context, enrollment.id, { reason: judgement.rule, by: null, evidence })
    return
  }
  if (judgement.effect === 'held' && judgement.hold) {
    const held = await hold(tx, context, enrollment.id, {
      reason: judgement.hold,
      text: holdTexts[judgement.hold],
      evidence,
    })
    if (held) return
  }
  const contact = await contactById(tx, enrollment.contactId)
  await addEntry(tx, {
    id: newId(),
    enrollmentId: enrollment.id,
    contactId: enrollment.contactId,
    at: context.clock.now(),
    kind: 'verdict',
    text: tellVerdict(mail, judgement, contact?.name ?? enrollment.address),
    evidence,
  })
}
