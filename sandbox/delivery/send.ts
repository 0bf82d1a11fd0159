/** Takes a draft for sending: at once, or in its time. */

import type { Person } from '../person.ts'
import type { MailClient, Message } from '../state/message.ts'
import type { World } from '../world.ts'
import { leave, recipientsOf } from './leave.ts'

/** `not-a-draft`: it was sent before, or arrived. */
export type Submission = 'accepted' | 'not-a-draft' | 'no-recipients' | 'gone'

/**
 * Takes a draft for sending. With fault `sendDelayMs` it leaves after that real time: for the first half it still lies
 * in Drafts, for the second it is nowhere; asking again in that time sends it twice, as Exchange may.
 */
export async function submit(world: World, person: Person, id: string): Promise<Submission> {
  return (await submitWith(world, person, id, 'web')).submission
}

/** The same from this Outlook; `item` is the sent item, or the draft while it takes its time. */
export async function submitWith(
  world: World,
  person: Person,
  id: string,
  client: MailClient,
): Promise<{ submission: Submission; item?: Message }> {
  const draft = world.messages.find(person.id, id)
  if (draft === undefined || draft.hidden) return { submission: 'gone' }
  if (!draft.isDraft) return { submission: 'not-a-draft' }
  if (recipientsOf(draft).length === 0) return { submission: 'no-recipients' }
  const taken = client === 'desktop' ? { ...draft, client } : draft
  const delayMs = draft.submitted > 0 ? 0 : world.faults.sendDelayMs(person.id)
  if (draft.submitted > 0 || delayMs > 0) {
    const submitted = { ...taken, submitted: draft.submitted + 1 }
    world.messages.update(submitted)
    if (delayMs > 0) world.outbox.leaveAfter(draft, delayMs)
    return { submission: 'accepted', item: submitted }
  }
  world.messages.update(taken)
  const item = await leave(world, person, draft.id, 1)
  return item === undefined ? { submission: 'not-a-draft' } : { submission: 'accepted', item }
}
