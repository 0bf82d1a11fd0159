/** Writes the email of a due step and stores it, before anything is asked of Graph. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { compose, mintMessageId, type Email } from '../../domain/outbound/email.ts'
import { answeringName } from '../../domain/outbound/answering.ts'
import { stepOf } from '../../domain/enrollments/next-step.ts'
import type { Step } from '../../domain/sequences/sequence.ts'
import { describeMissing } from '../../domain/templates/tokens.ts'
import { pauseTexts } from '../../domain/unenrollment/describe-pause.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { addEmail, emailsOf } from '../../store/outbound/emails.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { userById } from '../../store/directory/users.ts'
import { newId } from '../context.ts'
import { makeUndecided, putStepOff } from '../enrollments/next-step.ts'
import { pauseEnrollment } from '../enrollments/pause.ts'
import { meetingsLink } from '../links.ts'
import { tokenValues } from '../../domain/templates/token-values.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'

export interface ReadyEmail {
  enrollment: Enrollment
  email: Email
  references: string[]
  /** An earlier sync began it: a draft of it may lie in the mailbox already. */
  begunBefore: boolean
}

/** The email of the due step: the one already stored, or a new one; null when it cannot be written. */
export async function composeEmail(
  sync: MailboxSync,
  enrollment: Enrollment,
): Promise<ReadyEmail | null> {
  const { context, mailbox } = sync
  const emails = await emailsOf(context.db, enrollment.id)
  const steps = await stepsOf(context.db, enrollment.sequenceId, enrollment.version)
  const step = steps.find((one) => one.number === stepOf(enrollment.next))
  if (!step)
    throw new Error(`Enrollment ${enrollment.id} has no step ${String(stepOf(enrollment.next))}.`)
  const inThread = step.thread === 'same' ? threadBefore(step.number, steps, emails) : []
  const references = inThread.map((email) => email.messageId)
  const ofStep = emails.filter((one) => one.step === step.number)
  const unconfirmed = ofStep.find((one) => one.state === 'sending' || one.missedAt !== null)
  if (unconfirmed) {
    // Undone or resumed while its email is unconfirmed: first it must be known whether that one went.
    await makeUndecided(context.db, unconfirmed, inDoubt(unconfirmed))
    return null
  }
  const begun = ofStep.find((one) => one.state === 'stored' || one.state === 'drafted')
  if (begun) return { enrollment, email: begun, references, begunBefore: true }
  const answers = answeringName(inThread.at(-1) ?? null, context.clock.now())
  if (answers.kind === 'waits') {
    await putStepOff(context.db, enrollment, answers.until, answers.why)
    return null
  }
  const contact = await contactById(context.db, enrollment.contactId)
  const rep = await userById(context.db, mailbox.userId)
  if (!contact || !rep) throw new Error(`Enrollment ${enrollment.id} lacks its contact or its rep.`)
  const values = tokenValues(contact, {
    name: rep.name,
    address: mailbox.address,
    meetingsLink: meetingsLink(context, enrollment.id),
  })
  const written = compose(openingIfAlone(step, steps, inThread), values, {
    subject: inThread.at(-1)?.subject ?? null,
    references,
  })
  if ('missing' in written) {
    await context.db.transaction(async (tx) => {
      if (await isStillSo(tx, enrollment))
        await pauseEnrollment(tx, context, enrollment.id, {
          reason: 'email-not-ready',
          text: `${pauseTexts['email-not-ready']} ${describeMissing(written.missing)}`,
          evidence: null,
        })
    })
    return null
  }
  const attempt = ofStep.length + 1
  const name = { enrollmentId: enrollment.id, step: step.number, attempt }
  const stored = await context.db.transaction(async (tx) =>
    (await isStillSo(tx, enrollment))
      ? addEmail(tx, {
          id: newId(),
          ...name,
          mailboxId: mailbox.id,
          subject: written.subject,
          text: written.text,
          messageId: mintMessageId(context.messageIdKey, name, mailbox.address),
          answers: answers.messageId,
          createdAt: context.clock.now(),
          byHand: step.kind === 'manual-email',
        })
      : null,
  )
  return stored && { enrollment, email: stored, references, begunBefore: false }
}

/** Whether the steps that the email was written from are still its steps: they may have been edited meanwhile. */
async function isStillSo(tx: Db, { id, version, next }: Enrollment): Promise<boolean> {
  const now = await enrollmentById(tx, id)
  return now?.version === version && stepOf(now.next) === stepOf(next)
}

/** A step whose thread was never opened, for its first email was skipped, opens it under that email's subject. */
function openingIfAlone(step: Step, steps: Step[], inThread: Email[]): Step {
  if (step.thread === 'new' || inThread.length > 0) return step
  const opening = openingOf(step.number, steps)
  return opening ? { ...step, thread: 'new', subject: opening.subject } : step
}

function openingOf(number: number, steps: Step[]): Step | undefined {
  return steps.filter((one) => one.number < number && one.thread === 'new').at(-1)
}

/** The emails of the thread that a step goes on with. One that is unknown may well have gone, so it belongs to it too. */
function threadBefore(number: number, steps: Step[], emails: Email[]): Email[] {
  const opening = openingOf(number, steps)
  return emails.filter(
    (email) =>
      (email.state === 'sent' || email.state === 'unknown') &&
      email.step >= (opening?.number ?? 1) &&
      email.step < number,
  )
}

function inDoubt({ number, state }: Email): string {
  const what = `email ${String(number)}`
  return state === 'sending'
    ? `Microsoft 365 was asked for ${what} once before. It is being made sure that it did not go, which takes ten minutes at most.`
    : `The draft of ${what} is not in the mailbox at this moment, and is looked for.`
}
