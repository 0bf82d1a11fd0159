/** Works the chores of a stage by hand: what the loop does when nothing else is due. */

import { leaseNextChore, planChores, workChore } from '../../../server/worker/job-worker.ts'
import type { Stage } from './engine-stage.ts'

const mostChores = 50

/** Until none is due; answers the names of those that were worked. */
export async function workChores(stage: Stage): Promise<string[]> {
  await planChores(stage.context)
  const worked: string[] = []
  for (;;) {
    const lease = await leaseNextChore(stage.context, `chores#${String(worked.length)}`)
    if (!lease) return worked
    worked.push(lease.name)
    if (worked.length > mostChores)
      throw new Error('The chores spin: they are due again and again.')
    await workChore(stage.context, lease)
  }
}
