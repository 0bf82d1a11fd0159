/** What comes next, across all sequences. */

import { z } from 'zod'
import { listScheduled } from '../../services/views/scheduled.ts'
import { route, type Route } from '../api/route.ts'
import { enrollment } from '../shapes/enrollment.ts'
import { text } from '../shapes/field.ts'
import { pageOf } from '../shapes/page.ts'

export const scheduledRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/scheduled',
    operationId: 'listScheduled',
    tag: 'scheduled',
    summary: 'Enrollments with a step to come, the soonest first, a hundred a page.',
    query: z.object({ rep: text(100).exactOptional(), cursor: text(200).exactOptional() }),
    answer: pageOf(enrollment),
    serve: ({ db }, { user, query: { cursor, ...filter } }) =>
      listScheduled(db, user, filter, cursor ?? null),
  }),
]
