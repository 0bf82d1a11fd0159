/** The suppression list: addresses that nothing is sent to. */

import { z } from 'zod'
import {
  addSuppression,
  removeSuppression,
  showSuppressions,
} from '../../services/contacts/suppression-list.ts'
import { route, type Route } from '../api/route.ts'
import { text } from '../shapes/field.ts'
import { pageOf } from '../shapes/page.ts'
import * as shapes from '../shapes/suppression.ts'

export const suppressionRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/suppressions',
    operationId: 'listSuppressions',
    tag: 'suppressions',
    summary: 'Addresses that nothing is sent to, a hundred a page (administrators).',
    query: z.object({ search: text(200).default(''), cursor: text(320).default('') }),
    answer: pageOf(shapes.suppression),
    serve: ({ db }, { user, query }) => showSuppressions(db, user, query.search, query.cursor),
  }),
  route({
    method: 'post',
    path: '/api/suppressions',
    operationId: 'addSuppression',
    tag: 'suppressions',
    summary: 'Puts an address on the list: nothing is sent to it any more (administrators).',
    status: 201,
    body: shapes.suppressionRequest,
    answer: shapes.suppression,
    serve: (context, { user, body }) => addSuppression(context, user, body),
  }),
  route({
    method: 'delete',
    path: '/api/suppressions/{address}',
    operationId: 'removeSuppression',
    tag: 'suppressions',
    summary:
      'Takes an address off the list that an administrator had added; one whose contact unsubscribed too stays, as the contact’s own (administrators).',
    answer: shapes.suppression,
    serve: (context, { user, address }) => removeSuppression(context, user, address),
  }),
]
