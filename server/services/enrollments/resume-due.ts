/** Ends the pauses of a mailbox whose day has come: what nothing else pauses goes on by itself. */

import { describeResumed } from '../../domain/unenrollment/describe-pause.ts'
import { stepOf } from '../../domain/enrollments/next-step.ts'
import { overAt } from '../../domain/enrollments/pause.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { overduePauses } from '../../store/enrollments/paused.ts'
import { endPauses } from './pause.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'

const resumedPerSync = 200

/** Each in its own transaction; what is more than a sync's work is left to the next. */
export async function resumeDue(sync: MailboxSync): Promise<void> {
  const { context, mailbox } = sync
  const over = await overduePauses(context.db, mailbox.id, context.clock.now(), resumedPerSync)
  for (const { id } of over) await release(sync, id)
  if (over.length === resumedPerSync) recheckIn(sync, 0)
}

async function release({ context }: MailboxSync, enrollmentId: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const one = await enrollmentById(tx, enrollmentId)
    if (one?.state !== 'paused') return
    // Somebody may have paused it for longer meanwhile.
    const over = overAt(one.pauses, context.clock.now())
    if (over.length === 0) return
    const name = (await contactById(tx, one.contactId))?.name ?? one.address
    await endPauses(tx, context, one, over, ({ kind }, goesOn) =>
      describeResumed(kind, name, goesOn ? stepOf(one.next) : null),
    )
  })
}
