/** Emails before they are saved, and the tokens that they may name. */

import { previewEmails } from '../../services/views/preview-emails.ts'
import { tokensInUse } from '../../services/views/preview-tokens.ts'
import { route, type Route } from '../api/route.ts'
import * as shapes from '../shapes/preview.ts'

export const previewRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/previews',
    operationId: 'previewEmails',
    tag: 'previews',
    summary: 'Emails as one contact would get them, and what is missing for them. Writes nothing.',
    body: shapes.previewRequest,
    answer: shapes.preview,
    serve: (context, { user, body }) => previewEmails(context, user, body),
  }),
  route({
    method: 'get',
    path: '/api/tokens',
    operationId: 'listTokens',
    tag: 'previews',
    summary: 'The tokens that emails may name, those of contacts’ properties in use among them.',
    answer: shapes.tokenList,
    serve: ({ db }) => tokensInUse(db),
  }),
]
