/** The one place that asks whether a person may change, delete or restore a sequence. */

import { whyNotManage } from '../domain/owner.ts'
import type { Sequence } from '../domain/sequence.ts'
import type { User } from '../domain/user.ts'
import type { Db } from '../store/db.ts'
import { sequenceById } from '../store/sequences.ts'
import { userById } from '../store/users.ts'
import { notFound, refuse, type Refused } from './refusal.ts'

/** The sequence, if it is there and this user may change it; else the refusal to answer with. */
export async function manageable(tx: Db, user: User, id: string): Promise<Sequence | Refused> {
  const sequence = await sequenceById(tx, id)
  if (!sequence) return notFound('sequence')
  const owner = await userById(tx, sequence.ownerId)
  if (!owner) throw new Error(`Sequence ${id} lacks its owner.`)
  const because = whyNotManage(user, owner, 'it')
  return because === null ? sequence : refuse(403, 'not-yours', 'Not yours to change', because)
}
