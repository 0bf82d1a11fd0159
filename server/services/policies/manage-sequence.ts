/** The one place that asks whether a person may change, delete or restore a sequence. */

import { whyNotManage } from '../../domain/directory/owner.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { userById } from '../../store/directory/users.ts'
import { notFound, refuse, type Refused } from '../problem.ts'

/** The sequence, if it is there and this user may change it; else the refusal to answer with. */
export async function manageable(tx: Db, user: User, id: string): Promise<Sequence | Refused> {
  const sequence = await sequenceById(tx, id)
  if (!sequence) return notFound('sequence')
  const owner = await userById(tx, sequence.ownerId)
  if (!owner) throw new Error(`Sequence ${id} lacks its owner.`)
  const because = whyNotManage(user, owner, 'it')
  return because === null ? sequence : refuse(403, 'not-yours', 'Not yours to change', because)
}
