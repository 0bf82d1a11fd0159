/** Lets what a verdict means happen: an end, a hold, a suppression, or a line in the timeline. */

import type { MailEvidence } from '../../../shared/evidence.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Judgement } from '../../domain/unenrollment/decide.ts'
import type { ReadMail } from '../../domain/unenrollment/subject.ts'
import { tellHold } from '../../domain/unenrollment/describe-pause.ts'
import { tellVerdict } from '../../domain/unenrollment/describe-verdict.ts'
import { contactById, markAddressBad } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'
import { hold } from '../enrollments/pause.ts'
import { noteContactChange } from '../automation/record-change.ts'
import { unenroll } from '../unenroll.ts'
import { unsubscribeIn } from '../enrollments/unsubscribe.ts'

/** The mail as a judgement rests on it; `mailbox` is the address it was read in. */
export function evidenceOf(
  mailbox: string,
  mail: ReadMail,
  letter: number | null,
  judgement: Judgement,
): MailEvidence {
  return {
    kind: 'mail',
    id: mail.id,
    messageId: mail.messageId,
    mailbox,
    from: mail.from ?? mail.sender ?? { address: '', name: '' },
    subject: mail.subject.slice(0, 500),
    receivedAt: mail.receivedAt,
    letter,
    returnDate: mail.returnDate,
    successor: mail.successor ?? null,
    because: judgement.because,
  }
}

export interface Judged {
  mail: ReadMail
  enrollment: Enrollment
  judgement: Judgement
  evidence: MailEvidence
}

/** Inside the caller's transaction, once per mail and enrollment. */
export async function followVerdict(tx: Db, context: Context, judged: Judged): Promise<void> {
  const { enrollment, judgement } = judged
  const known = judgement.addressBad ? await contactById(tx, enrollment.contactId) : null
  if (known) await markAddressBad(tx, known.id)
  await follow(tx, context, judged)
  if (known) await noteContactChange(tx, context, known)
}

async function follow(
  tx: Db,
  context: Context,
  { mail, enrollment, judgement, evidence }: Judged,
): Promise<void> {
  // Whoever asks for no more means it, whether this enrollment still runs or not.
  if (judgement.rule === 'unsubscribed') {
    await unsubscribeIn(tx, context, enrollment.id, evidence)
    return
  }
  if (judgement.effect === 'ended' && judgement.rule) {
    await unenroll(tx, context, enrollment.id, { reason: judgement.rule, by: null, evidence })
    return
  }
  const contact = await contactById(tx, enrollment.contactId)
  if (judgement.effect === 'held' && judgement.hold) {
    const held = await hold(tx, context, enrollment.id, {
      reason: judgement.hold,
      text: tellHold(judgement.hold, contact?.name ?? enrollment.address, mail.successor ?? null),
      until: judgement.holdUntil,
      evidence,
    })
    if (held) return
  }
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
