/** Takes a draft for sending: at once, or in its time. */

import type { Person } from '../person.ts'
import type { World } from '../world.ts'
import { leave, recipientsOf } from './leave.ts'

/** `not-a-draft`: it was sent before, or arrived. */
export type Submission = 'accepted' | 'not-a-draft' | 'no-recipients' | 'gone'

/**
 * Takes a draft for sending. With fault `sendDelayMs` it leaves after that real time: for the first half it still lies
 * in Drafts, for the second it is nowhere; asking again in that time sends it twice, as Exchange may.
 */
export async function submit(world: World, person: Person, id: string): Promise<Submission> {
  const draft = world.messages.find(person.id, id)
  if (draft === undefined || draft.hidden) return 'gone'
  if (!draft.isDraft) return 'not-a-draft'
  if (recipientsOf(draft).length === 0) return 'no-recipients'
  const delayMs = draft.submitted > 0 ? 0 : world.faults.sendDelayMs(person.id)
  if (draft.submitted > 0 || delayMs > 0) {
    world.messages.update({ ...draft, submitted: draft.submitted + 1 })
    if (delayMs > 0) world.outbox.leaveAfter(draft, delayMs)
    return 'accepted'
  }
  return (await leave(world, person, draft.id, 1)) === undefined ? 'not-a-draft' : 'accepted'
}
