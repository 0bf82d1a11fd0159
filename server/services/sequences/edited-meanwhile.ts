/** Whether somebody else has edited a sequence since a change of it was begun: the second must not undo the first unseen. */

import { editTag, matches } from '../../domain/sequences/edit-tag.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { Db } from '../../store/db/db.ts'
import { userById } from '../../store/directory/users.ts'
import { refuse, type Refused } from '../problem.ts'

/**
 * `ifMatch` is what the change was made from, `*` for whatever is there; null does not say, and is refused (RFC 6585, 3). Answers null
 * when nobody has.
 */
export async function whyNotFrom(
  tx: Db,
  sequence: Sequence,
  ifMatch: string | null,
): Promise<Refused | null> {
  if (ifMatch === null)
    return refuse(
      428,
      'if-match-missing',
      'Say what you have seen',
      'Send as If-Match the ETag that you were given with what you change, so that nobody’s edit is undone unseen; If-Match: * saves over whatever is there.',
    )
  if (matches(ifMatch, editTag(sequence))) return null
  const who = sequence.updatedBy === null ? null : await userById(tx, sequence.updatedBy)
  const when = `${sequence.updatedAt.slice(0, 10)} at ${sequence.updatedAt.slice(11, 16)} UTC`
  return refuse(
    412,
    'edited-meanwhile',
    'Edited meanwhile',
    `${who?.name ?? 'Somebody'} changed “${sequence.name}” on ${when}, after you had opened it. Your changes are not saved and not lost: look at both, and save again what is to stay.`,
  )
}
