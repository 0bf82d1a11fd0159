/** An enrollment as people are shown it. */

import type { StepKind } from '../../../shared/sequence.ts'
import type { EnrollmentResource as Shown } from '../../../shared/enrollment.ts'
import { whatBecame } from '../../domain/directory/owner.ts'
import { type User, whyNotChange } from '../../domain/directory/user.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { withEmailOnItsWay } from '../../domain/enrollments/explain-end.ts'
import { dueAtOf, stepOf, waitsOf, type NextStep } from '../../domain/enrollments/next-step.ts'
import { lastToEnd } from '../../domain/enrollments/pause.ts'
import { describeWindow } from '../../domain/enrollments/send-window.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { suppressionOf } from '../../store/contacts/suppressions.ts'
import type { Db } from '../../store/db/db.ts'
import { userById } from '../../store/directory/users.ts'
import { mailboxById } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { whyNotUndone } from '../enrollments/undo-unenrollment.ts'
import { goneOwner } from '../mailboxes/pause-mailbox.ts'
import { shownPauses } from './pause.ts'
import { showOpenTask, showFinishedTask } from './tasks.ts'

const mailboxTrouble =
  'Microsoft 365 does not let us work this mailbox at the moment. It is tried again and again.'

/** An enrollment as the asking user may see it and act on it. */
export async function showEnrollment(db: Db, user: User, one: Enrollment): Promise<Shown> {
  const contact = await contactById(db, one.contactId)
  const sequence = await sequenceById(db, one.sequenceId)
  const rep = await userById(db, one.enrolledBy)
  const mailbox = await mailboxById(db, one.mailboxId)
  const steps = await stepsOf(db, one.sequenceId, one.version)
  const next = steps.find((step) => step.number === stepOf(one.next))
  const denied = rep ? whyNotChange(user, rep) : null
  const task = await showOpenTask(db, one, next, denied)
  const fault = one.state === 'ended' ? await whyNotUndone(db, one) : null
  const { state, pauses, pausedUntil } = await shownPauses(db, one, mailbox, denied)
  const resume = pauses.some((pause) => pause.may.resume)
  const whyNotResume = resume ? null : (pauses[0]?.may.because ?? null)
  return {
    id: one.id,
    state,
    contact: { id: one.contactId, email: one.address, name: contact?.name ?? one.address },
    sequence: { id: one.sequenceId, name: sequence?.name ?? '', steps: steps.length },
    enrolledBy: { id: one.enrolledBy, name: rep?.name ?? '' },
    mailbox: mailbox?.address ?? '',
    enrolledAt: one.createdAt,
    emailsSent: one.emailsSent,
    nextStep:
      next && one.state !== 'ended'
        ? {
            number: next.number,
            kind: next.kind,
            dueAt: comesAt(one) ?? task?.dueAt ?? null,
            waits: task
              ? null
              : (waitsOf(one.next) ??
                (await whyWaiting(db, one, mailbox)) ??
                whyLater(sequence, next.kind, one.next)),
            task,
          }
        : null,
    finishedTask: await showFinishedTask(db, one, steps, denied),
    pauses,
    pausedUntil,
    reason: one.reason,
    endedAt: one.endedAt,
    endedBy: await endedBy(db, one),
    evidence: one.evidence,
    explanation:
      one.explanation === null
        ? (lastToEnd(pauses)?.text ?? null)
        : withEmailOnItsWay(one.explanation, one.emailOnItsWay),
    offer: one.offer,
    emailOnItsWay: one.emailOnItsWay,
    may: {
      unenroll: one.state !== 'ended' && denied === null,
      undo: one.state === 'ended' && denied === null && fault === null,
      pause: one.state === 'active' && denied === null,
      resume,
      because: denied ?? fault ?? whyNotResume,
    },
  }
}

/** What keeps every email to this address, or of this mailbox, back. */
export async function whyWaiting(
  db: Db,
  one: Enrollment,
  mailbox: Mailbox | null,
): Promise<string | null> {
  if (await suppressionOf(db, one.address))
    return `Waits: ${one.address} is on the suppression list and must not be written to.`
  const owner = mailbox && (await userById(db, mailbox.userId))
  if (owner?.seat === 'none')
    return `Waits: ${owner.name} has no seat for sequences, so nothing is sent from this mailbox.`
  const gone = owner && (await goneOwner(db, owner.id))
  if (gone)
    return `Waits: ${owner.name} ${whatBecame(gone.cause)}, so nothing is sent from this mailbox.`
  const pace = mailbox && whyPaced(one.next, mailbox)
  if (pace) return pace
  // A sync may end with a complaint and have done its work all the same.
  return mailbox?.lastError && mailbox.attempts > 0 ? mailboxTrouble : null
}

function whyPaced(next: NextStep, { paceWaits, paceWaitsAt }: Mailbox): string | null {
  if (next.kind !== 'due' || paceWaitsAt === null) return null
  return next.dueAt <= paceWaitsAt ? paceWaits : null
}

function whyLater(sequence: Sequence | null, kind: StepKind, next: NextStep): string | null {
  if (next.kind !== 'due') return null
  return describeWindow(sequence?.settings.sendWindow ?? null, kind, next)
}

/** Its own pauses may put the next step off. */
export function comesAt({ state, next, pausedUntil }: Enrollment): string | null {
  const dueAt = dueAtOf(next)
  if (state !== 'paused' || dueAt === null || pausedUntil === null) return dueAt
  return pausedUntil > dueAt ? pausedUntil : dueAt
}

export async function endedBy(db: Db, one: Enrollment): Promise<Shown['endedBy']> {
  if (one.reason === null) return null
  if (one.endedBy === null) return { kind: 'rule', rule: one.reason }
  const who = await userById(db, one.endedBy)
  return { kind: 'user', id: one.endedBy, name: who?.name ?? '' }
}
