/** The job that plans coming steps anew after the send window of their sequence was changed. */

import { dueAs } from '../../domain/enrollments/next-step.ts'
import { dayMs, later, type Instant } from '../../domain/time/instant.ts'
import type { Db } from '../../store/db/db.ts'
import { comingIn } from '../../store/enrollments/due.ts'
import { setNext } from '../../store/enrollments/next-step.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { nextToPlan, setPlanAfter } from '../../store/sequences/sequences.ts'
import type { Job } from '../job.ts'
import type { Context } from '../context.ts'
import { scheduleStep } from '../enrollments/schedule-next-step.ts'

/** Small enough that nobody waits long for the transaction. */
const batchSize = 200

/** Asked for by each change of a window; once a day it looks by itself. */
export async function planWindows(job: Job): Promise<Instant> {
  const { context } = job
  for (;;) {
    await job.renewLease()
    const planned = await context.db.transaction((tx) => planBatch(tx, context))
    if (!planned) return later(context.clock.now(), dayMs)
    context.wake()
  }
}

/** One batch; false when there is none. What is planned and the place where it goes on stand or fall together. */
async function planBatch(tx: Db, context: Context): Promise<boolean> {
  const next = await nextToPlan(tx)
  if (!next) return false
  const coming = await comingIn(tx, next.id, next.after, batchSize)
  const mailboxes = new Set<string>()
  for (const one of coming) {
    const { next } = one
    if (next.kind !== 'due') continue
    const due = await scheduleStep(tx, one, next.step, next.wantedAt, context.clock.now())
    if (due.dueAt === next.dueAt) continue
    await setNext(tx, one.id, dueAs(next.step, due))
    mailboxes.add(one.mailboxId)
  }
  for (const mailboxId of mailboxes) await requestSyncNow(tx, mailboxId, context.clock.now())
  const last = coming.length < batchSize ? null : (coming.at(-1)?.id ?? null)
  await setPlanAfter(tx, next.id, last)
  return true
}
