/** Lets what a verdict means happen: an end, a pause, a suppression, or a line in the timeline. */

import type { MessageEvidence } from '../../../shared/evidence.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Judgement } from '../../domain/unenrollment/decide.ts'
import type { ReadMessage } from '../../domain/unenrollment/subject.ts'
import { describePause } from '../../domain/unenrollment/describe-pause.ts'
import { describeVerdict } from '../../domain/unenrollment/describe-verdict.ts'
import { contactById, markAddressBad } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'
import { pauseEnrollment } from '../enrollments/pause.ts'
import { noteContactChange } from '../automation/record-change.ts'
import { unenroll } from '../unenroll.ts'
import { unsubscribeIn } from '../enrollments/unsubscribe.ts'

/** The mail as a judgement rests on it; `mailbox` is the address it was read in. */
export function evidenceOf(
  mailbox: string,
  mail: ReadMessage,
  emailNumber: number | null,
  judgement: Judgement,
): MessageEvidence {
  return {
    kind: 'message',
    id: mail.id,
    messageId: mail.messageId,
    mailbox,
    from: mail.from ?? mail.sender ?? { address: '', name: '' },
    subject: mail.subject.slice(0, 500),
    receivedAt: mail.receivedAt,
    emailNumber,
    returnDate: mail.returnDate,
    successor: mail.successor ?? null,
    because: judgement.because,
  }
}

export interface JudgedMessage {
  mail: ReadMessage
  enrollment: Enrollment
  judgement: Judgement
  evidence: MessageEvidence
}

/** Inside the caller's transaction, once per mail and enrollment. */
export async function followVerdict(
  tx: Db,
  context: Context,
  judged: JudgedMessage,
): Promise<void> {
  const { enrollment, judgement } = judged
  const known = judgement.addressBad ? await contactById(tx, enrollment.contactId) : null
  if (known) await markAddressBad(tx, known.id)
  await follow(tx, context, judged)
  if (known) await noteContactChange(tx, context, known)
}

async function follow(
  tx: Db,
  context: Context,
  { mail, enrollment, judgement, evidence }: JudgedMessage,
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
  if (judgement.effect === 'paused' && judgement.pause) {
    const paused = await pauseEnrollment(tx, context, enrollment.id, {
      reason: judgement.pause,
      text: describePause(
        judgement.pause,
        contact?.name ?? enrollment.address,
        mail.successor ?? null,
      ),
      until: judgement.pausedUntil,
      evidence,
    })
    if (paused) return
  }
  await addEntry(tx, {
    id: newId(),
    enrollmentId: enrollment.id,
    contactId: enrollment.contactId,
    at: context.clock.now(),
    kind: 'verdict',
    text: describeVerdict(mail, judgement, contact?.name ?? enrollment.address),
    evidence,
  })
}
