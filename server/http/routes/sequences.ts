/** Sequences: their steps, settings and figures. */

import { z } from 'zod'
import type { Sequence } from '../../domain/sequence.ts'
import type { Context } from '../../services/context.ts'
import { isRefused, notFound, type Refused } from '../../services/refusal.ts'
import { saveSequence, showSequence } from '../../services/save-sequence.ts'
import { listSequences, sequenceById } from '../../store/sequences.ts'
import { route, type Route } from '../route.ts'
import { pageOf } from '../shapes/page.ts'
import * as shapes from '../shapes/sequence.ts'

const pageSize = 100

export const sequenceRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/sequences',
    summary: 'All sequences with steps and figures, in the order they were made.',
    query: z.object({ after: z.string().default('') }),
    answer: pageOf(shapes.sequence),
    serve: async ({ db }, { query }) => {
      const found = await listSequences(db, query.after, pageSize + 1)
      const items = await Promise.all(found.slice(0, pageSize).map((one) => showSequence(db, one)))
      return { items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null }
    },
  }),
  route({
    method: 'post',
    path: '/api/sequences',
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
    summary: 'One sequence with steps and figures.',
    answer: shapes.sequence,
    serve: async (context, { id }) =>
      shownSequence(context, (await sequenceById(context.db, id)) ?? notFound('sequence')),
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}',
    summary: 'Saves a new edition of a sequence; it reaches new enrollments only.',
    body: shapes.sequenceRequest,
    answer: shapes.sequence,
    serve: async (context, { user, id, body }) =>
      shownSequence(context, await saveSequence(context, user, id, body)),
  }),
]

async function shownSequence(context: Context, result: Sequence | Refused): Promise<object> {
  return isRefused(result) ? result : showSequence(context.db, result)
}
