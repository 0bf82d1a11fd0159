/** Ends the holds of a mailbox whose day has come: the enrollments go on by themselves. */

import { tellResumed } from '../../domain/unenrollment/describe-pause.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { overdueHolds } from '../../store/enrollments/paused.ts'
import { letGo } from './pause.ts'
import { lookAgainIn, type Turn } from '../mailboxes/mailbox-sync.ts'

const releasedPerTurn = 200

/** Each in its own transaction; what is more than a turn's work is left to the next. */
export async function releaseHolds(turn: Turn): Promise<void> {
  const { context, mailbox } = turn
  const over = await overdueHolds(context.db, mailbox.id, context.clock.now(), releasedPerTurn)
  for (const { id } of over) await release(turn, id)
  if (over.length === releasedPerTurn) lookAgainIn(turn, 0)
}

async function release({ context }: Turn, enrollmentId: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const one = await enrollmentById(tx, enrollmentId)
    // Somebody may have paused it for longer meanwhile.
    if (one?.state !== 'held' || one.heldUntil === null || one.heldUntil > context.clock.now())
      return
    const contact = await contactById(tx, one.contactId)
    const text = tellResumed(one.holdReason, contact?.name ?? one.address, one.nextStep)
    await letGo(tx, context, one, text)
  })
}
