/** What one mail meant, for the banner on the very mail that a rep is reading. */

import type { Evidence } from '../../../shared/evidence.ts'
import type { VerdictResource as Shown } from '../../../shared/verdict.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { OwnPause } from '../../domain/enrollments/pause.ts'
import { describeOnMessage } from '../../domain/unenrollment/describe-on-message.ts'
import type { User } from '../../domain/directory/user.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { mailboxById } from '../../store/mailboxes/mailboxes.ts'
import { type Verdict, verdictsOn } from '../../store/history/verdicts.ts'
import { showEnrollment } from './enrollment.ts'
import type { Context } from '../context.ts'

const mostVerdicts = 20

/** `messageId` with or without its angle brackets. Empty for a mail that concerns nobody enrolled. */
export async function verdictsOnMessage(
  context: Context,
  user: User,
  messageId: string,
): Promise<Shown[]> {
  const key = `<${messageId.trim().replace(/^<|>$/g, '')}>`
  const shown: Shown[] = []
  for (const verdict of await verdictsOn(context.db, key, mostVerdicts)) {
    const enrollment = await enrollmentById(context.db, verdict.enrollmentId)
    if (enrollment) shown.push(await show(context, user, verdict, enrollment))
  }
  return shown
}

async function show(
  { db }: Context,
  user: User,
  verdict: Verdict,
  enrollment: Enrollment,
): Promise<Shown> {
  const contact = await contactById(db, enrollment.contactId)
  const mailbox = await mailboxById(db, enrollment.mailboxId)
  const pause = pauseBy(verdict, enrollment)
  const stands = isStanding(verdict, enrollment)
  return {
    id: verdict.id,
    messageKind: verdict.kind,
    rule: verdict.rule,
    effect: verdict.effect,
    stands,
    text: describeOnMessage(verdict, {
      contact: contact?.name ?? enrollment.address,
      pausedUntil: pause?.until ?? null,
      timeZone: mailbox?.timeZone ?? 'UTC',
      stands,
      ended: enrollment.state === 'ended',
      superseded: isSuperseded(verdict, enrollment),
    }),
    judgedAt: verdict.judgedAt,
    evidence: verdict.evidence,
    enrollment: await showEnrollment(db, user, enrollment),
  }
}

/** Whether what the mail did is still so: by the very mail that the end, or a pause, names as its ground. */
function isStanding(verdict: Verdict, enrollment: Enrollment): boolean {
  switch (verdict.effect) {
    case 'ended':
      return (
        enrollment.state === 'ended' &&
        enrollment.reason === verdict.rule &&
        restsOn(enrollment.evidence, verdict)
      )
    case 'paused':
      return pauseBy(verdict, enrollment) !== null
    case 'kept':
    case 'noted':
      return true
  }
}

/** The pause that rests on this very mail, while it stands. */
function pauseBy(verdict: Verdict, { state, pauses }: Enrollment): OwnPause | null {
  if (state !== 'paused') return null
  return pauses.find(({ evidence }) => restsOn(evidence, verdict)) ?? null
}

/** The same kind of pause stands, on another mail. */
function isSuperseded(verdict: Verdict, { state, pauses }: Enrollment): boolean {
  return state === 'paused' && pauses.some(({ kind }) => kind === verdict.sub)
}

function restsOn(ground: Evidence | null, { evidence }: Verdict): boolean {
  return ground?.kind === 'message' && ground.messageId === evidence.messageId
}
