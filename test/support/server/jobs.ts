/** Works the jobs of a stage by hand: what the loop does when nothing else is due. */

import { leaseNextJob, addMissingJobs, workJob } from '../../../server/worker/job-worker.ts'
import type { Stage } from './engine-stage.ts'

const mostJobs = 50

/** Until none is due; answers the names of those that were worked. */
export async function workJobs(stage: Stage): Promise<string[]> {
  await addMissingJobs(stage.context)
  const worked: string[] = []
  for (;;) {
    const lease = await leaseNextJob(stage.context, `jobs#${String(worked.length)}`)
    if (!lease) return worked
    worked.push(lease.name)
    if (worked.length > mostJobs) throw new Error('The jobs spin: they are due again and again.')
    await workJob(stage.context, lease)
  }
}
