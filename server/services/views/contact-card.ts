/** Everything the pane shows about one address: the contact, the enrollments, what happened and what may be done. */

import type { ContactCard } from '../../../shared/contact.ts'
import type { Enrollment as Shown } from '../../../shared/enrollment.ts'
import { domainOf } from '../../domain/contacts/address.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { whatBecame } from '../../domain/directory/owner.ts'
import { tellWindow } from '../../domain/enrollments/send-window.ts'
import { limitsOf, whyNotChange, type User } from '../../domain/directory/user.ts'
import { contactById, suppressionOf } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { enrollmentsOfContact } from '../../store/enrollments/enrollments.ts'
import { mailboxById, mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { timelineOf } from '../../store/history/timeline.ts'
import { userById } from '../../store/directory/users.ts'
import type { Context } from '../context.ts'
import { goneOwner } from '../mailboxes/pause-mailbox.ts'
import { showAliases } from '../contacts/link-alias.ts'
import { shownHold } from './pause.ts'
import { tenantDomains } from '../tenant-domains.ts'
import { showFinishedTask, showOpenTask } from './tasks.ts'
import { whyNotUndone } from '../enrollments/undo-unenrollment.ts'
import { contactMetAt } from '../policies/address-owner.ts'
import { alreadyEnrolled, whyNotWrite } from '../policies/enroll-contact.ts'

const mostEnrollments = 20
const mostEntries = 50

const mailboxTrouble =
  'Microsoft 365 does not let us work this mailbox at the moment. It is tried again and again.'

/** `email` in its one spelling, the contact's own or a further one. An address nobody knows has a card too: without a contact. */
export async function contactCard(
  context: Context,
  user: User,
  email: string,
): Promise<ContactCard> {
  const { db } = context
  const contact = await contactMetAt(db, email)
  const suppression = await suppressionOf(db, contact?.email ?? email)
  const enrollments = contact ? await enrollmentsOfContact(db, contact.id, mostEnrollments) : []
  const timeline = contact ? await timelineOf(db, contact.id, mostEntries) : []
  const because = await whyNotEnroll(context, user, email, contact)
  return {
    email,
    contact: contact && showContact(contact),
    enrollments: await Promise.all(enrollments.map((one) => showEnrollment(db, user, one))),
    timeline: timeline.map(({ id, at, kind, enrollmentId, sequence, text, evidence }) => ({
      id,
      at,
      kind,
      enrollmentId,
      sequence,
      text,
      evidence,
    })),
    aliases: contact ? await showAliases(db, contact.id) : [],
    suppressed: suppression && { since: suppression.since, reason: suppression.reason },
    mayEnroll: { allowed: because === null, because },
  }
}

export function showContact(contact: Contact): NonNullable<ContactCard['contact']> {
  const { id, email, name, company, companyId, properties, addressState, createdAt } = contact
  return { id, email, name, company, companyId, properties, addressState, createdAt }
}

async function whyNotEnroll(
  context: Context,
  user: User,
  email: string,
  contact: Contact | null,
): Promise<string | null> {
  const limits = limitsOf(user)
  if (limits) return limits
  if (!(await mailboxOfUser(context.db, user.id)))
    return 'Your mailbox is not connected yet, so no letter could be sent. Ask your administrator for a seat.'
  if ((await tenantDomains(context)).includes(domainOf(email)))
    return 'This person belongs to your own company. Sequences are for people outside it.'
  if (!contact) return null
  const refused =
    (await whyNotWrite(context.db, contact)) ?? (await alreadyEnrolled(context.db, contact))
  return refused?.refused.detail ?? null
}

/** An enrollment as the asking user may see it and act on it. */
export async function showEnrollment(db: Db, user: User, one: Enrollment): Promise<Shown> {
  const contact = await contactById(db, one.contactId)
  const sequence = await sequenceById(db, one.sequenceId)
  const rep = await userById(db, one.enrolledBy)
  const mailbox = await mailboxById(db, one.mailboxId)
  const steps = await stepsOf(db, one.sequenceId, one.edition)
  const next = steps.find((step) => step.number === one.nextStep)
  const denied = rep ? whyNotChange(user, rep) : null
  const task = await showOpenTask(db, one, next, denied)
  const fault = one.state === 'ended' ? await whyNotUndone(db, one) : null
  const { state, hold, whyNotResume } = await shownHold(db, one, mailbox)
  // Only an administrator lets that go on, by handing the sequence over.
  const ownerless = one.holdReason === 'owner-removed' && one.state === 'held' ? one.holdText : null
  return {
    id: one.id,
    state,
    contact: { id: one.contactId, email: one.address, name: contact?.name ?? one.address },
    sequence: { id: one.sequenceId, name: sequence?.name ?? '', steps: steps.length },
    enrolledBy: { id: one.enrolledBy, name: rep?.name ?? '' },
    mailbox: mailbox?.address ?? '',
    enrolledAt: one.createdAt,
    lettersSent: one.lettersSent,
    nextStep:
      next && one.state !== 'ended'
        ? {
            number: next.number,
            kind: next.kind,
            dueAt: comesAt(one) ?? task?.dueAt ?? null,
            waits: task
              ? null
              : (one.waits ??
                (await whyWaiting(db, one, mailbox)) ??
                tellWindow(sequence?.settings.sendWindow ?? null, next.kind, one)),
            task,
          }
        : null,
    finishedTask: await showFinishedTask(db, one, steps, denied),
    hold,
    heldUntil: hold?.until ?? null,
    reason: one.reason,
    endedAt: one.endedAt,
    endedBy: await endedBy(db, one),
    evidence: one.evidence,
    explanation: one.explanation ?? hold?.text ?? null,
    offer: one.offer,
    letterOnItsWay: one.letterOnItsWay,
    may: {
      unenroll: one.state !== 'ended' && denied === null,
      undo: one.state === 'ended' && denied === null && fault === null,
      pause: one.state === 'active' && denied === null,
      resume: one.state === 'held' && denied === null && ownerless === null,
      because: denied ?? fault ?? ownerless ?? whyNotResume,
    },
  }
}

/** What keeps every letter of this address or mailbox back. */
async function whyWaiting(
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
  // A turn may end with a complaint and have done its work all the same.
  return mailbox?.lastError && mailbox.attempts > 0 ? mailboxTrouble : null
}

/** Its own hold may put the next step off. */
function comesAt({ state, dueAt, heldUntil }: Enrollment): string | null {
  if (state !== 'held' || dueAt === null || heldUntil === null) return dueAt
  return heldUntil > dueAt ? heldUntil : dueAt
}

async function endedBy(db: Db, one: Enrollment): Promise<Shown['endedBy']> {
  if (one.reason === null) return null
  if (one.endedBy === null) return { kind: 'rule', rule: one.reason }
  const who = await userById(db, one.endedBy)
  return { kind: 'user', id: one.endedBy, name: who?.name ?? '' }
}
