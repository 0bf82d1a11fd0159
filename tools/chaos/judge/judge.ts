/** Judges what was seen: nine promises, each looked at by itself. */
import type { Facts } from '../facts.ts'
import { afterReaction } from './after-reaction.ts'
import type { Breach } from './breach.ts'
import { drafts } from './drafts.ts'
import { figures } from './figures.ts'
import { heeded } from './heeded.ts'
import { order } from './order.ts'
import { settled } from './settled.ts'
import { serverFaults, sound } from './sound.ts'
import { twice } from './twice.ts'

export function judgeFacts(facts: Facts): Breach[] {
  return [
    afterReaction,
    twice,
    order,
    heeded,
    settled,
    drafts,
    figures,
    serverFaults,
    sound,
  ].flatMap((look) => look(facts))
}
