/** Emails left unfinished by an earlier sync or a crash: withdrawn when their enrollment stopped, cleared up when in doubt. */

import { msOf } from '../../domain/time/instant.ts'
import { stepOf } from '../../domain/enrollments/next-step.ts'
import type { Email } from '../../domain/outbound/email.ts'
import { clearDoubt } from '../../domain/outbound/email-life.ts'
import { GraphError } from '../../graph/errors.ts'
import { deleteDraft, emailById } from '../../graph/drafts.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { setDueNow } from '../../store/enrollments/next-step.ts'
import { noteMissed, unfinishedEmails } from '../../store/outbound/emails.ts'
import { advance } from './advance-email.ts'
import { findEmail } from './find-email.ts'
import { missDraft } from './miss-draft.ts'
import { withdrawEmail } from './withdraw-email.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** How soon one that Graph will not touch is tried again. Product time. */
const laterMs = 5 * 60_000

export async function reconcileEmails(sync: MailboxSync): Promise<void> {
  for (const id of sync.strayDrafts.splice(0))
    await unlessRefused(sync, () => removeStray(sync, id))
  for (const email of await unfinishedEmails(sync.context.db, sync.mailbox.id)) {
    if (email.state === 'sending' || email.missedAt !== null)
      await unlessRefused(sync, () => clearUp(sync, email))
    else if (!(await isWanted(sync, email)))
      await unlessRefused(sync, () => withdrawEmail(sync, email))
  }
}

/** One email that Graph will not touch (a legal hold, say) must not keep back the others; it is tried again later. */
async function unlessRefused(sync: MailboxSync, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind !== 'refused') throw error
    sync.context.report({ event: 'email-rejected', mailbox: sync.mailbox.id, error: error.message })
    recheckIn(sync, laterMs)
  }
}

/** A second draft of an email, left by a request whose answer was lost; one that somebody has written in stays. */
async function removeStray(sync: MailboxSync, id: string): Promise<void> {
  const stray = await emailById(sync.ask, sync.mailbox.id, id)
  if (stray?.isDraft && !stray.isTouched) await deleteDraft(sync.ask, sync.mailbox.id, id)
}

async function isWanted(sync: MailboxSync, email: Email): Promise<boolean> {
  // An email by hand that is still wanted is not among the unfinished ones at all.
  if (email.byHand && email.state === 'drafted') return false
  const enrollment = await enrollmentById(sync.context.db, email.enrollmentId)
  return enrollment?.state === 'active' && stepOf(enrollment.next) === email.step
}

/** Nobody knows where it is, or whether Graph sent it. Proof is looked for; it is never simply sent again. */
async function clearUp(sync: MailboxSync, email: Email): Promise<void> {
  const { context } = sync
  const { state } = email
  if (state !== 'sending' && state !== 'drafted') {
    await noteMissed(context.db, email.id, null)
    return
  }
  const found = await findEmail(sync, email)
  const now = context.clock.now()
  const since = (state === 'sending' ? email.sendingAt : email.missedAt) ?? now
  const sinceReal = (state === 'sending' ? email.sendingReal : email.missedReal) ?? 0
  const doubt = {
    state,
    answer: state === 'sending' ? email.sendAnswer : ('silence' as const),
    isDeleting: state === 'drafted' && email.isDeleting,
    sinceMs: msOf(now) - msOf(since),
    sinceRealMs: context.clock.real() - sinceReal,
  }
  const clearing = clearDoubt(doubt, found.whereabouts)
  switch (clearing.kind) {
    case 'moves':
      await advance(context, email, clearing.event, 'item' in found ? found.item : null)
      recheckIn(sync, 0)
      break
    case 'waits':
      if (found.whereabouts === 'nowhere') await missDraft(sync, email)
      recheckIn(sync, clearing.againInMs)
      break
    case 'over':
      await noteMissed(context.db, email.id, null)
      await setDueNow(context.db, email, now)
      recheckIn(sync, 0)
      break
    default: {
      const never: never = clearing
      return never
    }
  }
}
