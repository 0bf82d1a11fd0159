/** Reads what a mail is, and has it judged: people first, then those machines of which the list tells too little. */

import { readDeliveryReport } from '../../domain/mail/delivery/delivery-report.ts'
import { kindOf, type Kind } from '../../domain/mail/kind.ts'
import { mailKey, type Mail } from '../../domain/mail/message/message.ts'
import { answeredIds } from '../../domain/mail/message/thread.ts'
import { GraphError } from '../../graph/errors.ts'
import { mimeOf } from '../../graph/messages.ts'
import type { ReadMail } from '../../domain/unenrollment/subject.ts'
import { verdictsOn } from '../../store/history/verdicts.ts'
import { findConcerned } from './match-enrollments.ts'
import { judge } from './judge-messages.ts'
import { meetOwnLetters } from '../outbound/match-sent-items.ts'
import { isCutOff, readWhole } from './fetch-full-text.ts'
import { LeaseLostError, type FetchedReport, type Turn } from '../mailboxes/mailbox-sync.ts'
import { unsubscribedBy } from '../links.ts'

/** Answers whether Graph had to be asked for more than the list: then the list is no longer the last word. */
export async function judgeMails(turn: Turn, mails: Mail[]): Promise<boolean> {
  await meetOwnLetters(turn, mails)
  const read = mails.filter((mail) => !mail.isDraft).map((mail) => readPlain(turn, mail))
  const short = read.filter(isCutOff)
  // People first: a delivery report costs a request of its own, and that may fail.
  await judge(
    turn,
    read.filter((mail) => mail.kind !== 'own' && mail.kind !== 'bounce' && !short.includes(mail)),
  )
  let asked = false
  for (const answer of short) {
    if ((await verdictsOn(turn.context.db, answer.key, 1)).length > 0) continue
    if (!(await findConcerned(turn.context.db, turn.mailbox.id, [answer]))) continue
    asked = true
    await judge(turn, [await readWhole(turn, answer)])
  }
  for (const bounce of read.filter((mail) => mail.kind === 'bounce')) {
    // It lies in the overlap of the reads to come, too: what was judged once is not fetched again.
    if ((await verdictsOn(turn.context.db, bounce.key, 1)).length > 0) continue
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
