/** The contact's own "no more": every enrollment of the contact ends, and the address is not written to again. */

import type { Evidence } from '../../../shared/evidence.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { aliasesOf } from '../../store/contacts/aliases.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import {
  keptSuppression,
  liftSuppression,
  suppress,
  suppressionOf,
} from '../../store/contacts/suppressions.ts'
import type { Db } from '../../store/db/db.ts'
import {
  enrollmentById,
  endedBecause,
  openEnrollmentsOfContact,
} from '../../store/enrollments/enrollments.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { answeredAfterEnd } from '../../store/history/verdicts.ts'
import type { Context } from '../context.ts'
import { evaluateEnrollment } from '../automation/evaluate.ts'
import { resumeEnded } from './resume-ended.ts'
import { changeSinceEnd } from './take-over.ts'
import { whyNotRunning } from '../policies/sequence-is-running.ts'
import { unenroll } from '../unenroll.ts'

export type SubscriptionState = 'subscribed' | 'unsubscribed' | 'unknown'

/** What the link's page is to show. */
export async function subscriptionStateOf(
  context: Context,
  enrollmentId: string,
): Promise<SubscriptionState> {
  const enrollment = await enrollmentById(context.db, enrollmentId)
  if (!enrollment) return 'unknown'
  return (await suppressionOf(context.db, enrollment.address)) ? 'unsubscribed' : 'subscribed'
}

/** Done twice, it is done once. False: there is no such enrollment. */
export async function unsubscribe(context: Context, enrollmentId: string): Promise<boolean> {
  const evidence: Evidence = {
    kind: 'page',
    page: 'unsubscribe',
    at: context.clock.now(),
    because: ['the unsubscribe link of an email was used, and confirmed'],
  }
  const done = await context.db.transaction((tx) =>
    unsubscribeIn(tx, context, enrollmentId, evidence),
  )
  context.wake()
  return done
}

/** The same inside the caller's transaction; `evidence` is the page or the mail by which the contact asked. */
export async function unsubscribeIn(
  tx: Db,
  context: Context,
  enrollmentId: string,
  evidence: Evidence | null,
): Promise<boolean> {
  const enrollment = await enrollmentById(tx, enrollmentId)
  if (!enrollment) return false
  const since = context.clock.now()
  for (const address of await certainAddresses(tx, enrollment))
    await suppress(tx, { address, reason: 'unsubscribed', since })
  for (const open of await openEnrollmentsOfContact(tx, enrollment.contactId))
    await unenroll(tx, context, open.id, { reason: 'unsubscribed', by: null, evidence })
  return true
}

/** The enrolled address, the one the contact has now, and those that a person confirmed: what was merely learned is a guess. */
async function certainAddresses(tx: Db, enrollment: Enrollment): Promise<string[]> {
  const contact = await contactById(tx, enrollment.contactId)
  const aliases = await aliasesOf(tx, enrollment.contactId)
  const confirmed = aliases.filter((one) => one.state === 'confirmed').map((one) => one.address)
  return [...new Set([enrollment.address, contact?.email ?? enrollment.address, ...confirmed])]
}

/** `kept`: no address may be written to that could not be before, because this address stays suppressed for a reason that is not the contact's to take back. */
export type Resubscription =
  { kind: 'done' } | { kind: 'unknown' } | { kind: 'kept'; address: string; reason: string }

/**
 * The contact changed their mind, on the page: every address may be written to, and what this had ended goes on. Whole or not at
 * all: it is decided before anything is changed.
 */
export async function resubscribe(context: Context, enrollmentId: string): Promise<Resubscription> {
  const result = await context.db.transaction(async (tx): Promise<Resubscription> => {
    const enrollment = await enrollmentById(tx, enrollmentId)
    if (!enrollment) return { kind: 'unknown' }
    const addresses = await certainAddresses(tx, enrollment)
    for (const address of addresses) {
      const kept = await keptSuppression(tx, address, 'unsubscribed')
      if (kept) return { kind: 'kept', address: kept.address, reason: kept.reason }
    }
    for (const address of addresses) await liftSuppression(tx, address, 'unsubscribed')
    const ended = await endedBecause(tx, enrollment.contactId, 'unsubscribed')
    const open = await openEnrollmentsOfContact(tx, enrollment.contactId)
    const last = ended.at(0)
    if (last && open.length === 0) await goOn(tx, context, last)
    return { kind: 'done' }
  })
  context.wake()
  return result
}

/**
 * The same brakes as for an undo: nobody writes on after an answer, to an address that must not be written to, in a sequence
 * that stands still, or when no step is left.
 */
async function goOn(tx: Db, context: Context, enrollment: Enrollment): Promise<void> {
  const contact = await contactById(tx, enrollment.contactId)
  const sequence = await sequenceById(tx, enrollment.sequenceId)
  const change = await changeSinceEnd(tx, enrollment, sequence)
  const may =
    enrollment.next.kind === 'stopped' &&
    (change === null || change.next !== undefined) &&
    contact?.addressState === 'ok' &&
    (await suppressionOf(tx, contact.email)) === null &&
    (await whyNotRunning(tx, sequence)) === null &&
    !(await answeredAfterEnd(tx, enrollment.id))
  if (!may) return
  const told = `${contact.name} subscribed again on the unsubscribe page.`
  await resumeEnded(tx, context, enrollment, change, () => told)
  await evaluateEnrollment(tx, context, enrollment.id)
}
