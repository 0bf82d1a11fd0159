/** Saves what was edited of a sequence that somebody else may have edited meanwhile. */

import type { SequenceChange, SequenceResource } from '../../../shared/sequence.ts'
import type { ConsoleApi } from '../../api/console-api.ts'
import { sentenceOf } from './sentence-of.ts'

export type EditSaved =
  | { kind: 'saved' }
  | { kind: 'refused'; sentence: string }
  /** Somebody saved something else in its place: a person has to choose. */
  | { kind: 'edited'; theirs: SequenceResource }

/** Somebody who saves at the very moment each time would be a machine. */
const mostTries = 3

/** What others changed beside it stays, and is no reason to ask; `collides` says whether they changed the very same. */
export async function saveEdited(
  api: Pick<ConsoleApi, 'changeSequence'>,
  base: SequenceResource,
  change: SequenceChange,
  collides: (theirs: SequenceResource) => boolean,
): Promise<EditSaved> {
  let { etag } = base
  for (let tries = 1; ; tries += 1) {
    const answer = await api.changeSequence(base.id, change, etag)
    const refused = sentenceOf(answer)
    if (refused === null) return { kind: 'saved' }
    const edited = answer.kind === 'refused' ? answer.edited : undefined
    if (!edited) return { kind: 'refused', sentence: refused }
    const { theirs } = edited
    if (collides(theirs) || tries === mostTries) return { kind: 'edited', theirs }
    etag = theirs.etag
  }
}
