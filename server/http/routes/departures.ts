/** Owners of sequences who are gone: who they are, and what becomes of their sequences. */

import { z } from 'zod'
import { decideRemoval, removals } from '../../services/directory/decide-departure.ts'
import { handOver } from '../../services/directory/transfer-sequences.ts'
import { route, type Route } from '../api/route.ts'
import { pageOf } from '../shapes/page.ts'
import * as shapes from '../shapes/removal.ts'

const pageSize = 100

export const removalRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/removals',
    summary:
      'Owners who are gone or seem to be, and what an administrator is asked (administrators).',
    query: z.object({ after: z.string().default('') }),
    answer: pageOf(shapes.removal),
    serve: (context, { user, query }) => removals(context, user, query.after, pageSize),
  }),
  route({
    method: 'post',
    path: '/api/removals/{id}',
    summary:
      'Decides about the sequences of a user who is gone: unenroll, keep, or hand-over (administrators).',
    body: shapes.removalDecision,
    answer: shapes.removal,
    serve: (context, { user, id, body }) => decideRemoval(context, user, id, body),
  }),
  route({
    method: 'post',
    path: '/api/users/{id}/hand-over',
    summary: 'Makes another user the owner of all sequences of this one (administrators).',
    body: shapes.handOver,
    answer: shapes.handedOver,
    serve: (context, { user, id, body }) => handOver(context, user, id, body.to),
  }),
]
