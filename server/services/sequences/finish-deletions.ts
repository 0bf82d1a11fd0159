/** The job that ends what deleted sequences still have running: many of them, or what a crash has left. */

import { dayMs, later, type Instant } from '../../domain/time/instant.ts'
import { unfinishedDeletions } from '../../store/sequences/sequences.ts'
import type { Job } from '../job.ts'
import { endBatch } from './end-enrollments.ts'

const atOnce = 100

/** Asked for by each deletion; once a day it looks by itself. */
export async function finishDeletions(job: Job): Promise<Instant> {
  const { context } = job
  for (;;) {
    const some = await unfinishedDeletions(context.db, atOnce)
    for (const { id } of some)
      for (;;) {
        await job.renewLease()
        const batch = await endBatch(context, id)
        context.wake()
        if (!batch || batch.done) break
      }
    if (some.length < atOnce) return later(context.clock.now(), dayMs)
  }
}
