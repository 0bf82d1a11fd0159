/** Sequences: their steps, settings and figures; deleted, restored and resumed. */

import { z } from 'zod'
import type { Problem } from '../../../shared/problem.ts'
import type { EditedMeanwhile, SequenceChange } from '../../../shared/sequence.ts'
import type { Sequence } from '../../domain/sequences/sequence.ts'
import type { Context } from '../../services/context.ts'
import { archiveSequence } from '../../services/sequences/archive-sequence.ts'
import { deleteSequence } from '../../services/sequences/delete-sequence.ts'
import { previewRollout } from '../../services/sequences/preview-rollout.ts'
import { isRefused, notFound, type Refused } from '../../services/problem.ts'
import { restoreSequence, resumeSequence } from '../../services/sequences/restore-sequence.ts'
import { saveSequence } from '../../services/sequences/save-sequence.ts'
import { showSequence, showSequences } from '../../services/views/sequences.ts'
import { listSequences, sequenceById } from '../../store/sequences/sequences.ts'
import { route, type Route } from '../api/route.ts'
import { pageOf } from '../shapes/page.ts'
import * as shapes from '../shapes/sequence.ts'

const pageSize = 100

export const sequenceRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/sequences',
    operationId: 'listSequences',
    tag: 'sequences',
    summary:
      'Sequences with steps and figures, in the order they were made; with archived=true or deleted=true those instead.',
    query: z.object({
      cursor: z.string().default(''),
      archived: z.enum(['true', 'false'], 'write archived=true or leave it out').default('false'),
      deleted: z.enum(['true', 'false'], 'write deleted=true or leave it out').default('false'),
    }),
    answer: pageOf(shapes.sequence),
    serve: async ({ db }, { query }) => {
      const shown =
        query.deleted === 'true' ? 'deleted' : query.archived === 'true' ? 'archived' : 'in-use'
      const found = await listSequences(db, query.cursor, pageSize + 1, shown)
      const items = await showSequences(db, found.slice(0, pageSize))
      return { items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null }
    },
  }),
  route({
    method: 'post',
    path: '/api/sequences',
    operationId: 'addSequence',
    tag: 'sequences',
    summary: 'Makes a sequence.',
    status: 201,
    body: shapes.sequenceRequest,
    answer: shapes.sequence,
    serve: async (context, { user, body }) =>
      shownSequence(context, await saveSequence(context, user, null, body)),
  }),
  route({
    method: 'get',
    path: '/api/sequences/{id}',
    operationId: 'getSequence',
    tag: 'sequences',
    summary: 'One sequence with steps and figures, deleted or not.',
    answer: shapes.sequence,
    serve: async (context, { id }) =>
      shownSequence(context, (await sequenceById(context.db, id)) ?? notFound('sequence')),
  }),
  route({
    method: 'patch',
    path: '/api/sequences/{id}',
    operationId: 'changeSequence',
    tag: 'sequences',
    summary:
      'Changes what is given and leaves the rest; changed steps are a new version, which reaches new enrollments only, or with applyTo=enrolled also those enrolled now.',
    body: shapes.sequenceChange,
    answer: shapes.sequence,
    ifMatch: 'demanded',
    serve: async (context, { user, id, body, ifMatch }) => {
      const saved = await saveSequence(context, user, id, body, ifMatch)
      const isLate = isRefused(saved) && saved.refused.status === 412
      return isLate ? withBoth(context, saved, id, body) : shownSequence(context, saved)
    },
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}/rollout-preview',
    operationId: 'previewRollout',
    tag: 'sequences',
    summary: 'What these steps, once saved, would mean for those enrolled now. Writes nothing.',
    body: shapes.rolloutPreviewRequest,
    answer: shapes.rollout,
    serve: (context, { user, id, body }) => previewRollout(context, user, id, body.steps),
  }),
  route({
    method: 'delete',
    path: '/api/sequences/{id}',
    operationId: 'deleteSequence',
    tag: 'sequences',
    summary: 'Deletes a sequence and ends what runs in it; it can be restored for 30 days.',
    answer: shapes.sequenceDeletion,
    ifMatch: 'heeded',
    serve: async (context, { user, id, ifMatch }) => {
      const deleted = await deleteSequence(context, user, id, ifMatch ?? '*')
      return isRefused(deleted) ? deleted : withShown(context, deleted)
    },
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}/archive',
    operationId: 'archiveSequence',
    tag: 'sequences',
    summary: 'Archives a sequence: it takes nobody new, and those enrolled go on.',
    answer: shapes.sequence,
    ifMatch: 'heeded',
    serve: async (context, { user, id, ifMatch }) =>
      shownSequence(context, await archiveSequence(context, user, id, true, ifMatch ?? '*')),
  }),
  route({
    method: 'delete',
    path: '/api/sequences/{id}/archive',
    operationId: 'unarchiveSequence',
    tag: 'sequences',
    summary: 'Takes a sequence out of the archive.',
    answer: shapes.sequence,
    ifMatch: 'heeded',
    serve: async (context, { user, id, ifMatch }) =>
      shownSequence(context, await archiveSequence(context, user, id, false, ifMatch ?? '*')),
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}/restoration',
    operationId: 'restoreSequence',
    tag: 'sequences',
    summary: 'Brings a deleted sequence back; those it had ended can then be resumed.',
    answer: shapes.sequenceRestoration,
    serve: async (context, { user, id }) => {
      const restored = await restoreSequence(context, user, id)
      return isRefused(restored) ? restored : withShown(context, restored)
    },
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}/resumption',
    operationId: 'resumeSequence',
    tag: 'sequences',
    summary:
      'Resumes those whom the deletion of a restored sequence had ended, as far as each may be.',
    body: shapes.resumptionRequest,
    answer: shapes.sequenceResumption,
    serve: (context, { user, id, body }) => resumeSequence(context, user, id, body?.cursor ?? ''),
  }),
]

/** Beside the sentence both texts: what stands there now, and what was to be saved. */
async function withBoth(
  context: Context,
  { refused }: Refused,
  id: string,
  yours: SequenceChange,
): Promise<Refused> {
  const now = await sequenceById(context.db, id)
  if (!now) return { refused }
  const more: Omit<EditedMeanwhile, keyof Problem> = {
    theirs: await showSequence(context.db, now),
    yours,
  }
  return { refused: { ...refused, more: { ...more } } }
}

async function shownSequence(context: Context, result: Sequence | Refused): Promise<object> {
  return isRefused(result) ? result : showSequence(context.db, result)
}

async function withShown(context: Context, result: { sequence: Sequence }): Promise<object> {
  return { ...result, sequence: await showSequence(context.db, result.sequence) }
}
