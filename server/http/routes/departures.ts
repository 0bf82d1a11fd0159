/** Owners of sequences who are gone: who they are, and what becomes of their sequences. */

import { z } from 'zod'
import { decideDeparture, departures } from '../../services/directory/decide-departure.ts'
import { handOver } from '../../services/directory/transfer-sequences.ts'
import { route, type Route } from '../api/route.ts'
import { pageOf } from '../shapes/page.ts'
import * as shapes from '../shapes/departure.ts'

const pageSize = 100

export const departureRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/departures',
    operationId: 'listDepartures',
    tag: 'departures',
    summary:
      'Owners who are gone or seem to be, and what an administrator is asked (administrators).',
    query: z.object({ cursor: z.string().default('') }),
    answer: pageOf(shapes.departure),
    serve: (context, { user, query }) => departures(context, user, query.cursor, pageSize),
  }),
  route({
    method: 'post',
    path: '/api/departures/{id}',
    operationId: 'decideDeparture',
    tag: 'departures',
    summary:
      'Decides about the sequences of a user who is gone: unenroll, keep, or hand-over (administrators).',
    body: shapes.departureDecision,
    answer: shapes.departure,
    serve: (context, { user, id, body }) => decideDeparture(context, user, id, body),
  }),
  route({
    method: 'post',
    path: '/api/users/{id}/hand-over',
    operationId: 'handOverSequences',
    tag: 'departures',
    summary: 'Makes another user the owner of all sequences of this one (administrators).',
    body: shapes.handOver,
    answer: shapes.handedOver,
    serve: (context, { user, id, body }) => handOver(context, user, id, body.to),
  }),
]
