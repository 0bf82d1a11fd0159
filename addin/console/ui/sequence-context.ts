/** What the tabs of a sequence's page share: the sequence as it is now. */

import { useOutletContext } from 'react-router'
import type { Me } from '../../../shared/user.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'

export interface SequenceTools {
  sequence: SequenceResource
  /** Asks for it again, after a change of one's own. */
  refresh: () => void
}

export function useSequence(): SequenceTools {
  return useOutletContext<SequenceTools>()
}

/** Why this person may not rename, delete or restore it, in a sentence; null when nothing is in the way. */
export function whyNotManage(sequence: SequenceResource, me: Me): string | null {
  return whyNotEdit({ ...sequence, deletedAt: null }, me)
}

/** Why this person may not edit it, in a sentence; null when nothing is in the way. The server decides the same. */
export function whyNotEdit(sequence: SequenceResource, me: Me): string | null {
  if (me.limits !== null) return me.limits
  if (sequence.deletedAt !== null) return 'This sequence is deleted; what happened can be read.'
  if (me.role === 'admin' || sequence.owner.id === me.id) return null
  return `Only ${sequence.owner.name}, who owns this sequence, or an administrator edits it.`
}
