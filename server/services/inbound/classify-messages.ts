/** Reads what a mail is, and has it judged: people first, then those machines of which the list tells too little. */

import { readDeliveryReport } from '../../domain/mail/delivery/delivery-report.ts'
import { kindOf, type Kind } from '../../domain/mail/kind.ts'
import { messageKey, type InboundMessage } from '../../domain/mail/message/message.ts'
import { answeredIds } from '../../domain/mail/message/thread.ts'
import { GraphError } from '../../graph/errors.ts'
import { mimeOf } from '../../graph/messages.ts'
import type { ReadMessage } from '../../domain/unenrollment/subject.ts'
import { verdictsOn } from '../../store/history/verdicts.ts'
import { findConcerned } from './match-enrollments.ts'
import { judge } from './judge-messages.ts'
import { matchSentItems } from '../outbound/match-sent-items.ts'
import { isCutOff, readWhole } from './fetch-full-text.ts'
import { LeaseLostError, type FetchedReport, type MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { unsubscribedBy } from '../links.ts'

export async function classifyMessages(sync: MailboxSync, mails: InboundMessage[]): Promise<void> {
  await matchSentItems(sync, mails)
  const read = mails.filter((mail) => !mail.isDraft).map((mail) => readPlain(sync, mail))
  const short = read.filter(isCutOff)
  // People first: a delivery report costs a request of its own, and that may fail.
  await judge(
    sync,
    read.filter((mail) => mail.kind !== 'own' && mail.kind !== 'bounce' && !short.includes(mail)),
  )
  for (const answer of short) {
    if ((await verdictsOn(sync.context.db, answer.key, 1)).length > 0) continue
    if (!(await findConcerned(sync.context.db, sync.mailbox.id, [answer]))) continue
    await judge(sync, [await readWhole(sync, answer)])
  }
  for (const bounce of read.filter((mail) => mail.kind === 'bounce')) {
    // It lies in the overlap of the reads to come, too: what was judged once is not fetched again.
    if ((await verdictsOn(sync.context.db, bounce.key, 1)).length > 0) continue
    await judge(sync, [await withReport(sync, bounce)])
  }
}

function readPlain(sync: MailboxSync, mail: InboundMessage): ReadMessage {
  const plain = { ...mail, key: messageKey(mail), report: null }
  try {
    return {
      ...plain,
      ...kindOf(mail, [sync.mailbox.address]),
      answers: answeredIds(mail),
      unsubscribes: unsubscribedBy(sync.context, mail.subject),
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

async function withReport(sync: MailboxSync, mail: ReadMessage): Promise<ReadMessage> {
  const report = sync.reports.get(mail.id) ?? (await fetchReport(sync, mail.id))
  sync.reports.set(mail.id, report)
  if (report === 'gone') return mail
  if (report === 'unreadable') return { ...mail, ...unreadable('its MIME text cannot be read') }
  const answers = report.originalMessageId
    ? [report.originalMessageId, ...mail.answers.filter((id) => id !== report.originalMessageId)]
    : mail.answers
  return { ...mail, report, answers }
}

/** Broken beyond reading, or refused by Graph: the person is shown the mail instead, and reading goes on. */
async function fetchReport(sync: MailboxSync, messageGraphId: string): Promise<FetchedReport> {
  try {
    const mime = await mimeOf(sync.ask, sync.mailbox.id, messageGraphId)
    return mime ? await readDeliveryReport(mime) : 'gone'
  } catch (error) {
    if (error instanceof LeaseLostError) throw error
    if (error instanceof GraphError && error.kind !== 'refused') throw error
    return 'unreadable'
  }
}
