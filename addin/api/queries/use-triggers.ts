/** The triggers of the sequence on screen, and whether this person may change them. */

import { useMemo } from 'react'
import type { Trigger } from '../../../shared/automation.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'
import type { Me, UserResource } from '../../../shared/user.ts'
import { useConsole } from '../console-context.ts'
import { useLive, type Question, type UsedLive } from './use-live-query.ts'

export function useTriggers(sequenceId: string): UsedLive<Trigger[]> {
  const question = useMemo<Question<Trigger[]>>(
    () => ({
      ask: ({ api }) => api.triggers(sequenceId),
      concerns: ({ kind }) => kind === 'automation',
    }),
    [sequenceId],
  )
  return useLive(question)
}

const people: Question<UserResource[]> = {
  ask: ({ api }) => api.users(),
  concerns: ({ kind }) => kind === 'user',
}

/** Why not, in a sentence; null when nothing is in the way. The server decides the same. */
export function useWhyNotAutomate(sequence: SequenceResource): string | null {
  const { me } = useConsole()
  const users = useLive(people).value
  return whyNotAutomate(sequence, me, users ?? [])
}

function whyNotAutomate(
  { deletedAt, owner }: SequenceResource,
  me: Me,
  users: readonly UserResource[],
) {
  if (me.limits !== null) return me.limits
  if (deletedAt !== null)
    return 'This sequence is deleted, so its triggers unenroll nobody. Restore it first to change them.'
  const isManager = users.some(({ id, managerId }) => id === owner.id && managerId === me.id)
  if (me.role === 'admin' || owner.id === me.id || isManager) return null
  return `${owner.name} owns this sequence. Only ${owner.name}, ${owner.name}’s manager or an administrator can change its automation.`
}
